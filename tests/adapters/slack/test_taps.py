"""What was tapped is read from what was written, and nothing else is believed."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack.render.blocks import tappable
from adapters.slack.render.ids import Tap, read_tap
from ci_bot.messages.blocks import Choice, Choices, Divider, Message, Paragraph
from ci_bot.messages.inline import Plain
from ci_bot.ports.chat import DeliveryKey
from tests.support.slack.block_rules import check_blocks
from tests.support.slack.payloads import action_of
from tests.support.slack.rendering import controls

KEY = DeliveryKey("d" * 40)


def _taps(message: Message) -> dict[str, Tap | None]:
    blocks = tappable(message, KEY)
    assert check_blocks(blocks, "message") == []
    return {
        one.label.casefold(): read_tap(action_of(one.element, one.block["block_id"], one.option))
        for one in controls(blocks)
    }


def _tap(block: int, option: int, form: str | None = None) -> Tap:
    return Tap(delivery=KEY, block=block, option=option, form=form)


def test_every_choice_is_read_back_by_its_place() -> None:
    first = Choices((Choice("1", "on track", strong=True), Choice("0", "no change")))
    second = Choices(
        (
            Choice("s", "skip", aside=True),
            Choice("2", "at risk"),
            Choice("d", "deputy", aside=True, opens="deputy:7"),
            Choice("w", "words", opens="words:7"),
        )
    )
    message = Message((Paragraph((Plain("?"),)), first, Divider(), second))
    assert _taps(message) == {
        "on track": _tap(0, 0),
        "no change": _tap(0, 1),
        "skip": _tap(1, 0),
        "at risk": _tap(1, 1),
        "deputy": _tap(1, 2, "deputy:7"),
        "words": _tap(1, 3, "words:7"),
    }


def test_what_can_be_tapped_begins_with_a_capital_as_everywhere_in_slack() -> None:
    options = (Choice("1", "on track"), Choice("d", "ask ß instead"), Choice("x", "ßtreet"))
    menu = (Choice("s", "skip", aside=True), Choice("a", "über Nacht", aside=True))
    shown = [one.label for one in controls(tappable(Message((Choices(options + menu),)), KEY))]
    assert shown == ["On track", "Ask ß instead", "ßtreet", "Skip", "Über Nacht"]


def test_more_than_a_row_and_more_than_a_menu_are_all_there() -> None:
    options = tuple(Choice(str(n), f"o{n}", aside=n >= 60) for n in range(73))
    taps = _taps(Message((Choices(options),)))
    assert taps == {f"o{n}": _tap(0, n) for n in range(73)}


def test_a_single_one_aside_is_a_button_and_a_long_form_id_is_one_too() -> None:
    alone = Choices((Choice("1", "one"), Choice("2", "two", aside=True)))
    (block,) = tappable(Message((alone,)), KEY)
    assert [one["type"] for one in block["elements"]] == ["button", "button"]
    long = tuple(Choice(str(n), f"o{n}", aside=True, opens="x" * 200) for n in range(2))
    assert _taps(Message((Choices(long),))) == {f"o{n}": _tap(0, n, "x" * 200) for n in range(2)}


def test_the_strong_one_is_primary_and_the_others_are_not() -> None:
    (block,) = tappable(
        Message((Choices((Choice("1", "one", strong=True), Choice("2", "two"))),)), KEY
    )
    assert [one.get("style") for one in block["elements"]] == ["primary", None]


def test_a_label_longer_than_a_button_stands_above_it_in_full() -> None:
    label = "a & b " * 20
    above, block = tappable(Message((Choices((Choice("1", label), Choice("2", "b"))),)), KEY)
    assert label.strip() in str(above)
    assert len(block["elements"][0]["text"]["text"]) <= 75


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"block_id": KEY, "action_id": "pick:1"},
        {"block_id": f"{KEY}:1", "action_id": "pick:1"},
        {"block_id": f"{KEY}:1:0", "action_id": "pick"},
        {"block_id": f"{KEY}:1:0", "action_id": "pick:-1"},
        {"block_id": f"{KEY}:1:0", "action_id": "pick:²"},
        {"block_id": f"{KEY}:1:0", "action_id": "pick:9999999999"},
        {"block_id": f"{KEY}:1:x", "action_id": "pick:1"},
        {"block_id": ":1:0", "action_id": "pick:1"},
        {"block_id": f"{KEY}:1:0", "action_id": "more:0"},
        {"block_id": f"{KEY}:1:0", "action_id": "drop:1"},
        {"block_id": f"{KEY}:1:0", "action_id": "more:0", "selected_option": {"value": None}},
        {"block_id": f"{KEY}:1:0", "action_id": "more:0", "selected_option": {"value": ["x"]}},
    ],
)
def test_what_is_not_ours_is_no_tap(action: dict[str, Any]) -> None:
    assert read_tap(action) is None


@given(
    st.dictionaries(
        st.sampled_from(("block_id", "action_id", "value", "selected_option")),
        st.recursive(
            st.none() | st.text() | st.integers() | st.just(f"{KEY}:1:0"),
            lambda inner: st.dictionaries(st.just("value"), inner),
        ),
    )
)
def test_nothing_that_comes_in_makes_it_stumble(action: dict[str, Any]) -> None:
    assert read_tap(action) is None
