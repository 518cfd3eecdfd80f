"""How the people are called that somebody mentions."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from contextlib import suppress

from adapters.slack.inbound.fields import part, words
from adapters.slack.timing import ReadingTiming
from adapters.slack.web import Refused, Unreachable, look
from adapters.slack.workspaces import Workspace

MOST = 2_000
AT_ONCE = 10
LENGTH = 80


class Names:
    """Asks Slack once for each, and not for long: an id in a text is no reason to lose it."""

    def __init__(self, timing: ReadingTiming) -> None:
        self._timing = timing
        self._known: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def of(self, workspace: Workspace, users: Sequence[str]) -> Mapping[str, str]:
        """The names of those users, by id, as far as they are known in time."""
        places = [(workspace.team, user) for user in users[:AT_ONCE]]
        missing = [place for place in places if place not in self._known]
        if missing:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timing.names):
                    await asyncio.gather(*(self._ask(workspace, user) for _, user in missing))
        return {place[1]: self._known[place] for place in places if place in self._known}

    async def _ask(self, workspace: Workspace, user: str) -> None:
        try:
            told = part(await look(workspace.client, "users.info", user=user), "user")
        except (Refused, Unreachable):
            return
        profile = part(told, "profile")
        candidates = (words(profile, "display_name"), words(profile, "real_name"))
        name = next((" ".join(one.split()) for one in candidates if one.strip()), "")
        if name:
            self._known[workspace.team, user] = name[:LENGTH]
        while len(self._known) > MOST:
            self._known.popitem(last=False)
