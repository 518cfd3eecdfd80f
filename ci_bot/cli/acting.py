"""Carries out an adapter's action."""

from ci_bot.cli.database import LateVault, database
from ci_bot.cli.installation import Installation
from ci_bot.ports.chat import PlatformMisconfigured
from ci_bot.settings import SettingsError


async def act(installation: Installation, name: str, action: str) -> str:
    """What the action answers; raises SettingsError, ChatError and StoreError."""
    plugin = installation.plugins.get(name)
    if plugin is None:
        raise SettingsError(f"{installation.path}: {name}: the table is missing; add [{name}]")
    table = installation.settings.adapters[name]
    async with database(installation) as rows:
        try:
            answer = await plugin.actions[action](table, LateVault(rows, name), installation.folder)
        except PlatformMisconfigured as error:
            raise SettingsError(f"{installation.path}: {name}: {error}") from None
    return str(answer)
