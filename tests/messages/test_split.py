"""Messages too long for one."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Block, Bullets, Choice, Choices, Heading, Message, Paragraph
from ci_bot.messages.cuts import cuts
from ci_bot.messages.graphemes import is_border
from ci_bot.messages.inline import Line, Plain, Strong, Words
from ci_bot.messages.legend import legend
from ci_bot.messages.split import SMALLEST_BUDGET, split
from tests.messages.strategies import lines, messages


def _text(line: Line) -> str:
    return "".join(piece.text for piece in line)


def _said(blocks: Iterable[Block]) -> str:
    """Everything the blocks say, to the character, in order."""
    said = ""
    for block in blocks:
        match block:
            case Bullets(items):
                said += "".join(_text(item) for item in items)
            case Choices(options):
                said += "".join(_text(legend(option)) for option in options)
            case _:
                said += _text(getattr(block, "line", ()))
    return said


def _words(count: int) -> str:
    return " ".join(f"word{number}" for number in range(count))


@given(messages, st.integers(SMALLEST_BUDGET, 2_000))
@settings(max_examples=300)
def test_every_part_is_within_the_budget_and_nothing_is_lost(message: Message, budget: int) -> None:
    parts = split(message, budget)
    for part in parts:
        assert len(plain.render(part).encode()) <= budget
        assert len(html.render(part).encode()) <= budget
        assert part.language == message.language
    assert _said(block for part in parts for block in part.blocks) == _said(message.blocks)


@given(messages)
def test_a_message_that_fits_is_not_touched(message: Message) -> None:
    assert split(message, 1_000_000) == (message,)


def test_no_part_has_more_blocks_than_the_narrowest_platform_takes() -> None:
    rows: Block = Paragraph((Plain("x"),))
    assert [len(part.blocks) for part in split(Message((rows,) * 120), 9_000)] == [50, 50, 20]
    taps = Choices(tuple(Choice(str(number), "x") for number in range(30)))
    assert [len(part.blocks) for part in split(Message((taps,) * 20), 90_000)] == [16, 4]


@given(messages)
def test_a_part_splits_no_further(message: Message) -> None:
    assert all(split(part, 500) == (part,) for part in split(message, 500))


@given(lines, st.integers(40, 200))
def test_no_grapheme_is_torn(line: Line, budget: int) -> None:
    heads = list(cuts(line, lambda part: len(_text(part)) <= budget))
    text, at = _text(line), 0
    for head in heads[:-1]:
        start, at = at, at + len(_text(head))
        torn = not is_border(text, at)
        assert not torn or not any(is_border(text, place) for place in range(start + 1, at))
    assert "".join(_text(head) for head in heads) == text


def test_it_is_cut_between_blocks_before_anything_else() -> None:
    blocks = tuple(Paragraph((Plain(_words(12)),)) for _ in range(6))
    parts = split(Message(blocks), 300)
    assert [len(part.blocks) for part in parts] == [3, 3]
    assert tuple(block for part in parts for block in part.blocks) == blocks


def test_a_heading_moves_on_with_what_it_heads() -> None:
    first, last = Paragraph((Plain(_words(25)),)), Paragraph((Plain(_words(20)),))
    heading = Heading((Plain("Learned"),))
    parts = split(Message((first, heading, last)), 300)
    assert [part.blocks for part in parts] == [(first,), (heading, last)]


def test_a_long_list_is_cut_between_items_and_counts_on() -> None:
    items = tuple((Plain(f"{number} {_words(5)}"),) for number in range(1, 21))
    parts = split(Message((Bullets(items, start=1),)), 400)
    lists = [block for part in parts for block in part.blocks if isinstance(block, Bullets)]
    assert len(lists) > 1
    assert [one.start for one in lists] == [int(_text(one.items[0]).split()[0]) for one in lists]
    assert tuple(item for one in lists for item in one.items) == items


def test_a_long_item_goes_on_as_a_paragraph_and_the_list_keeps_its_numbers() -> None:
    items = ((Plain("one"),), (Words(_words(100)),), (Plain("three"),))
    blocks = [block for part in split(Message((Bullets(items, 1),)), 400) for block in part.blocks]
    assert [block.start for block in blocks if isinstance(block, Bullets)] == [1, 2, 3]
    assert any(isinstance(block, Paragraph) for block in blocks)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (f"{_words(30)}\n{_words(30)}", "word29\n"),
        (f"{_words(30)}. {_words(30)}", "word29. "),
        (_words(60), " "),
        ("漢字。" * 60, "。"),
    ],
)
def test_a_long_paragraph_is_cut_at_the_best_border(text: str, end: str) -> None:
    first, *_ = split(Message((Paragraph((Plain(text),)),)), 300)
    assert _said(first.blocks).endswith(end)


def test_emphasis_goes_on_after_a_cut() -> None:
    parts = split(Message((Paragraph((Strong("x" * 500),)),)), 300)
    assert all(isinstance(_pieces(part)[0], Strong) for part in parts)


def _pieces(part: Message) -> Line:
    block = part.blocks[0]
    assert isinstance(block, Paragraph)
    return block.line


def test_answers_too_long_for_one_part_are_still_all_listed() -> None:
    options = (*(Choice(str(number), "so " * 20) for number in range(9)), Choice("a", "x " * 300))
    parts = split(Message((Choices(options),)), 300)
    assert _said(block for part in parts for block in part.blocks) == _said([Choices(options)])


def test_one_grapheme_longer_than_a_part_is_cut_all_the_same() -> None:
    parts = split(Message((Paragraph((Plain("👍" + "\u200d👍" * 200),)),)), 300)
    assert len(parts) > 1


def test_a_border_whose_part_does_not_fit_is_not_taken() -> None:
    text = "x" * 63 + "e\u0301" + "x" * 40
    heads = list(cuts((Plain(text),), lambda line: len(_text(line)) in {*range(30), 64}))
    assert len(_text(heads[0])) == 29
    assert "".join(_text(head) for head in heads) == text


def test_sixty_thousand_characters_are_split_in_no_time() -> None:
    parts = split(Message((Paragraph((Words("<b>&amp; שלום " * 4_300),)),)), 20_000)
    assert 4 <= len(parts) <= 20


def test_a_budget_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="256"):
        split(Message(()), SMALLEST_BUDGET - 1)
