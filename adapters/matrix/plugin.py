"""What the entry point names: how the Matrix adapter is set up, checked and opened."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from adapters.matrix.settings import MatrixSettings
from adapters.matrix.timing import Timing
from ci_bot.ports.chat import Acting, Action, Finding, Platform, RoomId, Vault


class MatrixPlugin:
    """The Matrix adapter; nio is loaded only when one of its methods is used."""

    def __init__(self, timing: Timing | None = None) -> None:
        self._timing = timing or Timing()

    @property
    def name(self) -> str:
        """The settings' table, and the prefix of every address."""
        return "matrix"

    @property
    def settings_type(self) -> type[MatrixSettings]:
        """The `[matrix]` table."""
        return MatrixSettings

    def open(
        self, settings: MatrixSettings, vault: Vault, folder: Path
    ) -> AbstractAsyncContextManager[Platform]:
        """Opens the platform."""
        from adapters.matrix.platform import open_platform

        return open_platform(settings, vault, folder, self._timing)

    def check(
        self,
        settings: MatrixSettings,
        vault: Vault,
        folder: Path,
        channels: Sequence[RoomId] = (),
    ) -> AsyncIterator[Finding]:
        """Looks at reachability, session and keys; logs nobody in and sends nothing."""
        from adapters.matrix.checkup import findings

        return findings(settings, vault, folder)

    @property
    def actions(self) -> Mapping[str, Action]:
        """`matrix setup`."""
        about = "Log in once and cross-sign the device; session and keys are kept together."
        return {"setup": Action(about=about, carry_out=_set_up)}


async def _set_up(acting: Acting) -> str:
    from adapters.matrix.setup import set_up

    return await set_up(acting.settings, acting.folder)


plugin = MatrixPlugin()
