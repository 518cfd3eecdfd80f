"""Carries out an adapter's action."""

from collections.abc import Sequence

from ci_bot.cli.database import LateVault, database
from ci_bot.cli.installation import Installation
from ci_bot.ports.chat import Acting, PlatformMisconfigured
from ci_bot.settings import SettingsError


async def act(installation: Installation, name: str, action: str, flags: frozenset[str]) -> str:
    """What the action answers; raises SettingsError, ChatError and StoreError."""
    plugin = installation.plugins.get(name)
    if plugin is None:
        raise SettingsError(f"{installation.path}: {name}: the table is missing; add [{name}]")
    async with database(installation) as rows:
        acting = Acting(
            settings=installation.settings.adapters[name],
            vault=LateVault(rows, name),
            folder=installation.folder,
            flags=flags,
            commands=known_commands,
        )
        try:
            return await plugin.actions[action].carry_out(acting)
        except PlatformMisconfigured as error:
            raise SettingsError(f"{installation.path}: {name}: {error}") from None


def known_commands() -> Sequence[str]:
    """What everybody may type, in the order of the help."""
    from ci_bot.commands.registry import REGISTRY
    from ci_bot.domain.authority import Right

    known = [c for c in REGISTRY.commands if not c.hidden]
    return [command.name for command in known if command.right is not Right.BACKBONE]
