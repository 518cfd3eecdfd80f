"""The status chart in words: which activities stand how, for those who hear it."""

from dataclasses import replace

from ci_bot.domain.status import Status
from ci_bot.views.digest.status_chart import alt_text
from tests.support.digest_week import READER
from tests.support.status_grids import grid_of

TRACK, RISK, DONE = Status.ON_TRACK, Status.AT_RISK, Status.DONE
GRID = grid_of(
    "Reading garden",
    "Bus line",
    "Museum night",
    cells=[(None, TRACK, RISK), (TRACK, TRACK, TRACK), (None, None, RISK)],
)


def test_it_tells_how_many_stand_how_and_all_weeks_of_each_activity() -> None:
    assert alt_text(GRID, READER) == (
        "How the activities of Open Lakeland stand, week by week from 2 Jun to 16 Jun.\n"
        "Now: 1 on track and 2 at risk.\n"
        "Reading garden: on track from 9 Jun and at risk from 16 Jun.\n"
        "Bus line: on track from 2 Jun.\n"
        "Museum night: at risk from 16 Jun."
    )


def test_it_speaks_the_readers_language() -> None:
    german = alt_text(GRID, replace(READER, language="de"))
    assert "Reading garden: im Plan ab 9. Jun und gefährdet ab 16. Jun." in german
    assert "Derzeit: 1 im Plan und 2 gefährdet." in german


def test_one_week_is_told_as_one() -> None:
    shown = alt_text(grid_of("Bus line", cells=[(DONE,)]), READER)
    assert shown.startswith("How the activities of Open Lakeland stand in the week from 16 Jun.")


def test_a_title_stays_one_line_and_keeps_its_direction_to_itself() -> None:
    shown = alt_text(grid_of("مرحبا\nBus: done", cells=[(DONE,)]), READER)
    assert shown.splitlines()[2:] == ["\u2068مرحبا Bus: done\u2069: done from 16 Jun."]
