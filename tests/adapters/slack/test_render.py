"""Messages as Slack's blocks: what each becomes, and that none is ever refused or comes alive."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from adapters.slack.render.blocks import tappable
from adapters.slack.render.posting import editing, posting
from ci_bot.messages import plain
from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choice,
    Choices,
    Divider,
    Heading,
    Message,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.inline import Code, Line, Plain, Strong, Words
from ci_bot.messages.literal import literal
from ci_bot.messages.split import MESSAGE_BUDGET, split
from ci_bot.ports.chat import DeliveryKey, TooLong
from tests.messages.injections import INJECTIONS
from tests.messages.strategies import messages
from tests.support.slack import schema
from tests.support.slack.block_rules import all_text, check_blocks
from tests.support.slack.live_markup import live
from tests.support.slack.markup import unescape
from tests.support.slack.message_rules import objections
from tests.support.slack.rendering import controls, lines

KEY = DeliveryKey("d" * 40)
BUDGET = 12_000


def _line(*words: str) -> Line:
    return tuple(Words(word) for word in words)


def test_each_block_has_its_own_form() -> None:
    message = Message(
        (
            Heading((Plain("Open "), Strong("Lakeland"))),
            Paragraph((Plain("Eight "), Strong("schools"), Plain(" say "), Code("same"))),
            Bullets(((Plain("one"),), (Plain("two"),)), start=1),
            Bullets(((Plain("three"),),)),
            Quote((Words("Printer\ncancelled"),)),
            Note((Plain("small"),)),
            Divider(),
        )
    )
    shown = [{k: v for k, v in one.items() if k != "block_id"} for one in tappable(message, KEY)]

    def text(words: str, **style: bool) -> dict[str, object]:
        return {"type": "text", "text": words} | ({"style": style} if style else {})

    def section(*inside: object) -> dict[str, object]:
        return {"type": "rich_text_section", "elements": list(inside)}

    def rich(part: object) -> dict[str, object]:
        return {"type": "rich_text", "elements": [part]}

    def words(shown: str) -> dict[str, object]:
        return {"type": "plain_text", "text": shown, "emoji": False}

    assert shown == [
        {"type": "header", "text": words("Open Lakeland")},
        rich(
            section(
                text("Eight "), text("schools", bold=True), text(" say "), text("same", code=True)
            )
        ),
        rich(
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [section(text("one")), section(text("two"))],
            }
        ),
        rich({"type": "rich_text_list", "style": "bullet", "elements": [section(text("three"))]}),
        rich(
            {
                "type": "rich_text_quote",
                "elements": [text("Printer"), text("\n"), text("cancelled")],
            }
        ),
        {"type": "context", "elements": [words("small")]},
        {"type": "divider"},
    ]


def test_numbers_that_go_on_are_words_as_slack_begins_at_one() -> None:
    (block,) = tappable(Message((Bullets((_line("x"), _line("y")), start=4),)), KEY)
    assert lines([block]) == ["4. x\n5. y"]


def test_a_heading_too_long_for_a_header_is_bold() -> None:
    (block,) = tappable(Message((Heading(_line("x" * 151)),)), KEY)
    assert block["type"] == "rich_text"
    assert block["elements"][0]["elements"][0]["style"] == {"bold": True}


def test_ids_are_unique_and_begin_with_the_key() -> None:
    choices = Choices((Choice("1", "one"),))
    ids = [one["block_id"] for one in tappable(Message((choices, Divider(), choices)), KEY)]
    assert len(set(ids)) == 3
    assert all(one.startswith(f"{KEY}:") for one in ids)


def test_a_post_carries_its_key_and_fetches_no_previews() -> None:
    sent = posting(Message((Paragraph(_line("https://evil.example")),)), KEY)
    assert sent["metadata"] == {
        "event_type": "ci_bot_delivery",
        "event_payload": {"key": KEY},
    }
    assert sent["unfurl_links"] is False
    assert sent["unfurl_media"] is False


def test_neither_a_post_nor_an_edit_looks_for_mentions_in_words() -> None:
    message = Message((Paragraph(_line("@here")),))
    for sent in (posting(message, KEY), editing(message, KEY)):
        assert (sent["parse"], sent["link_names"]) == ("none", False)


def test_the_fallback_has_everything_in_words_also_what_can_be_tapped() -> None:
    message = Message((Paragraph(_line("a < b & c")), Choices((Choice("1", "on track"),))))
    assert posting(message, KEY)["text"] == "a &lt; b &amp; c\n\n1 on track"


def test_an_edit_has_a_shorter_fallback_as_slack_refuses_a_long_one() -> None:
    message = Message((Paragraph(_line("&" * 5_000)),))
    assert 3_900 < len(editing(message, KEY)["text"]) <= 4_000
    assert len(plain.render(message)) == 5_000


def test_what_no_message_has_room_for_is_refused_before_it_is_sent() -> None:
    with pytest.raises(TooLong):
        posting(Message((Paragraph(_line("x" * 12_001)),)), KEY)
    with pytest.raises(TooLong):
        posting(Message((Divider(),) * 51), KEY)


@given(messages)
@settings(max_examples=60, deadline=None)
def test_every_part_within_the_budget_is_taken_and_nothing_is_lost(message: Message) -> None:
    for part in split(message, MESSAGE_BUDGET):
        _check(part)


def test_a_screen_reader_hears_what_a_button_is_about() -> None:
    said = "Change 1 Pupils' Heritage Days"
    choices = Choices((Choice("1:", "Change", heard=said), Choice("-", "no")))
    blocks = posting(Message((choices,)), KEY)["blocks"]
    change, nothing = blocks[-1]["elements"]
    assert change["accessibility_label"] == said
    assert "accessibility_label" not in nothing


@pytest.mark.parametrize(
    "kind",
    [
        lambda text: Paragraph(_line(text)),
        lambda text: Quote(_line(text)),
        lambda text: Choices((Choice("1", text, aside=True), Choice("2", text, heard=text))),
        lambda text: Bullets((_line(text), _line(text)), 1),
        lambda text: Note(_line(text * 50)),
    ],
)
def test_so_is_every_part_of_what_is_very_long(kind: Callable[[str], Block]) -> None:
    parts = split(Message(tuple(kind(text) for text in INJECTIONS * 4)), MESSAGE_BUDGET)
    assert len(parts) > 2
    for part in parts:
        _check(part)


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_no_text_of_anybody_comes_alive(text: str) -> None:
    line = (Words(text), Strong(text), Code(text))
    message = Message(
        (
            Heading(_line(text)),
            Paragraph(line),
            Bullets((line,), 2),
            Quote(line),
            Note(line),
            Choices((Choice("1", text), Choice("2", text, aside=True), Choice("3", text))),
        )
    )
    sent = posting(message, KEY)
    assert not live(sent)
    assert "mrkdwn" not in str(sent["blocks"])
    assert not [one for one in _objects(sent["blocks"]) if one.get("emoji", False)]
    _check(message)


def _objects(value: object) -> list[dict[str, object]]:
    if isinstance(value, list):
        return [found for one in value for found in _objects(one)]
    if isinstance(value, dict):
        return [value, *(found for one in value.values() for found in _objects(one))]
    return []


def _check(message: Message) -> None:
    sent = posting(message, KEY)
    blocks = sent["blocks"]
    assert not check_blocks(blocks, "message")
    assert not schema.blocks(blocks)
    assert not schema.arguments("chat.postMessage", {"channel": "C1"} | sent)
    assert not objections("chat.postMessage", sent)
    assert all_text(blocks) <= BUDGET
    assert not live(sent)
    said = _letters("".join(lines(blocks)) + "".join(one.label for one in controls(blocks)))
    # Buttons begin with a capital letter.
    said = said.casefold()
    fallback = _letters(unescape(sent["text"]))
    for block in message.blocks:
        for line in _lines(block):
            words = _letters("".join(literal(piece, message.language) for piece in line))
            assert words.casefold() in said
    whole = _letters(plain.render(message))
    assert whole == fallback or not whole


def _lines(block: object) -> list[Line]:
    match block:
        case Heading(line) | Paragraph(line) | Note(line):
            return [line]
        case Quote(line):
            return [tuple(part) for part in [line] if not any("\n" in p.text for p in line)]
        case Bullets(items):
            return list(items)
        case Choices(options):
            return [(Words(option.label),) for option in options]
    return []


def _letters(text: str) -> str:
    return "".join(text.replace("\u2068", "").replace("\u2069", "").split())
