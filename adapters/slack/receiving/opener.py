"""Opens forms while Slack's leave to do so lasts, which is three seconds from the tap."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import aiohttp

from adapters.slack.inbound.forms import metadata
from adapters.slack.receiving.excuses import tell
from adapters.slack.render.forms import form_view, notice_view
from adapters.slack.web import Refused, Unreachable, call
from adapters.slack.workspaces import Workspace, parted
from ci_bot.ports.chat import AccountId, Form, Inlet, Opening, RoomId

log = logging.getLogger(__name__)

PATIENCE = 2.5


class Opener:
    """Works beside the acknowledgement, which waits for nothing of it."""

    def __init__(
        self, session: aiohttp.ClientSession, language: Callable[[AccountId], str | None]
    ) -> None:
        self._session = session
        self._language = language
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(
        self, inlet: Inlet, opening: Opening, workspace: Workspace, *, trigger: str, url: str | None
    ) -> None:
        """Starts to open it; `url`: where to say that it came to nothing."""
        self._start(self._open(inlet, opening, workspace, trigger, url))

    def excuse(self, inlet: Inlet, account: AccountId) -> str:
        """What to say to somebody whose tap came to nothing."""
        return inlet.excuse(self._language(account))

    def tell(
        self, inlet: Inlet, account: AccountId, workspace: Workspace, *, url: str | None
    ) -> None:
        """Starts to say it to them alone."""
        # What is said to a user's id goes to their direct message.
        room = RoomId(f"{workspace.line}{parted(account)[1]}")
        self._start(self._tell(inlet, account, workspace, url, room))

    async def close(self) -> None:
        """Ends what is still being opened."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _open(
        self, inlet: Inlet, opening: Opening, workspace: Workspace, trigger: str, url: str | None
    ) -> None:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await inlet.form(opening)
                if found is None:
                    return
                view = form_view(found) if isinstance(found, Form) else notice_view(found)
                if isinstance(found, Form):
                    view["private_metadata"] = metadata(found.id, opening.message)
                await call(workspace.client, "views.open", trigger_id=trigger, view=view)
            return
        except (Refused, Unreachable, TimeoutError) as error:
            log.warning("a form could not be opened: %s", str(error) or "too late")
        except Exception as error:  # noqa: BLE001 - a store that is away comes back
            # No trace: a database's exceptions quote what people wrote.
            log.warning("a form could not be opened (%s)", type(error).__name__)
        room = opening.room if opening.direct else None
        await self._tell(inlet, opening.account, workspace, url, room)

    async def _tell(
        self,
        inlet: Inlet,
        account: AccountId,
        workspace: Workspace,
        url: str | None,
        room: RoomId | None,
    ) -> None:
        await tell(self._session, workspace, self.excuse(inlet, account), url=url, room=room)
