"""Opens the direct message of the bot and one person, once."""

import asyncio
from collections import defaultdict

from adapters.slack.refusals import while_asking
from adapters.slack.web import Refused, Unreachable, call
from adapters.slack.workspaces import Workspace, Workspaces, parted
from ci_bot.ports.chat import AccountId, RoomId, Vault

PREFIX = "slack.direct."


class DirectRooms:
    """The map of people and their direct messages; nobody else can ever be in one."""

    def __init__(self, workspaces: Workspaces, vault: Vault) -> None:
        self._workspaces = workspaces
        self._vault = vault
        self._locks: defaultdict[AccountId, asyncio.Lock] = defaultdict(asyncio.Lock)
        # Asked for at each event, before Slack gets its answer.
        self._read: dict[AccountId, str] = {}

    async def of(self, account: AccountId) -> RoomId:
        """The direct message with that person; raises a ChatError."""
        async with self._locks[account]:
            workspace = self._workspaces.of(account)
            channel = await self._kept(account, workspace)
            if channel is None:
                _, user = parted(account)
                try:
                    opened = await call(workspace.client, "conversations.open", users=user)
                except (Refused, Unreachable) as error:
                    raise while_asking(error, workspace.line) from None
                channel = str(opened["channel"]["id"])
                await self._keep(account, workspace, channel)
            return RoomId(f"slack:{workspace.team}/{channel}")

    async def known(self) -> list[RoomId]:
        """The direct messages with everybody, as far as they were ever needed.

        Also of workspaces that Slack has not told of yet.
        """
        found = []
        for name in await self._vault.names(PREFIX):
            team, _, _ = name.removeprefix(PREFIX).partition("/")
            bot, _, channel = (await self._vault.get(name) or "").partition("/")
            workspace = self._workspaces.get(team)
            if channel and (workspace is None or workspace.bot_user == bot):
                found.append(RoomId(f"slack:{team}/{channel}"))
        return found

    async def met(self, account: AccountId, room: RoomId) -> None:
        """Remembers the direct message that the person wrote in.

        Unless it is with the bot of another workspace than theirs, as shared channels allow.
        """
        team, channel = parted(room)
        workspace = self._workspaces.get(team)
        if workspace is None or parted(account)[0] != team:
            return
        if await self._kept(account, workspace) != channel:
            await self._keep(account, workspace, channel)

    async def _kept(self, account: AccountId, workspace: Workspace) -> str | None:
        # An app that was made anew has another bot, and with it other direct messages.
        if account not in self._read:
            self._read[account] = await self._vault.get(_name(account)) or ""
        bot, _, channel = self._read[account].partition("/")
        return channel if bot == workspace.bot_user else None

    async def _keep(self, account: AccountId, workspace: Workspace, channel: str) -> None:
        kept = f"{workspace.bot_user}/{channel}"
        await self._vault.put(_name(account), kept)
        self._read[account] = kept


def _name(account: AccountId) -> str:
    return f"{PREFIX}{account.partition(':')[2]}"
