"""Writes the manifest that stands beside the other samples: `make samples`."""

from pathlib import Path

from adapters.slack.manifest import manifest_text
from adapters.slack.settings import SlackSettings
from ci_bot.cli.acting import known_commands
from tests.project.sources import ROOT

FILE = ROOT / "config/slack-manifest.json"


def fresh() -> str:
    """What `ci-bot slack manifest` prints for a bot with the usual settings."""
    usual = SlackSettings(bot_token_file=Path("bot"), app_token_file=Path("app"))
    return manifest_text(usual, known_commands()) + "\n"


if __name__ == "__main__":
    FILE.write_text(fresh(), encoding="utf-8")
