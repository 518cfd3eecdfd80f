"""The wikitext of a message."""

import re
from html import unescape

import pytest
from hypothesis import given

from ci_bot.messages.blocks import Bullets, Message, Paragraph
from ci_bot.messages.inline import Plain, Strong, Words
from ci_bot.messages.literal import literal
from ci_bot.messages.wikitext import render
from tests.messages.injections import INJECTIONS
from tests.messages.strategies import texts
from tests.messages.test_plain import EXAMPLE

_ACTIVE = re.compile(
    r"[<>\[\]{}|~]|''|__|^[ :;*#=-]|\w:\S|(?:RFC|PMID|ISBN)\s|&(?!#\d+;)", re.MULTILINE
)


def test_each_block_has_its_wikitext() -> None:
    assert render(EXAMPLE) == (
        "== '''Open Lakeland, week 25''' ==\n\n"
        "Eight schools are now in.\n\n"
        "== Where you can help ==\n\n"
        "# “A5 leaflets”: '''Days'''.\n"
        "# A lead.\n\n"
        "* Harbour photographs: done\n"
        "* Labels: on hold\n\n"
        "<blockquote>Printer cancelled.<br>Another one?</blockquote>\n\n"
        "----\n\n"
        "<code>1</code> on track / <code>0</code> no change 👍\n\n"
        "<small>All the same: <code>same</code></small>\n"
    )


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_hold_nothing_that_a_wiki_acts_on(words: str) -> None:
    shown = render(Message((Paragraph((Words(words),)),))).rstrip("\n")
    assert not _ACTIVE.search(shown)
    assert unescape(shown) == literal(Words(words), "en")


@given(texts)
def test_what_is_rendered_and_read_is_the_text(text: str) -> None:
    shown = render(Message((Paragraph((Plain("a "), Words(text), Plain(" b"))),)))
    assert not _ACTIVE.search(shown.rstrip("\n"))
    assert unescape(shown).rstrip("\n") == f"a {literal(Words(text), 'en')} b"


def test_words_next_to_emphasis_do_not_lengthen_it() -> None:
    message = Message((Paragraph((Words("it'"), Strong("'x'"), Words("'s"))),))
    assert render(message) == "it&#39;'''&#39;x&#39;'''&#39;s\n"


def test_a_list_may_start_at_any_number() -> None:
    message = Message((Bullets(((Plain("seven"),), (Plain("eight"),)), start=7),))
    assert render(message) == '<ol start="7"><li>seven</li><li>eight</li></ol>\n'
