"""Everything that comes in from Slack: by its ways in, from histories and from profiles."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from adapters.slack import clock
from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.link import Link
from adapters.slack.receiving.app import SlackApp
from adapters.slack.receiving.bookmarks import Bookmarks
from adapters.slack.receiving.catch_up import CatchUp
from adapters.slack.receiving.intake import Intake
from adapters.slack.receiving.names import Names
from adapters.slack.receiving.opener import Opener
from adapters.slack.receiving.profiles import Profiles
from adapters.slack.responses import Responses
from adapters.slack.timing import Timing
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import Inlet, Page, PlatformMisconfigured, PlatformStopped, Vault


class Receiver:
    """Receives until cancelled."""

    def __init__(
        self,
        *,
        workspaces: Workspaces,
        direct_rooms: DirectRooms,
        responses: Responses,
        vault: Vault,
        timing: Timing,
        links: Sequence[Link],
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        reading, names = timing.reading, Names(timing.reading)
        bookmarks = Bookmarks(vault)
        self._links = links
        self._profiles = Profiles(workspaces, vault, reading, now)
        self._opener = Opener(workspaces.session, self._profiles.language)
        self._catch_up = CatchUp(
            workspaces=workspaces,
            direct_rooms=direct_rooms,
            bookmarks=bookmarks,
            names=names,
            timing=timing,
            now=now,
        )
        intake = Intake(
            workspaces=workspaces,
            direct_rooms=direct_rooms,
            responses=responses,
            profiles=self._profiles,
            bookmarks=bookmarks,
            names=names,
            timing=reading,
            now=now,
        )
        self._app = SlackApp(workspaces, intake, self._opener, self._catch_up)

    @property
    def pages(self) -> Mapping[str, Page]:
        """What is answered over HTTP, by path."""
        return {path: page for link in self._links for path, page in link.pages.items()}

    @property
    def trouble(self) -> str | None:
        """Why it is not receiving just now."""
        return "; ".join(link.trouble for link in self._links if link.trouble) or None

    async def run(self, inlet: Inlet) -> None:
        """Raises PlatformStopped or PlatformMisconfigured when receiving is useless."""
        self._app.inlet = inlet
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._catch_up.run(inlet))
                group.create_task(self._profiles.watch(inlet))
                for link in self._links:
                    group.create_task(link.run(self._app))
        except* (PlatformStopped, PlatformMisconfigured) as errors:
            stopped = errors.exceptions[0]
        else:
            return
        finally:
            self._app.inlet = None
            await self._opener.close()
        raise stopped
