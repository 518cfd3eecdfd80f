"""The `[slack]` table: what may stand together, and what is told about what may not."""

import tomllib
from pathlib import Path

import pytest

from adapters.slack.settings import SlackAppSecrets, SlackSettings
from ci_bot.ports.chat import PlatformMisconfigured
from ci_bot.settings import SettingsError, read_settings, sample, settings_type, shown, written

ADAPTERS = {"slack": SlackSettings}
BOT, APP, SIGNING = 'bot_token_file = "bot"', 'app_token_file = "app"', 'signing_secret_file = "s"'
SEVERAL = 'bot_token_files = ["a", "b"]'
HTTP = 'mode = "http"'
CLIENT = ('client_id = "1.2"', 'client_secret_file = "client"')
ONE = "[[slack.workspaces]]"

GOOD = {
    "one workspace": (BOT, APP),
    "several": (SEVERAL, APP),
    "all three files, as the sample has them": (BOT, APP, SIGNING),
    "over HTTP": (BOT, SIGNING, HTTP),
    "installed by a page": (SIGNING, HTTP, *CLIENT),
    "by a page and by hand": (SEVERAL, SIGNING, HTTP, *CLIENT),
    "an app each": (ONE, BOT, APP, ONE, BOT, APP),
    "an app each, over HTTP": (HTTP, ONE, BOT, SIGNING),
    "another command": (BOT, APP, 'command = "/lakeland"'),
    "GovSlack": (BOT, APP, 'api_url = "https://slack-gov.com/api/"'),
}

WRONG = {
    "nothing": ((), "set bot_token_file, bot_token_files, or [[slack.workspaces]]"),
    "no app token": ((BOT,), 'mode = "socket" needs app_token_file'),
    "no signing secret": ((BOT, APP, HTTP), 'mode = "http" needs signing_secret_file'),
    "one and several": ((BOT, SEVERAL, APP), "bot_token_file or bot_token_files, not both"),
    "a page on a socket": ((BOT, APP, *CLIENT), 'client_id needs mode = "http"'),
    "a client without secret": ((SIGNING, HTTP, CLIENT[0]), "belong together"),
    "a secret without client": ((BOT, SIGNING, HTTP, CLIENT[1]), "belong together"),
    "an app each and one above": ((BOT, ONE, BOT, APP), "stands in each [[slack.workspaces]]"),
    "an app each and several": ((SEVERAL, ONE, BOT, APP), "bot_token_files is for one app"),
    "an app each and a page": ((HTTP, CLIENT[0], ONE, BOT, SIGNING), "client_id is for one app"),
    "an app without its token": ((ONE, BOT, APP, ONE, BOT), "workspace 2: mode = "),
    "an app without its bot": ((ONE, APP), "is missing"),
    "another mode": ((BOT, APP, 'mode = "rtm"'), "'socket' or 'http'"),
    "no slash": ((BOT, APP, 'command = "ci"'), "write it like '/ci'"),
    "a long command": ((BOT, APP, f'command = "/{"x" * 40}"'), "write it like '/ci'"),
    "no address": ((BOT, APP, 'api_url = "slack.com"'), "write it like 'https://slack.com/api/'"),
    "an unknown key": ((BOT, APP, 'comand = "/ci"'), "did you mean `command`?"),
    "no table": ((APP, "workspaces = [3]"), "write [[slack.workspaces]] on a line of its own"),
    "a key from above in one": ((ONE, BOT, APP, 'mode = "http"'), "known are bot_token_file, app"),
    "an unknown key of one": ((ONE, BOT, APP, 'app_token_fil = "x"'), "mean `app_token_file`?"),
    "a secret": ((APP, 'bot_token = "xoxb-1"'), "use `bot_token_file`"),
    "a secret of one": ((ONE, BOT, 'app_token = "xapp-1"'), "did you mean `app_token_file`?"),
}


def read(folder: Path, *lines: str) -> SlackSettings:
    path = folder / "ci-bot.toml"
    path.write_text("\n".join(["[slack]", *lines, ""]))
    table: SlackSettings = read_settings(path, ADAPTERS).adapters["slack"]
    return table


def keep(folder: Path, **secrets: str) -> None:
    for name, secret in secrets.items():
        (folder / name).write_text(f"{secret}\n")
        (folder / name).chmod(0o600)


@pytest.mark.parametrize("what", GOOD)
def test_each_way_to_reach_slack_is_taken(tmp_path: Path, what: str) -> None:
    assert read(tmp_path, *GOOD[what]).command.startswith("/")


@pytest.mark.parametrize("what", WRONG)
def test_what_can_not_be_is_told_in_one_line(tmp_path: Path, what: str) -> None:
    lines, words = WRONG[what]
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, *lines)
    said = str(refused.value)
    assert said.startswith(f"{tmp_path / 'ci-bot.toml'}: slack")
    assert words in said
    assert (len(said.splitlines()), "xoxb-1" in said, "xapp-1" in said) == (1, False, False)


