"""The status chart as a picture: readable on a machine without fonts."""

import re
import struct

import pytest

from ci_bot.charts.png import SCALE, png
from ci_bot.charts.status import status_chart
from ci_bot.domain.status import Status
from ci_bot.views.digest.status_chart import chart_words
from tests.support.digest_week import READER
from tests.support.status_grids import grid_of

TITLE, GUTTER = (16, 94, 250, 27), (267, 94, 12, 27)
"""Where the first title stands, and the gap to its right: left, top, width and height."""


def chart(title: str) -> str:
    grid = grid_of(title, cells=[(Status.ON_TRACK,)])
    svg = status_chart(grid, chart_words(grid, READER))
    assert svg is not None
    return svg


def part(title: str, place: tuple[int, int, int, int]) -> bytes:
    """The picture of a part of the chart."""
    frame = 'viewBox="{} {} {} {}" width="{}" height="{}"'.format(*place, *place[2:])
    cut, times = re.subn(
        r'viewBox="[^"]+" width="[^"]+" height="[^"]+"', frame, chart(title), count=1
    )
    assert times == 1
    return png(cut)


@pytest.mark.parametrize(
    "title",
    [
        "W" * 80,
        "日本の活動ともっと長い題名がここに続きます" * 3,
        "برنامج القراءة والمدارس في المدينة " * 3,
        "ЩЖЩЖ" * 20,
        "\ufdfa" * 40,
    ],
    ids=["broad", "Japanese", "Arabic", "Cyrillic", "ligature"],
)
def test_no_title_runs_into_what_stands_beside_it(title: str) -> None:
    assert part(title, GUTTER) == part("", GUTTER)
    assert part(title, TITLE) != part("", TITLE)


@pytest.mark.parametrize(
    "letters",
    ["Ab", "Жф", "日本", "한국", "مر", "של", "मक", "ไท", "አማ", "\U0001f600\U0001f331"],
    ids=lambda letters: f"U+{ord(letters[0]):04X}",
)
def test_letters_of_each_script_have_a_shape_of_their_own(letters: str) -> None:
    """What no font has would be the same empty box each time."""
    first, second = (part(letter, TITLE) for letter in letters)
    assert first != second


def test_it_is_twice_as_fine_as_the_chart() -> None:
    svg = chart("a")
    across, _down = struct.unpack(">II", png(svg)[16:24])
    found = re.search(r'viewBox="0 0 ([0-9.]+)', svg)
    assert found is not None
    assert across == pytest.approx(SCALE * float(found[1]), abs=1)
