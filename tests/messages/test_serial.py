"""Messages kept as JSON."""

import json

import pytest
from hypothesis import given

from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import UnknownMessageError, from_json, to_json
from tests.messages.strategies import messages
from tests.messages.test_plain import EXAMPLE


@given(messages)
def test_what_is_stored_comes_back_as_it_was(message: Message) -> None:
    stored = to_json(message)
    assert stored.isascii()
    assert from_json(stored) == message


def test_the_stored_form_stays_readable_by_later_versions() -> None:
    stored = to_json(EXAMPLE)
    assert stored.startswith(
        '{"version":1,"language":"en","blocks":[{"heading":[{"strong":"Open Lakeland, week 25"}]},'
    )


def _with(**changes: object) -> str:
    return json.dumps({"version": 1, "language": "en", "blocks": []} | changes)


@pytest.mark.parametrize(
    "stored",
    [
        "",
        "nothing",
        "[]",
        "{}",
        "null",
        _with(version=2),
        _with(language=None),
        _with(more=1),
        _with(blocks={}),
        _with(blocks=["x"]),
        _with(blocks=[{}]),
        _with(blocks=[{"table": []}]),
        _with(blocks=[{"divider": True, "line": []}]),
        _with(blocks=[{"paragraph": [], "start": 1}]),
        _with(blocks=[{"paragraph": "x"}]),
        _with(blocks=[{"paragraph": [{"link": "x"}]}]),
        _with(blocks=[{"paragraph": [{"plain": 1}]}]),
        _with(blocks=[{"paragraph": [{"plain": "x", "language": "de"}]}]),
        _with(blocks=[{"paragraph": [{"words": "x", "language": None}]}]),
        _with(blocks=[{"bullets": []}]),
        _with(blocks=[{"bullets": [], "start": True}]),
        _with(blocks=[{"choices": [["1", "on track"]]}]),
        _with(blocks=[{"choices": [["1", "on track", 1]]}]),
        _with(blocks=[{"choices": []}]),
        _with(blocks=[{"choices": [], "listed": 1}]),
    ],
)
def test_anything_else_is_refused(stored: str) -> None:
    with pytest.raises(UnknownMessageError):
        from_json(stored)


def test_a_refusal_does_not_repeat_what_was_written() -> None:
    for stored in ("secret words", _with(blocks=[{"paragraph": "secret words"}])):
        with pytest.raises(UnknownMessageError) as refusal:
            from_json(stored)
        assert "secret" not in str(refusal.value)