def test_one_app_may_be_in_several_workspaces(tmp_path: Path) -> None:
    keep(tmp_path, a="xoxb-a", b="xoxb-b", app="xapp-1")
    table = read(tmp_path, SEVERAL, APP)
    bots = ("xoxb-a", "xoxb-b")
    assert table.apps(tmp_path) == (SlackAppSecrets(bot_tokens=bots, app_token="xapp-1"),)
    assert table.bot_tokens(tmp_path) == bots


def test_each_workspace_may_have_an_app_of_its_own(tmp_path: Path) -> None:
    keep(tmp_path, bot="xoxb-a", app="xapp-a", b="xoxb-b", s="shh")
    table = read(tmp_path, ONE, BOT, APP, ONE, 'bot_token_file = "b"', APP, SIGNING)
    assert table.apps(tmp_path) == (
        SlackAppSecrets(bot_tokens=("xoxb-a",), app_token="xapp-a"),
        SlackAppSecrets(bot_tokens=("xoxb-b",), app_token="xapp-a", signing_secret="shh"),
    )
    assert table.bot_tokens(tmp_path) == ("xoxb-a", "xoxb-b")


def test_secrets_come_from_the_environment_and_are_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ci-bot.toml"
    path.write_text("")
    for name in ("BOT_TOKEN", "APP_TOKEN", "SIGNING_SECRET", "CLIENT_SECRET", "CLIENT_ID"):
        monkeypatch.setenv(f"CI_BOT_SLACK__{name}", f"hunter-{name}")
    monkeypatch.setenv("CI_BOT_SLACK__MODE", "http")
    settings = read_settings(path, ADAPTERS)
    table = settings.adapters["slack"]
    (app,) = table.apps(tmp_path)
    assert app.bot_tokens == ("hunter-BOT_TOKEN",)
    assert (app.app_token, app.signing_secret) == ("hunter-APP_TOKEN", "hunter-SIGNING_SECRET")
    assert table.client_secret_of(tmp_path) == "hunter-CLIENT_SECRET"
    told = f"{shown(settings)} {table!r} {app!r}".replace("hunter-CLIENT_ID", "")
    assert "hunter" not in told


def test_a_file_and_its_twin_exclude_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_BOT_SLACK__BOT_TOKEN", "xoxb-1")
    with pytest.raises(SettingsError, match="bot_token_file or the bot_token, not both"):
        read(tmp_path, BOT, APP)
    with pytest.raises(SettingsError, match="bot_token_file or bot_token_files, not both"):
        read(tmp_path, SEVERAL, APP)


def test_the_public_address_is_the_listeners_unless_it_has_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ci-bot.toml"
    web = '[web]\npublic_url = "https://a.example.org"\n'
    for own, url in (("", "https://a.example.org"), ('public_url = "https://b"', "https://b")):
        path.write_text(f"[slack]\n{BOT}\n{SIGNING}\n{HTTP}\n{own}\n{web}")
        assert read_settings(path, ADAPTERS).adapters["slack"].public_url == url


SHARED = {
    "bot": ((BOT, APP), "slack.bot_token_file"),
    "b": ((SEVERAL, APP), "slack.bot_token_files.1"),
    "app": ((ONE, 'bot_token_file = "a"', APP), "slack.workspaces.0.app_token_file"),
}


@pytest.mark.parametrize("name", SHARED)
def test_every_secret_file_is_refused_when_others_can_read_it(tmp_path: Path, name: str) -> None:
    lines, key = SHARED[name]
    keep(tmp_path, **{name: "secret"})
    (tmp_path / name).chmod(0o644)
    with pytest.raises(SettingsError, match="can be read by others; run `chmod 600") as refused:
        read(tmp_path, *lines)
    assert f": {key}: " in str(refused.value)


def test_a_token_that_is_missing_or_empty_is_named(tmp_path: Path) -> None:
    table = read(tmp_path, BOT, APP)
    with pytest.raises(PlatformMisconfigured, match=r"bot can't be read"):
        table.apps(tmp_path)
    keep(tmp_path, bot="xoxb-1", app=" ")
    with pytest.raises(PlatformMisconfigured, match=r"app is empty"):
        table.apps(tmp_path)


def test_the_sample_leads_to_a_bot_on_a_socket(tmp_path: Path) -> None:
    path = tmp_path / "ci-bot.toml"
    path.write_text(sample(settings_type(ADAPTERS), on=("slack",)))
    written_down = tomllib.loads(path.read_text())["slack"]
    assert written_down == {
        "bot_token_file": "secrets/slack-bot",
        "app_token_file": "secrets/slack-app",
    }
    assert read_settings(path, ADAPTERS).adapters["slack"].mode == "socket"


@pytest.mark.parametrize("what", ["several", "an app each", "installed by a page"])
def test_what_is_shown_can_be_read_again(tmp_path: Path, what: str) -> None:
    table = read(tmp_path, *GOOD[what])
    path = tmp_path / "ci-bot.toml"
    settings = read_settings(path, ADAPTERS)
    path.write_text(written(shown(settings)))
    assert read_settings(path, ADAPTERS).adapters["slack"] == table
