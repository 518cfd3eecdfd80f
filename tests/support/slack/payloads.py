"""What an app is told when somebody presses, submits, commands or uses a shortcut."""

from dataclasses import dataclass
from typing import Any

from tests.support.slack.markup import escape
from tests.support.slack.records import Channel, Install, Json, Message, User, View
from tests.support.slack.shapes import message_json, view_json
from tests.support.slack.world import World


@dataclass(frozen=True, kw_only=True, slots=True)
class Acting:
    """Somebody who does something with an install of an app."""

    world: World
    install: Install
    user: User

    @property
    def trigger(self) -> str:
        return self.world.permits.trigger(self.install.app, self.user.who)

    def response_url(self, channel: Channel, message: Message | None = None) -> str:
        return self.world.permits.url(
            self.world.url,
            app=self.install.app,
            team=self.install.team,
            who=self.user.who,
            channel=channel,
            message=message,
        )


def _common(acting: Acting, kind: str, team: str) -> Json:
    there, user, install = acting.world.teams[team], acting.user, acting.install
    return {
        "type": kind,
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": user.team,
        },
        "api_app_id": install.app.id,
        "token": "deprecated",
        "team": {"id": there.id, "domain": there.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def pressed_in_message(
    acting: Acting, channel: Channel, message: Message, action: Json, state: Json
) -> Json:
    """`block_actions` of a message."""
    shown = message_json(acting.world, channel, message, metadata=True)
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    payload = _common(acting, "block_actions", acting.install.team) | {
        "container": container,
        "trigger_id": acting.trigger,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "message": shown,
        "state": {"values": state},
        "response_url": acting.response_url(channel, message),
        "actions": [{**action, "action_ts": acting.world.clock.stamp()}],
    }
    if message.only is not None:
        # Slack keeps nothing of what only one person sees.
        del payload["message"]
    return payload


def pressed_in_view(acting: Acting, view: View, action: Json, state: Json) -> Json:
    """`block_actions` of a modal or a home tab."""
    return _common(acting, "block_actions", acting.install.team) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": acting.trigger,
        "view": view_json(view) | {"state": {"values": state}},
        "state": {"values": state},
        "actions": [{**action, "action_ts": acting.world.clock.stamp()}],
    }


def submitted(acting: Acting, view: View, state: Json) -> Json:
    """`view_submission`; its workspace is the person's own, the install is named in the view."""
    return _common(acting, "view_submission", acting.user.team) | {
        "trigger_id": acting.trigger,
        "view": view_json(view) | {"state": {"values": state}},
    }


def closed(acting: Acting, view: View) -> Json:
    return _common(acting, "view_closed", acting.user.team) | {
        "view": view_json(view),
        "is_cleared": False,
    }


def commanded(acting: Acting, channel: Channel, command: str, text: str) -> Json:
    """A slash command; its form has no thread, and says "false" in words."""
    team, user = acting.world.teams[acting.install.team], acting.user
    return {
        "token": "deprecated",
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": escape(text),
        "api_app_id": acting.install.app.id,
        "is_enterprise_install": "false",
        "response_url": acting.response_url(channel),
        "trigger_id": acting.trigger,
    }


def shortcut(acting: Acting, channel: Channel, message: Message, callback_id: str) -> Json:
    """`message_action`: the shortcut in a message's menu."""
    common = _common(acting, "message_action", acting.install.team)
    del common["user"]["username"], common["api_app_id"]
    return common | {
        "callback_id": callback_id,
        "trigger_id": acting.trigger,
        "message_ts": message.ts,
        "message": message_json(acting.world, channel, message),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "response_url": acting.response_url(channel),
        "action_ts": acting.world.clock.stamp(),
    }


def channel_name(channel: Channel) -> str:
    return {"im": "directmessage", "group": "privategroup"}.get(channel.kind, channel.name)


def action_of(element: Json, block_id: str, chosen: Any) -> Json:
    """An entry of `actions`: what was pressed, and what was chosen with it."""
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block_id,
    }
    if element["type"] == "button":
        kept = ("text", "value", "style")
        return action | {name: element[name] for name in kept if name in element}
    return action | value_of(element, chosen)


def value_of(element: Json, chosen: Any) -> Json:
    """The state of an element with this content; None is its empty state."""
    kind = element["type"]
    if kind in ("overflow", "static_select", "radio_buttons"):
        return {"selected_option": chosen}
    if kind in ("checkboxes", "multi_static_select"):
        return {"selected_options": chosen or []}
    if kind == "datepicker":
        return {"selected_date": chosen}
    if kind == "timepicker":
        return {"selected_time": chosen}
    if kind.endswith("s_select"):
        return {"selected_" + kind.removesuffix("s_select"): chosen}
    return {"value": chosen or None}
