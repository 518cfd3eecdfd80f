"""Opens the direct message of the bot and one person, once."""

import asyncio
from collections import defaultdict

from adapters.slack.refusals import while_asking
from adapters.slack.web import Refused, Unreachable, call
from adapters.slack.workspaces import Workspaces, parted
from ci_bot.ports.chat import AccountId, RoomId, Vault

PREFIX = "slack.direct."


class DirectRooms:
    """The map of people and their direct messages; nobody else can ever be in one."""

    def __init__(self, workspaces: Workspaces, vault: Vault) -> None:
        self._workspaces = workspaces
        self._vault = vault
        self._locks: defaultdict[AccountId, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, account: AccountId) -> RoomId:
        """The direct message with that person; raises a ChatError."""
        async with self._locks[account]:
            workspace = self._workspaces.of(account)
            kept = await self._vault.get(_name(account))
            if kept is None:
                _, user = parted(account)
                try:
                    opened = await call(workspace.client, "conversations.open", users=user)
                except (Refused, Unreachable) as error:
                    raise while_asking(error, workspace.line) from None
                kept = str(opened["channel"]["id"])
                await self._vault.put(_name(account), kept)
            return RoomId(f"slack:{workspace.team}/{kept}")

    async def known(self) -> list[RoomId]:
        """The direct messages with everybody, as far as they were ever needed."""
        names = await self._vault.names(PREFIX)
        kept = [(name.removeprefix(PREFIX), await self._vault.get(name)) for name in names]
        teams = [(account.partition("/")[0], channel) for account, channel in kept]
        return [RoomId(f"slack:{team}/{channel}") for team, channel in teams if channel]

    async def met(self, account: AccountId, room: RoomId) -> None:
        """Remembers the direct message that the person wrote in."""
        _, channel = parted(room)
        if await self._vault.get(_name(account)) != channel:
            await self._vault.put(_name(account), channel)


def _name(account: AccountId) -> str:
    return f"{PREFIX}{account.partition(':')[2]}"
