"""`slack manifest` needs the settings alone: no token, no network, no database."""

import json
from typing import Any

from tests.cli.host import Host

SLACK = '[slack]\nbot_token_file = "bot"\napp_token_file = "app"\n'
HTTP = '[slack]\nbot_token_file = "bot"\nsigning_secret_file = "s"\nmode = "http"\n'


def made(host: Host, text: str, *flags: str) -> Any:
    host.write("ci-bot.toml", text)
    ended = host.types("slack", "manifest", *flags)
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def test_it_is_printed_before_there_is_a_token(host: Host) -> None:
    before = host.left()
    manifest = made(host, f'{SLACK}command = "/lakeland"\n')
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == "/lakeland"
    hint = command["usage_hint"].split(", ")
    assert hint[0] == "help"
    assert {"update", "ask", "join", "whoami"} <= set(hint)
    # What only the backbone may do is no hint for everybody.
    assert set(hint).isdisjoint({"digest post", "invite", "pause"})
    assert host.left() == before


def test_the_least_asks_for_less(host: Host) -> None:
    whole, least = made(host, SLACK), made(host, SLACK, "--least")
    scopes = [set(one["oauth_config"]["scopes"]["bot"]) for one in (whole, least)]
    assert scopes[0] - scopes[1] == {"channels:history", "groups:history", "files:write"}


def test_over_http_it_has_the_public_address(host: Host) -> None:
    web = '[web]\npublic_url = "https://ci.example.org"\n'
    manifest = made(host, HTTP + web)
    url = manifest["settings"]["interactivity"]["request_url"]
    assert url == "https://ci.example.org/slack/events"
    host.write("ci-bot.toml", HTTP)
    refused = host.types("slack", "manifest")
    assert (refused.code, "public_url in [web]" in refused.err) == (78, True)


def test_without_the_table_it_is_told(host: Host) -> None:
    ended = host.types("slack", "manifest")
    assert (ended.code, "slack: the table is missing; add [slack]" in ended.err) == (78, True)
