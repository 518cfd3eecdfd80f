"""The CommonMark of a message, read back by a parser of its own."""

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Heading,
    Message,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.inline import Code, Plain, Strong, Words
from ci_bot.messages.literal import literal
from ci_bot.messages.markdown import render
from ci_bot.messages.safe import one_line
from tests.messages.injections import INJECTIONS
from tests.messages.strategies import shown_texts
from tests.messages.test_plain import EXAMPLE

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _shown(tokens: list[Token]) -> str:
    leaves = (child for token in tokens for child in token.children or ())
    return "".join(
        leaf.content if leaf.type in {"text", "code_inline"} else "\n" * (leaf.type == "hardbreak")
        for leaf in leaves
    )


def _kinds(tokens: list[Token]) -> set[str]:
    inner = {child.type for token in tokens for child in token.children or ()}
    return inner | {token.type for token in tokens}


def test_each_block_has_its_markdown() -> None:
    assert render(EXAMPLE) == (
        "## **Open Lakeland, week 25**\n\n"
        "Eight schools are now in.\n\n"
        "## Where you can help\n\n"
        "1. “A5 leaflets”: **Days**.\n"
        "2. A lead.\n\n"
        "- Harbour photographs: done\n"
        "- Labels: on hold\n\n"
        "> Printer cancelled.\\\n"
        "> Another one?\n\n"
        "---\n\n"
        "`1` on track / `0` no change 👍\n\n"
        "All the same: `same`\n"
    )


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_at_the_start_of_a_paragraph_are_only_text(words: str) -> None:
    tokens = _PARSER.parse(render(Message((Paragraph((Words(words),)),))))
    assert _kinds(tokens) <= {"paragraph_open", "inline", "text", "text_special", "paragraph_close"}
    assert _shown(tokens) == literal(Words(words), "en")


@given(shown_texts)
@example("1. a")
@example("a``b`")
def test_what_is_rendered_and_parsed_is_the_text(text: str) -> None:
    for piece in (Words(text), Plain(one_line(text)), Code(text)):
        shown = literal(piece, "en")
        read = _shown(_PARSER.parse(render(Message((Paragraph((Plain("a "), piece)),)))))
        assert read == f"a {shown}".strip()


@given(shown_texts)
def test_words_stay_in_their_block(text: str) -> None:
    blocks: tuple[Block, ...] = (
        Heading((Words(text),)),
        Bullets(((Words(text),), (Words(text),))),
        Bullets(((Words(text),),), start=7),
        Quote((Words(text),)),
        Note((Words(text),)),
    )
    if not literal(Words(text), "en"):
        return
    kinds = [token.type for token in _PARSER.parse(render(Message(blocks)))]
    item = ["list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close"]
    assert kinds == [
        *("heading_open", "inline", "heading_close"),
        *("bullet_list_open", *item, *item, "bullet_list_close"),
        *("ordered_list_open", *item, "ordered_list_close"),
        *("blockquote_open", "paragraph_open", "inline", "paragraph_close", "blockquote_close"),
        *("paragraph_open", "inline", "paragraph_close"),
    ]


@pytest.mark.parametrize("address", ["https://evil.example", "www.evil.example", "ftp://evil"])
def test_an_address_is_not_offered_as_a_link(address: str) -> None:
    assert address not in render(Message((Paragraph((Words(f"see {address} now"),)),)))


def test_strong_words_are_strong_and_no_more() -> None:
    tokens = _PARSER.parse(render(Message((Paragraph((Strong("**Days** _x_"), Plain(": on"))),))))
    assert _kinds(tokens) >= {"strong_open", "strong_close"}
    assert _shown(tokens) == "**Days** _x_: on"
