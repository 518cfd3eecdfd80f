"""Payloads of Slack's, for tests that hand them in themselves."""

from typing import Any

from tests.adapters.slack.ears import Ears

Json = dict[str, Any]
HOST = "https://hooks.slack.com"


def event(ear: Ears, inner: Json, *, id: str = "Ev01") -> Json:
    return {
        "type": "event_callback",
        "team_id": ear.team.id,
        "api_app_id": ear.app.id,
        "event_id": id,
        "event_time": 1_790_000_000,
        "event": {"event_ts": "1790000000.000200", **inner},
    }


def message(ear: Ears, text: str = "hello", **changes: Any) -> Json:
    inner = {
        "type": "message",
        "channel_type": "im",
        "channel": "D01",
        "user": ear.anna.id,
        "team": ear.team.id,
        "text": text,
        "ts": "1790000000.000100",
    }
    return event(ear, inner | changes)


def command(ear: Ears) -> Json:
    return {
        "command": "/ci",
        "text": "status",
        "team_id": ear.team.id,
        "api_app_id": ear.app.id,
        "channel_id": "C01",
        "user_id": ear.anna.id,
        "trigger_id": "1.2.abc",
        "response_url": f"{HOST}/commands/1",
    }


def _interactive(ear: Ears, kind: str) -> Json:
    return {
        "type": kind,
        "api_app_id": ear.app.id,
        "team": {"id": ear.team.id, "domain": "lakeland"},
        "enterprise": None,
        "user": {"id": ear.anna.id, "team_id": ear.team.id},
        "trigger_id": "1.2.abc",
    }


def tap(ear: Ears, **action: Any) -> Json:
    pressed = {"action_id": "pick:1", "block_id": "abc:2:0", "action_ts": "1790000000.000300"}
    return _interactive(ear, "block_actions") | {
        "container": {"type": "message", "message_ts": "1790000000.000100", "channel_id": "D01"},
        "channel": {"id": "D01", "name": "directmessage"},
        "response_url": f"{HOST}/actions/1",
        "actions": [pressed | action],
    }


def submission(ear: Ears, carried: str = "\nanswer:7", **view: Any) -> Json:
    values = {"words": {"words": {"type": "plain_text_input", "value": "more"}}}
    return _interactive(ear, "view_submission") | {
        "view": {
            "id": "V01",
            "type": "modal",
            "hash": "1.abc",
            "private_metadata": carried,
            "state": {"values": values},
            "app_installed_team_id": ear.team.id,
            **view,
        },
    }


def shortcut(ear: Ears) -> Json:
    return _interactive(ear, "message_action") | {
        "callback_id": "use-as-update",
        "message": {"text": "done", "ts": "1790000000.000100", "user": ear.anna.id},
        "channel": {"id": "C01", "name": "lakes"},
    }


def every(ear: Ears) -> dict[str, Json]:
    """One of each kind that means something."""
    return {
        "event": message(ear),
        "command": command(ear),
        "tap": tap(ear),
        "submission": submission(ear),
        "shortcut": shortcut(ear),
    }


def happenings(ear: Ears) -> dict[str, Json]:
    """Of each other event that means something, one."""
    said = {"user": ear.anna.id, "team": ear.team.id, "text": "1", "ts": "1790000000.000100"}
    edited = {"user": ear.anna.id, "ts": "1790000001.000000"}
    where = {"type": "message", "channel_type": "im", "channel": "D01"}
    user = {"id": ear.anna.id, "team_id": ear.team.id, "tz": "Europe/Berlin", "locale": "de-DE"}
    changed = {"message": said | {"text": "2", "edited": edited}, "previous_message": said}
    inner: dict[str, Json] = {
        "edit": {**where, "subtype": "message_changed", **changed},
        "deletion": {**where, "subtype": "message_deleted", "previous_message": said},
        "mention": {"type": "app_mention", "channel": "C01", **said},
        "home": {"type": "app_home_opened", "user": ear.anna.id, "channel": "D01", "tab": "home"},
        "profile": {"type": "user_change", "user": user},
        "archive": {"type": "channel_archive", "channel": "C01", "user": ear.anna.id},
        "removal": {"type": "channel_left", "channel": "C01", "actor_id": ear.anna.id},
    }
    return {name: event(ear, one) for name, one in inner.items()}
