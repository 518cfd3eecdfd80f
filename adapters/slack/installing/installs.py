"""The workspaces that installed the app by its page, each with its token, encrypted."""

import asyncio
from collections.abc import Mapping

from ci_bot.ports.chat import Vault

PREFIX = "install/"


class Installs:
    """Kept until the workspace refuses the token."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = asyncio.Lock()

    async def tokens(self) -> Mapping[str, str]:
        """By workspace; raises PlatformMisconfigured where they can't be decrypted."""
        # Without a key nothing could be kept later, which is better known now.
        await self._vault.secret(PREFIX)
        found = {}
        for name in await self._vault.names(PREFIX):
            token = await self._vault.secret(name)
            if token is not None:
                found[name.removeprefix(PREFIX)] = token
        return found

    async def keep(self, team: str, workspace: str, token: str) -> None:
        """Durable when this returns; in place of an older token."""
        async with self._lock:
            # The name lists it, so the name is last.
            await self._vault.keep_secret(PREFIX + team, token)
            await self._vault.put(PREFIX + team, workspace)

    async def purge(self, team: str, token: str) -> None:
        """Removes the workspace's token, unless there is a newer one."""
        async with self._lock:
            if await self._vault.secret(PREFIX + team) == token:
                await self._vault.forget(PREFIX + team)
