"""What the entry point names: how the Slack adapter is set up, checked and opened."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from adapters.slack.settings import SlackSettings
from adapters.slack.timing import Timing
from ci_bot.ports.chat import Acting, Action, Finding, Platform, RoomId, Vault


class SlackPlugin:
    """The Slack adapter; its SDK is loaded only when one of its methods is used."""

    def __init__(self, timing: Timing | None = None) -> None:
        self._timing = timing or Timing()

    @property
    def name(self) -> str:
        """The settings' table, and the prefix of every address."""
        return "slack"

    @property
    def settings_type(self) -> type[SlackSettings]:
        """The `[slack]` table."""
        return SlackSettings

    def open(
        self, settings: SlackSettings, vault: Vault, folder: Path
    ) -> AbstractAsyncContextManager[Platform]:
        """Opens the platform."""
        from adapters.slack.platform import open_platform

        return open_platform(settings, vault, folder, self._timing)

    def check(
        self,
        settings: SlackSettings,
        vault: Vault,
        folder: Path,
        channels: Sequence[RoomId] = (),
    ) -> AsyncIterator[Finding]:
        """Looks at tokens, scopes and channels; sends nothing."""
        from adapters.slack.checkup import findings

        return findings(settings, vault, folder, channels)

    @property
    def actions(self) -> Mapping[str, Action]:
        """`slack manifest` and `slack invite`."""
        flags = {"least": "Without reading channels and charts: see what `check` says about it."}
        about = "Show the app manifest to paste into Slack."
        invite = "Make a link by which one workspace installs the app, in http mode."
        return {
            "manifest": Action(about=about, carry_out=_show_manifest, flags=flags),
            "invite": Action(about=invite, carry_out=_invite),
        }


async def _show_manifest(acting: Acting) -> str:
    from adapters.slack.manifest import manifest_text

    least = "least" in acting.flags
    return manifest_text(acting.settings, acting.commands(), least=least)


async def _invite(acting: Acting) -> str:
    from adapters.slack.installing.inviting import invite_workspace

    return await invite_workspace(acting.settings, acting.vault, acting.folder)


plugin = SlackPlugin()
