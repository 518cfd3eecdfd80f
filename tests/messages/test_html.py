"""The HTML of a message: only expected tags, and a text that equals what was put in."""

from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given

from ci_bot.messages.blocks import Bullets, Message, Paragraph, Quote
from ci_bot.messages.html import ATTRIBUTES, TAGS, render
from ci_bot.messages.inline import Code, Plain, Strong, Words
from ci_bot.messages.literal import literal
from ci_bot.messages.safe import one_line
from tests.messages.injections import INJECTIONS
from tests.messages.strategies import messages, texts
from tests.messages.test_plain import EXAMPLE

# The whole of what Matrix clients are told to show, at the specification's version 1.11.
MATRIX_SUBSET = {
    *("del", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "p", "a", "ul", "ol", "sup", "sub"),
    *("li", "b", "i", "u", "strong", "em", "s", "code", "hr", "br", "div", "table", "thead"),
    *("tbody", "tr", "th", "td", "caption", "pre", "span", "img", "details", "summary"),
}


class Reading(HTMLParser):
    """What a client sees in some HTML."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str]] = set()
        self.text = ""
        self.other: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update((tag, name) for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)

    def handle_pi(self, data: str) -> None:
        self.other.append(data)


def test_every_tag_is_in_the_subset_of_matrix_and_none_is_a_link() -> None:
    assert TAGS <= MATRIX_SUBSET
    assert not TAGS & {"a", "img"}


def test_each_block_has_its_tags() -> None:
    assert render(EXAMPLE) == (
        "<h4><strong>Open Lakeland, week 25</strong></h4>"
        "<p>Eight schools are now in.</p>"
        "<h4>Where you can help</h4>"
        '<ol start="1"><li>“A5 leaflets”: <strong>Days</strong>.</li><li>A lead.</li></ol>'
        "<ul><li>Harbour photographs: done</li><li>Labels: on hold</li></ul>"
        "<blockquote>Printer cancelled.<br>Another one?</blockquote>"
        "<hr>"
        "<p><code>1</code> on track&nbsp; <code>0</code> no change 👍</p>"
        "<p><em>All the same: <code>same</code></em></p>"
    )


def test_the_lines_of_the_bot_stay_lines() -> None:
    assert render(Message((Paragraph((Plain("one\ntwo"),)),))) == "<p>one<br>two</p>"


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_are_shown_and_are_nothing_else(words: str) -> None:
    read = Reading(render(Message((Paragraph((Words(words),)),))))
    assert read.tags == ["p"]
    assert not read.attributes
    assert not read.other
    assert read.text.strip("\u2068\u2069") == one_line(words)


@pytest.mark.parametrize("words", INJECTIONS)
def test_words_do_not_break_out_of_where_they_stand(words: str) -> None:
    message = Message(
        (
            Bullets(((Plain("a "), Words(words)), (Strong(words),)), start=3),
            Quote((Words(words),)),
            Paragraph((Code(words), Plain(words))),
        )
    )
    tags = [tag for tag in Reading(render(message)).tags if tag != "br"]
    assert tags == ["ol", "li", "li", "strong", "blockquote", "p", "code"]


@given(texts)
def test_what_is_rendered_and_parsed_is_the_text(text: str) -> None:
    for piece in (Words(text), Strong(text), Code(text)):
        assert Reading(render(Message((Paragraph((piece,)),)))).text == literal(piece, "en")


@given(messages)
def test_only_expected_tags_ever_come_out(message: Message) -> None:
    read = Reading(render(message))
    assert set(read.tags) <= TAGS
    assert read.attributes <= {("ol", "start")}
    assert not read.other


@given(messages)
def test_another_sanitiser_would_find_nothing_either(message: Message) -> None:
    markup = render(message)
    attributes = {tag: set(names) for tag, names in ATTRIBUTES.items()}
    assert nh3.clean(markup, tags=set(TAGS), attributes=attributes, link_rel=None) == markup
