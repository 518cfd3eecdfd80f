"""The status chart as SVG: the same for silence and no change, and nobody's words as markup."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.charts.status import status_chart
from ci_bot.domain.digest.status_grid import WEEKS, GridRow, StatusGrid, status_grid
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import COALITION, as_good_as_silence
from ci_bot.views.digest.status_chart import chart_words
from tests.messages.injections import MENTIONS
from tests.support.digest_week import FREEZE, READER, coalition
from tests.support.random_months import ACTIVITIES, months
from tests.support.status_grids import grid_of

MANY = settings(max_examples=2000)
SVG = "{http://www.w3.org/2000/svg}"
TAGS = {
    "clipPath",
    "svg",
    "title",
    "desc",
    "defs",
    "pattern",
    "rect",
    "path",
    "circle",
    "g",
    "text",
    "tspan",
}
LAKELAND = coalition(ACTIVITIES)


def drawn(grid: StatusGrid, language: str = "en") -> str:
    svg = status_chart(grid, chart_words(grid, replace(READER, language=language)))
    assert svg is not None
    return svg


def texts(svg: str) -> list[str]:
    """What stands in the picture, without the marks of direction."""
    return [
        "".join(text.itertext()).strip("\u2068\u2069")
        for text in ET.fromstring(svg).iter(f"{SVG}text")
    ]


def signs(svg: str) -> int:
    """How many cells have a pattern, the legend's included."""
    cells = ET.fromstring(svg).iter(f"{SVG}rect")
    return sum(cell.get("fill", "").startswith("url(#status-") for cell in cells)


def of_months(updates: Sequence[Update]) -> str | None:
    grid = status_grid(LAKELAND, updates, COALITION, until=FREEZE, weeks=4)
    return status_chart(grid, chart_words(grid, READER))


@MANY
@given(months())
def test_silence_and_no_change_give_the_same_picture_to_the_byte(updates: list[Update]) -> None:
    silent = [update for update in updates if not as_good_as_silence(update)]
    assert of_months(updates) == of_months(silent)


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_any_title_is_text_and_nothing_else(title: str) -> None:
    plain, titled = drawn(grid_of("x")), drawn(grid_of(title))
    tree = ET.fromstring(titled)
    assert {element.tag.removeprefix(SVG) for element in tree.iter()} <= TAGS
    attributes = {name for element in tree.iter() for name in element.attrib}
    assert not any(name.startswith("on") or "href" in name for name in attributes)
    assert len(texts(titled)) == len(texts(plain))


@pytest.mark.parametrize("words", [*MENTIONS, '"/><script>', "]]>", "&lt;b&gt;"])
def test_words_are_no_markup(words: str) -> None:
    svg = drawn(replace(grid_of(words), coalition=words))
    assert {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()} <= TAGS
    assert "<script" not in svg


def test_words_come_first_and_each_status_has_its_own_sign_and_pattern() -> None:
    svg = drawn(grid_of(*"ABCDEFG", cells=[(status,) for status in Status]))
    shown = texts(svg)
    for word in ("not started", "on track", "at risk", "off track", "on hold", "done", "dropped"):
        assert shown.count(word) == 2, "in its row and in the legend"
    tree = ET.fromstring(svg)
    patterns = {ET.tostring(p).partition(b">")[2] for p in tree.iter(f"{SVG}pattern")}
    groups = [group for group in tree.iter(f"{SVG}g") if "transform" in group.attrib]
    marks = {ET.tostring(group).strip().partition(b">")[2] for group in groups}
    assert len(patterns) == len(marks) == len(Status)


def test_there_is_nothing_where_there_was_nothing_to_see() -> None:
    empty = drawn(grid_of("a", cells=[(None, None, None, Status.DONE)]))
    full = drawn(grid_of("a", cells=[4 * (Status.DONE,)]))
    assert (signs(empty), signs(full)) == (1 + len(Status), 4 + len(Status))


def test_no_cell_is_grey() -> None:
    svg = drawn(grid_of(*"ABCDEFG", cells=[(status,) for status in Status]))
    for pattern in ET.fromstring(svg).iter(f"{SVG}pattern"):
        tint = pattern[0].get("fill", "")
        channels = [int(tint[at : at + 2], 16) for at in (1, 3, 5)]
        assert max(channels) - min(channels) > 10


def test_a_chart_without_activities_is_none() -> None:
    nothing = replace(grid_of("a"), rows=())
    assert status_chart(nothing, chart_words(nothing, READER)) is None


@pytest.mark.parametrize("weeks", [1, WEEKS])
def test_sixty_activities_fit_each_in_its_row(weeks: int) -> None:
    titles = [f"Activity {n}" for n in range(60)]
    svg = drawn(grid_of(*titles, cells=[weeks * (Status.ON_TRACK,)] * 60))
    shown = [text for text in texts(svg) if text.startswith("Activity ")]
    assert shown == titles
    assert signs(svg) == 60 * weeks + len(Status)


def test_the_legend_is_in_the_readers_language() -> None:
    assert texts(drawn(grid_of("a"), "de")).count("im Plan") == 2


def test_a_long_title_is_shortened_and_there_in_full_for_those_who_point_at_it() -> None:
    title = "A garden for every school in the district and beyond, with benches and shade"
    svg = drawn(grid_of(title))
    (short,) = [text for text in texts(svg) if text.startswith("A garden")]
    assert short.endswith("\u2026")
    assert len(short) < 50
    titles = [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]
    assert title in titles


def test_a_month_is_named_where_it_begins_with_its_year_unless_it_is_this_one() -> None:
    mondays = tuple(date(2024, 12, 16) + timedelta(weeks=n) for n in range(4))
    row = GridRow(activity=grid_of("a").rows[0].activity, title="a", cells=4 * (Status.DONE,))
    words = chart_words(StatusGrid(coalition="c", weeks=mondays, rows=(row,)), READER)
    assert words.months == ("Dec 2024", "", "", "Jan")
    assert words.days == ("16", "23", "30", "6")
