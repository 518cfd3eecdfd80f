"""Zones and languages of the coalition's people, as their profiles have them."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from adapters.slack.inbound.fields import Malformed, part
from adapters.slack.inbound.happenings import profile
from adapters.slack.inbound.scene import Scene
from adapters.slack.timing import ReadingTiming
from adapters.slack.web import Refused, Unreachable, look
from adapters.slack.workspaces import Workspace, Workspaces, parted
from ci_bot.ports.chat import AccountId, Inlet, ProfileSeen, Vault, local_part

log = logging.getLogger(__name__)


class Profiles:
    """Hands in what changed, of those alone whom the coalitions know."""

    def __init__(
        self,
        workspaces: Workspaces,
        vault: Vault,
        timing: ReadingTiming,
        now: Callable[[], datetime],
    ) -> None:
        self._workspaces = workspaces
        self._vault = vault
        self._timing = timing
        self._now = now
        self._known: frozenset[AccountId] = frozenset()
        self._looked: dict[AccountId, datetime] = {}
        self._languages: dict[AccountId, str] = {}

    def language(self, account: AccountId) -> str | None:
        """The person's language, as far as that was seen since the start."""
        return self._languages.get(account)

    async def seen(self, inlet: Inlet, event: ProfileSeen) -> None:
        """Hands it in if it says something new about somebody whom the coalitions know."""
        if event.account not in self._known:
            # Workspaces have many people; whoever is new is looked at soon.
            return
        if event.language is not None:
            self._languages[event.account] = event.language
        name, value = _name(event.account), f"{event.zone or ''} {event.language or ''}"
        if await self._vault.get(name) != value:
            await inlet.accept([event], cursor=(name, value))

    async def watch(self, inlet: Inlet) -> None:
        """Looks for ever: soon at new people, and at each anew when a day has passed."""
        while True:
            try:
                await self.sweep(inlet)
            except Exception as error:  # noqa: BLE001 - a store that is away comes back
                log.warning("profiles could not be looked at (%s)", type(error).__name__)
            await asyncio.sleep(self._timing.profiles)

    async def sweep(self, inlet: Inlet) -> None:
        """Looks at everybody who is due."""
        self._known = frozenset(await inlet.accounts())
        for gone in self._looked.keys() - self._known:
            del self._looked[gone]
            self._languages.pop(gone, None)
        due = self._now() - timedelta(seconds=self._timing.profile_age)
        for account in sorted(self._known):
            workspace = self._workspaces.get(parted(account)[0])
            if workspace is None or self._looked.get(account, due) > due:
                continue
            if await self._look(inlet, workspace, account):
                self._looked[account] = self._now()
            await asyncio.sleep(self._timing.between)

    async def _look(self, inlet: Inlet, workspace: Workspace, account: AccountId) -> bool:
        _, user = parted(account)
        try:
            told = await look(workspace.client, "users.info", user=user, include_locale="true")
        except Unreachable:
            return False
        except Refused as error:
            await asyncio.sleep(error.retry_after or 0.0)
            if error.retry_after is None:
                log.info("a profile can't be read: %s", error)
            return error.retry_after is None
        record = part(told, "user")
        if record.get("deleted") is True:
            log.info("an account of a person of the coalition was deactivated")
        now = self._now()
        scene = Scene(team=workspace.team, bot_user=workspace.bot_user, now=now)
        try:
            event = profile(record, scene, f"profile:{local_part(account)}:{now.timestamp()}")
        except Malformed:
            return True
        if event is not None and event.account == account:
            await self.seen(inlet, event)
        return True


def _name(account: AccountId) -> str:
    return f"slack.profile.{local_part(account)}"
