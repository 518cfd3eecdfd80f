"""Events mean something to the core, or nothing; the subtype of a message decides."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.slack.inbound.fields import moment, stamp_of
from adapters.slack.inbound.scene import Scene
from adapters.slack.inbound.translate import translate
from ci_bot.ports.chat import MessageEdited, MessageReceived, ProfileSeen, Removed, RoomLost

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SCENE = Scene(team="T01", bot_user="U0BOT", now=NOW)
SAID = {"user": "U0ANNA", "team": "T01", "text": "done", "ts": "1790000000.000100"}


def _meaning(inner: dict[str, Any], id: str = "Ev01") -> Any:
    payload = {"type": "event_callback", "team_id": "T01", "event_id": id}
    return translate(payload | {"event": {"event_ts": "1790000009.000900", **inner}}, SCENE)


def _said(**changes: Any) -> Any:
    return _meaning({"type": "message", "channel_type": "im", "channel": "D01", **SAID, **changes})


def _changed(before: dict[str, Any] | None, after: dict[str, Any], **more: Any) -> Any:
    inner: dict[str, Any] = {"subtype": "message_changed", "message": SAID | after, **more}
    inner |= {} if before is None else {"previous_message": SAID | before}
    return _meaning({"type": "message", "channel_type": "im", "channel": "D01", **inner})


@pytest.mark.parametrize("subtype", [None, "file_share", "thread_broadcast"])
def test_what_a_person_says_is_received(subtype: str | None) -> None:
    event = _said(subtype=subtype, thread_ts="1790000000.000001")
    assert isinstance(event, MessageReceived)
    assert (event.text, event.thread, event.direct) == ("done", "1790000000.000001", True)
    assert event.at == datetime(2026, 9, 21, 14, 13, 20, 100, UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {"subtype": "bot_message", "bot_id": "B01"},
        {"bot_id": "B01"},
        {"user": "U0BOT"},
        {"user": None},
        {"subtype": "channel_join"},
        {"subtype": "message_replied"},
        {"subtype": "me_message"},
        {"subtype": ["file_share"]},
        {"text": "", "subtype": "file_share"},
        {"text": "  "},
        {"channel_type": "channel"},
        {"channel_type": "mpim"},
    ],
)
def test_what_is_no_answer_means_nothing(changes: dict[str, Any]) -> None:
    assert _said(**changes) is None


def test_an_edit_is_one_whatever_id_it_comes_under() -> None:
    edited = {"text": "more", "edited": {"user": "U0ANNA", "ts": "1790000008.000000"}}
    event = _changed({}, edited)
    assert isinstance(event, MessageEdited)
    assert (event.message, event.text, event.account) == (SAID["ts"], "more", "slack:T01/U0ANNA")
    assert _changed({"text": "other"}, edited | {"text": "again"}).event != event.event


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, {"attachments": [{"title": "a preview"}]}),
        ({}, {"reply_count": 1}),
        (None, {}),
        ({}, {"text": "more", "bot_id": "B01"}),
        ({}, {"text": "more", "user": "U0BOT"}),
        ({}, {"text": "more", "subtype": "bot_message"}),
        ({}, {"text": ""}),
    ],
)
def test_a_change_that_nobody_made_means_nothing(
    before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    assert _changed(before, after) is None


def test_a_message_with_replies_that_is_deleted_is_removed() -> None:
    after = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    event = _changed({}, after, hidden=True)
    assert isinstance(event, Removed)
    assert (event.target, event.account) == (SAID["ts"], "slack:T01/U0ANNA")


def test_a_message_of_the_bot_that_is_deleted_means_nothing() -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D01"}
    event |= {"subtype": "message_deleted", "deleted_ts": SAID["ts"]}
    assert _meaning(event | {"previous_message": SAID | {"bot_id": "B01"}}) is None
    assert isinstance(_meaning(event | {"previous_message": SAID}), Removed)


def test_a_mention_in_a_direct_message_is_not_told_twice() -> None:
    assert _meaning({"type": "app_mention", "channel": "D01", **SAID}) is None


@pytest.mark.parametrize("kind", ["channel_left", "group_left", "member_left_channel"])
def test_the_bot_out_of_a_channel_has_lost_it(kind: str) -> None:
    event = _meaning({"type": kind, "channel": "C01", "user": "U0BOT", "actor_id": "U0EVE"})
    assert isinstance(event, RoomLost)
    assert (event.room, event.reason, event.direct) == ("slack:T01/C01", "removed", False)


@pytest.mark.parametrize(
    "event",
    [
        {"type": "member_left_channel", "channel": "C01", "user": "U0ANNA"},
        {"type": "member_joined_channel", "channel": "C01", "user": "U0BOT"},
        {"type": "channel_rename", "channel": {"id": "C01", "name": "lakes"}},
        {"type": "channel_shared", "channel": "C01", "connected_team_id": "T02"},
        {"type": "reaction_added", "user": "U0ANNA", "reaction": "+1"},
        {"type": "of a later year"},
    ],
)
def test_what_else_happens_means_nothing(event: dict[str, Any]) -> None:
    assert _meaning(event) is None


@pytest.mark.parametrize(
    ("told", "zone", "language"),
    [
        ({"tz": "Europe/Berlin", "locale": "de-DE"}, "Europe/Berlin", "de-DE"),
        ({"tz": "Europe/Berlin", "locale": "es-LA"}, "Europe/Berlin", "es-419"),
        ({"tz": "Mars/Olympus", "locale": "<b>"}, None, None),
        ({"tz": "../../etc/passwd"}, None, None),
        ({"tz": "/etc/localtime"}, None, None),
        ({"tz": "a\0b"}, None, None),
        ({"tz": 7, "locale": ["de"]}, None, None),
        ({}, None, None),
    ],
)
def test_a_profile_says_zone_and_language_where_they_are_some(
    told: dict[str, Any], zone: str | None, language: str | None
) -> None:
    event = _meaning({"type": "user_change", "user": {"id": "U0ANNA", "team_id": "T02", **told}})
    assert isinstance(event, ProfileSeen)
    assert (event.account, event.zone, event.language) == ("slack:T02/U0ANNA", zone, language)


@pytest.mark.parametrize("user", [{"deleted": True}, {"is_bot": True}])
def test_bots_and_who_left_have_no_profile(user: dict[str, Any]) -> None:
    assert _meaning({"type": "user_change", "user": {"id": "U0ANNA"} | user}) is None


@pytest.mark.parametrize("stamp", ["0.000000", "1790000000.000100", "99999999999.999999"])
def test_a_stamp_is_a_moment_and_back(stamp: str) -> None:
    assert stamp_of(moment(stamp)) == stamp
