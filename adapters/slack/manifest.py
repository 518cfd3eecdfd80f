"""The app manifest: what Slack has to know of the bot, made from the settings."""

import json
from collections.abc import Sequence
from typing import Any

from adapters.slack import addresses
from adapters.slack.inbound.taps import SHORTCUT
from adapters.slack.scopes import BEYOND_LEAST, SCOPES
from adapters.slack.settings import SlackSettings
from ci_bot.ports.chat import PlatformMisconfigured

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "channel_shared",
    "group_archive",
    "group_deleted",
    "group_left",
    "member_joined_channel",
    "message.im",
    "tokens_revoked",
    "user_change",
)
LONGEST_HINT = 1000

Json = dict[str, Any]


def manifest_text(settings: SlackSettings, commands: Sequence[str], *, least: bool = False) -> str:
    """The manifest as JSON, to paste into Slack; raises as `manifest`."""
    return json.dumps(manifest(settings, commands, least=least), ensure_ascii=False, indent=2)


def manifest(settings: SlackSettings, commands: Sequence[str], *, least: bool = False) -> Json:
    """The manifest; `commands`: the names to hint at.

    `least`: the bot can neither read any channel nor send charts.

    Raises PlatformMisconfigured in http mode without a public address.
    """
    address = _address(settings)
    wanted = [scope.name for scope in SCOPES if not (least and scope.name in BEYOND_LEAST)]
    oauth: Json = {"scopes": {"bot": sorted(wanted)}}
    if address is not None:
        oauth["redirect_urls"] = [f"{address}{addresses.REDIRECT}"]
    url = None if address is None else f"{address}{addresses.EVENTS}"
    return {
        "display_information": {
            "name": "ci-bot",
            "description": "Asks each partner how their work goes, and gives everybody one digest.",
        },
        "features": _features(settings.command, commands, url),
        "oauth_config": oauth,
        "settings": {
            "event_subscriptions": {**_at("request_url", url), "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **_at("request_url", url)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": address is None,
            "token_rotation_enabled": False,
        },
    }


def _features(command: str, commands: Sequence[str], url: str | None) -> Json:
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "ci-bot", "always_online": True},
        "shortcuts": [
            {
                "name": "Use as update",
                "type": "message",
                "callback_id": SHORTCUT,
                "description": "Make this message the update of one of your activities.",
            }
        ],
        "slash_commands": [
            {
                "command": command,
                **_at("url", url),
                "description": "Talk to the coalition's bot; help tells how.",
                "usage_hint": _hint(commands),
                "should_escape": False,
            }
        ],
    }


def _address(settings: SlackSettings) -> str | None:
    if settings.mode == "socket":
        return None
    if settings.public_url is None:
        raise PlatformMisconfigured(
            'mode = "http" needs public_url in [web], the address at which Slack reaches the bot'
        )
    return settings.public_url.rstrip("/")


def _at(key: str, url: str | None) -> Json:
    return {} if url is None else {key: url}


def _hint(commands: Sequence[str]) -> str:
    """As many of the commands as Slack takes."""
    hint = "help"
    for name in commands:
        if name != "help" and len(hint) + len(name) + 2 <= LONGEST_HINT:
            hint += f", {name}"
    return hint
