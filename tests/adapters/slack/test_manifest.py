"""The manifest asks for no more than is used, and for all of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.inbound.happenings import LOST
from adapters.slack.manifest import EVENTS, LONGEST_HINT, manifest, manifest_text
from adapters.slack.scopes import SCOPES
from adapters.slack.settings import SlackSettings
from ci_bot.ports.chat import PlatformMisconfigured
from tests.support.slack.admin import EVENTS as KNOWN_EVENTS
from tests.support.slack.admin import SCOPES as KNOWN_SCOPES

FILE = Path("secret")
SOCKET = SlackSettings(bot_token_file=FILE, app_token_file=FILE)
HTTP = SlackSettings(
    bot_token_file=FILE,
    signing_secret_file=FILE,
    mode="http",
    public_url="https://ci-bot.example.org/",
)
COMMANDS = ("help", "update", "help with", "whoami")


def test_it_wants_what_the_stand_in_grants() -> None:
    assert {scope.name for scope in SCOPES} == set(KNOWN_SCOPES.split())
    assert set(EVENTS) == set(KNOWN_EVENTS.split())
    made = manifest(SOCKET, COMMANDS)
    assert set(made["oauth_config"]["scopes"]["bot"]) == set(KNOWN_SCOPES.split())
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)
    assert "user" not in made["oauth_config"]["scopes"]


def test_it_subscribes_to_every_way_to_lose_a_channel() -> None:
    # Of leaving one the bot is told by its own event; others who leave are none of its business.
    assert set(LOST) - set(EVENTS) == {"member_left_channel"}


def test_the_least_can_not_read_channels_nor_send_charts() -> None:
    whole, least = (manifest(SOCKET, COMMANDS, least=wish) for wish in (False, True))
    lacking = set(whole["oauth_config"]["scopes"]["bot"])
    lacking -= set(least["oauth_config"]["scopes"]["bot"])
    assert lacking == {"channels:history", "groups:history", "files:write"}
    del whole["oauth_config"], least["oauth_config"]
    assert whole == least


def test_the_command_is_the_one_of_the_settings_and_hints_at_what_there_is() -> None:
    renamed = SOCKET.model_copy(update={"command": "/lakeland"})
    (command,) = manifest(renamed, COMMANDS)["features"]["slash_commands"]
    assert command["command"] == "/lakeland"
    assert command["usage_hint"] == "help, update, help with, whoami"


def test_a_hint_is_never_too_long() -> None:
    many = [f"command-{number}" for number in range(500)]
    (command,) = manifest(SOCKET, many)["features"]["slash_commands"]
    assert len(command["usage_hint"]) <= LONGEST_HINT
    assert command["usage_hint"].startswith("help, command-0, command-1, ")


def test_people_can_write_to_it_see_its_home_and_use_a_message() -> None:
    features = manifest(SOCKET, COMMANDS)["features"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert [(s["type"], s["callback_id"]) for s in features["shortcuts"]] == [
        ("message", "use-as-update")
    ]
    assert "agent_view" not in features
    assert "assistant_view" not in features


def test_on_a_socket_slack_needs_no_address() -> None:
    made = manifest(SOCKET, COMMANDS)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["interactivity"] == {"is_enabled": True}
    assert "http" not in json.dumps(made)


def test_over_http_slack_is_told_where() -> None:
    made = manifest(HTTP, COMMANDS)
    settings, events = made["settings"], "https://ci-bot.example.org/slack/events"
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == events
    assert settings["interactivity"]["request_url"] == events
    assert made["features"]["slash_commands"][0]["url"] == events
    redirect = "https://ci-bot.example.org/slack/oauth_redirect"
    assert made["oauth_config"]["redirect_urls"] == [redirect]


def test_over_http_without_a_public_address_there_is_none() -> None:
    with pytest.raises(PlatformMisconfigured, match=r"public_url in \[web\]"):
        manifest(HTTP.model_copy(update={"public_url": None}), COMMANDS)


def test_its_text_is_json() -> None:
    made: dict[str, Any] = json.loads(manifest_text(HTTP, COMMANDS, least=True))
    assert made == manifest(HTTP, COMMANDS, least=True)
