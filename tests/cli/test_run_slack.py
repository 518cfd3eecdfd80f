"""What Slack refuses is told with what to correct, and leaves nothing behind."""

import asyncio

import pytest

from tests.cli.host import Ended, Host
from tests.support.slack import Slack, slack_stand_in


def settings(host: Host, slack: Slack | None, **secrets: str) -> None:
    lines = ["[slack]", 'bot_token_file = "bot"', 'app_token_file = "app"']
    if slack is not None:
        lines.append(f'api_url = "{slack.base_url}"')
    for name, secret in secrets.items():
        host.write(name, secret)
        (host.folder / name).chmod(0o600)
    host.write("ci-bot.toml", "\n".join([*lines, ""]))


async def typed(host: Host, *arguments: str) -> Ended:
    """Runs a command while the stand-in goes on answering."""
    return await asyncio.to_thread(host.types, *arguments)


def test_a_missing_token_is_a_wrong_setting(host: Host) -> None:
    settings(host, None, app="xapp-1")
    ended = host.types("run")
    assert (ended.code, ended.out) == (78, "")
    assert ended.err.startswith(f"{host.settings}: slack: {host.folder}/bot can't be read")
    assert not host.database.exists()


def test_over_http_without_a_listener_is_a_wrong_setting(host: Host) -> None:
    lines = ["[slack]", 'mode = "http"', 'bot_token_file = "bot"', 'signing_secret_file = "sign"']
    host.write("ci-bot.toml", "\n".join([*lines, ""]))
    for name in ("bot", "sign"):
        host.write(name, "xoxb-1")
        (host.folder / name).chmod(0o600)
    for command in ("run", "check"):
        ended = host.types(command)
        assert (ended.code, "web: the table is missing" in ended.err + ended.out) == (78, True)
    assert not host.database.exists()


@pytest.mark.parametrize("token", ["xoxb-mistyped", "xapp"])
async def test_a_wrong_token_is_a_wrong_setting(host: Host, token: str) -> None:
    async with slack_stand_in() as slack:
        app = slack.app()
        settings(host, slack, bot=app.token if token == "xapp" else token, app=app.token)
        ended = await asyncio.to_thread(host.starts, "run")
        assert (ended.code, ended.out) == (78, "")
        assert ended.err.startswith("ci-bot.toml: slack: Slack refuses the bot token")
        assert (len(ended.err.splitlines()), token in ended.err) == (1, False)
        checked = await typed(host, "check")
        assert (checked.code, "WRONG Slack bot token" in checked.out) == (1, True)
    assert not host.database.exists()


async def test_check_is_0_with_optional_scopes_missing_and_1_with_others(host: Host) -> None:
    async with slack_stand_in() as slack:
        team = slack.team("Lakeland")
        least = "chat:write im:write im:history users:read"
        for scopes, code in ((least, 0), (least.replace("im:history", "commands"), 1)):
            app = slack.app()
            bot = slack.install(app, team, scopes=scopes)
            settings(host, slack, bot=bot.token, app=app.token)
            checked = await typed(host, "check")
            assert (checked.code, "WRONG" in checked.out) == (code, bool(code))
            assert "note  Slack scope channels:history in Lakeland: whether" in checked.out


async def test_a_slack_that_can_not_be_reached_fails_the_check(host: Host) -> None:
    async with slack_stand_in() as slack:
        app = slack.app()
        settings(host, slack, bot="xoxb-1", app=app.token)
    checked = await typed(host, "check")
    assert (checked.code, "WRONG Slack at http" in checked.out) == (1, True)
