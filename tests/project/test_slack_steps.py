"""The README's steps that lead a host to Slack, taken as they are written."""

import json
import re
from pathlib import Path

from tests.project.sources import ROOT
from tests.project.steps import edit, running, steps, typed
from tests.support.slack import slack_stand_in

SECTION = (ROOT / "README.md").read_text().partition("## Slack in eight steps")[2]
SECTION = SECTION.partition("\n## ")[0]
START, MANIFEST, TOKENS, APPLY, CHECK, RUN = steps(SECTION)


def test_they_are_eight_at_most_and_in_order() -> None:
    numbers = re.findall(r"^\*\*(\d)\. ", SECTION, re.MULTILINE)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) <= 8
    assert RUN.strip() == "ci-bot run"


async def test_they_lead_to_a_bot_that_answers(tmp_path: Path) -> None:
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
        channel = slack.channel(team, ines, name="all")
        edit(
            folder / "coalition.yaml",
            (
                '    # accounts: {matrix: "@ines:example.org", slack: "T0123/U0456"}',
                f'    accounts: {{slack: "{team.id}/{ines.id}"}}',
            ),
            (
                "channels: []",
                f'channels: [{{slack: "{channel.removeprefix("slack:")}", for: coalition}}]',
            ),
        )
        assert "Done." in await typed(APPLY, folder)
        slack.invite(channel, bot)
        checked = await typed(CHECK, folder)
        assert "Slack channel #all in Green Harbour" in checked
        assert [line for line in checked.splitlines() if not line.startswith("ok ")] == []
        async with running(folder):
            room = slack.direct(bot, ines)
            await slack.sockets.connected()
            await ines.write(room, "whoami")
            assert await ines.see(room, lambda seen: any("Ines B." in one.text for one in seen))
            await ines.command(room, "/ci", "whoami")
            assert await ines.see(
                room, lambda seen: sum("Ines B." in one.text for one in seen) == 2
            )
        slack.assert_clean()
