"""The README's steps that lead a host to Slack, taken as they are written."""

import json
import re
from pathlib import Path

from tests.project.sources import ROOT
from tests.project.steps import edit, steps, typed
from tests.support.slack import slack_stand_in

SECTION = (ROOT / "README.md").read_text().partition("## Slack in eight steps")[2]
SECTION = SECTION.partition("\n## ")[0]
START, MANIFEST, TOKENS, APPLY, CHECK, RUN = steps(SECTION)


def test_they_are_eight_at_most_and_in_order() -> None:
    numbers = re.findall(r"^\*\*(\d)\. ", SECTION, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) <= 8
    assert RUN.strip() == "ci-bot run"


async def test_they_lead_to_a_check_without_a_fault(tmp_path: Path) -> None:
    async with slack_stand_in() as slack:
        await typed(START, tmp_path)
        folder = tmp_path / "ci-bot"
        edit(
            folder / "ci-bot.toml",
            ('# api_url = "https://slack.com/api/"', f'api_url = "{slack.base_url}"'),
        )
        team = slack.team("Green Harbour")
        manifest = json.loads(await typed(MANIFEST, folder))
        app = slack.app(
            events=" ".join(manifest["settings"]["event_subscriptions"]["bot_events"]),
            commands=[one["command"] for one in manifest["features"]["slash_commands"]],
            shortcuts=[one["callback_id"] for one in manifest["features"]["shortcuts"]],
        )
        bot = slack.install(app, team, scopes=" ".join(manifest["oauth_config"]["scopes"]["bot"]))
        for line, token in zip(TOKENS.splitlines(), (bot.token, app.token), strict=True):
            await typed(line, folder, stdin=f"{token}\n")
        ines = slack.person("ines", team)
        edit(
            folder / "coalition.yaml",
            (
                '    # accounts: {matrix: "@ines:example.org", slack: "T0123/U0456"}',
                f'    accounts: {{slack: "{team.id}/{ines.id}"}}',
            ),
        )
        assert "Done." in await typed(APPLY, folder)
        assert "WRONG" not in await typed(CHECK, folder)
        slack.assert_clean()
