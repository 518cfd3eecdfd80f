"""Events survive the inbox row unchanged, whatever people wrote."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.ids import AccountId, MessageId, RoomId
from ci_bot.ports.chat.events import (
    ChatEvent,
    MessageEdited,
    MessageReceived,
    Reacted,
    Removed,
    RoomLost,
    Unreadable,
)
from ci_bot.runtime.event_codec import UnknownEventError, from_json, to_json

ANY_TEXT = st.text()
IDS = st.text(min_size=1, max_size=20)
INSTANTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5.5))]))
MESSAGES = IDS.map(MessageId)
ENVELOPE = {
    "event": IDS,
    "account": IDS.map(AccountId),
    "room": IDS.map(RoomId),
    "at": INSTANTS,
    "direct": st.booleans(),
}


def _events() -> st.SearchStrategy[ChatEvent]:
    maybe = st.none() | MESSAGES
    return st.one_of(
        st.builds(
            MessageReceived,
            **ENVELOPE,
            message=MESSAGES,
            text=ANY_TEXT,
            reply_to=maybe,
            thread=maybe,
            addressed=st.booleans(),
        ),
        st.builds(MessageEdited, **ENVELOPE, message=MESSAGES, text=ANY_TEXT),
        st.builds(Removed, **ENVELOPE, target=MESSAGES),
        st.builds(Reacted, **ENVELOPE, reaction=MESSAGES, message=MESSAGES, emoji=ANY_TEXT),
        st.builds(Unreadable, **ENVELOPE, message=MESSAGES),
        st.builds(RoomLost, **ENVELOPE, reason=ANY_TEXT, successor=st.none() | IDS.map(RoomId)),
    )


@given(_events())
def test_every_event_comes_back_equal(event: ChatEvent) -> None:
    assert from_json(to_json(event)) == event


@given(st.text(st.characters(categories=["Cs", "Cc", "L"])))
def test_stored_events_are_plain_ascii_whatever_was_written(text: str) -> None:
    event = MessageReceived(
        event="e",
        account=AccountId("matrix:@a:b"),
        room=RoomId("matrix:!r"),
        at=datetime(2026, 1, 1, tzinfo=UTC),
        direct=True,
        message=MessageId("m"),
        text=text,
    )
    stored = to_json(event)
    assert stored.isascii()
    assert "\0" not in stored
    assert from_json(stored) == event


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "[]",
        "{}",
        "null",
        json.dumps({"version": 2, "kind": "removal"}),
        json.dumps({"version": 1, "kind": "secret words"}),
        json.dumps({"version": 1, "kind": "removal", "at": "secret words"}),
        json.dumps({"version": 1, "kind": "removal", "at": "2026-01-01T00:00:00Z"}),
        json.dumps({"version": 1, "kind": "removal", "at": "2026-01-01T00:00:00+00:00", "x": 1}),
    ],
)
def test_what_is_no_event_is_refused_without_repeating_it(stored: str) -> None:
    with pytest.raises(UnknownEventError) as refusal:
        from_json(stored)
    assert "secret" not in str(refusal.value)
