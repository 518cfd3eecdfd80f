"""A picture says the same in words, wherever it can't be shown, and is kept small."""

from collections.abc import Callable

import pytest

from ci_bot.charts.status import status_chart
from ci_bot.messages import html, markdown, plain, wikitext
from ci_bot.messages.blocks import Heading, Image, Message, picture
from ci_bot.messages.inline import line
from ci_bot.messages.serial import UnknownMessageError, from_json, to_json
from ci_bot.messages.split import SMALLEST_BUDGET, split
from ci_bot.testing.contracts.chat_pictures import PNG
from ci_bot.views.digest.status_chart import chart_words
from tests.support.digest_week import READER
from tests.support.status_grids import grid_of

ALT = "Now: 1.\n\u2068שלום\u2069 <b>*x*</b> [[y]]."
IMAGE = Message((Image("chart", "<svg>日本</svg>", ALT),), "de")


def test_as_text_it_is_its_words_letter_by_letter() -> None:
    assert plain.render(IMAGE) == ALT


@pytest.mark.parametrize(
    ("render", "shown"),
    [
        (
            html.render,
            "<p>Now: 1.<br>\u2068שלום\u2069 &lt;b&gt;*x*&lt;/b&gt; [[y]].</p>",
        ),
        (
            markdown.render,
            "Now: 1.\\\n\u2068שלום\u2069 \\<b\\>\\*x\\*\\</b\\> \\[\\[y\\]\\].\n",
        ),
        (
            wikitext.render,
            "Now: 1.<br>\u2068שלום\u2069 &#60;b&#62;*x*&#60;/b&#62; &#91;&#91;y&#93;&#93;.\n",
        ),
    ],
    ids=["html", "markdown", "wikitext"],
)
def test_its_words_are_no_markup(render: Callable[[Message], str], shown: str) -> None:
    assert render(IMAGE) == shown


def test_it_comes_back_from_its_row_as_it_was() -> None:
    assert from_json(to_json(IMAGE)) == IMAGE


def test_what_was_drawn_is_not_kept() -> None:
    drawn = Message((Image("chart", "<svg>日本</svg>", ALT, PNG),), "de")
    assert to_json(drawn) == to_json(IMAGE)


@pytest.mark.parametrize("packed", ["", "*", "aGVsbG8="])
def test_a_damaged_one_is_refused(packed: str) -> None:
    row = '{"version":1,"language":"en","blocks":[{"image":"%s","name":"a","alt":"b"}]}'
    with pytest.raises(UnknownMessageError):
        from_json(row % packed)


def test_a_chart_of_sixty_activities_takes_a_few_kilobytes() -> None:
    grid = grid_of(*(f"Activity number {n} with a title of its own" for n in range(60)))
    words = chart_words(grid, READER)
    svg = status_chart(grid, words)
    assert svg is not None
    assert len(to_json(Message((Image("chart", svg, words.alt),)))) < 16_000


def test_it_is_never_cut_into_pieces() -> None:
    long = Image("chart", "<svg/>", "word " * 1_000)
    assert split(Message((long,)), SMALLEST_BUDGET) == (Message((long,)),)


def test_what_has_none_is_no_picture() -> None:
    assert picture(Message((Heading(line("Digest")),))) is None
    assert picture(IMAGE) is IMAGE.blocks[0]


def test_a_drawn_one_knows_its_pixels() -> None:
    assert Image("chart", "<svg/>", ALT, PNG).pixels == (2, 3)
