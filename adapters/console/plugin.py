"""What the entry point names: how the console is opened."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from adapters.console.platform import ConsolePlatform, open_platform
from adapters.console.settings import ConsoleSettings
from ci_bot.ports.chat import Action, Finding, RoomId, Vault


class ConsolePlugin:
    """The console adapter; it needs nothing from outside."""

    @property
    def name(self) -> str:
        """The settings' table, and the prefix of every address."""
        return "console"

    @property
    def settings_type(self) -> type[ConsoleSettings]:
        """The `[console]` table."""
        return ConsoleSettings

    def open(
        self, settings: ConsoleSettings, vault: Vault, folder: Path
    ) -> AbstractAsyncContextManager[ConsolePlatform]:
        """Opens the platform."""
        return open_platform(vault)

    async def check(
        self,
        settings: ConsoleSettings,
        vault: Vault,
        folder: Path,
        channels: Sequence[RoomId] = (),
    ) -> AsyncIterator[Finding]:
        """There is nothing that could be wrong."""
        yield Finding(what="console", ok=True)

    @property
    def actions(self) -> Mapping[str, Action]:
        """None beyond those of every platform."""
        return {}


plugin = ConsolePlugin()
