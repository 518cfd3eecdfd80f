"""A milestone moves when the same words get another date; facts are kept, and read by time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.activity import Activity, Milestone
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.matching.milestone_moves import moved_within, with_moves

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def activity(*milestones: tuple[str, date]) -> Activity:
    return Activity(
        id=ActivityId("a"),
        title="A",
        lead_organisation=OrganisationId("org"),
        lead_person=PersonId("mara"),
        milestones=tuple(Milestone(text=text, date=day) for text, day in milestones),
    )


def facts(found: Activity) -> list[tuple[str, date, date]]:
    return [(move.text, move.was, move.date) for move in found.moves]


def test_another_date_is_a_move_another_text_is_none() -> None:
    before = activity(("Permit", date(2026, 5, 1)), ("Opening", date(2026, 9, 1)))
    after = activity(("Permit", date(2026, 6, 1)), ("The opening", date(2026, 9, 2)))
    assert facts(with_moves(before, after, NOW)) == [("Permit", date(2026, 5, 1), date(2026, 6, 1))]


def test_one_of_two_with_the_same_text_moves() -> None:
    before = activity(("Evening", date(2026, 5, 1)), ("Evening", date(2026, 6, 1)))
    after = activity(("Evening", date(2026, 6, 1)), ("Evening", date(2026, 5, 8)))
    assert facts(with_moves(before, after, NOW)) == [
        ("Evening", date(2026, 5, 1), date(2026, 5, 8))
    ]


def test_what_comes_and_goes_has_not_moved() -> None:
    before = activity(("Permit", date(2026, 5, 1)))
    assert facts(with_moves(before, activity(), NOW)) == []
    assert facts(with_moves(activity(), before, NOW)) == []


@given(st.lists(DAYS, min_size=2, max_size=8))
def test_over_any_time_a_milestone_went_from_its_first_date_to_its_last(days: list[date]) -> None:
    current = activity(("Permit", days[0]))
    for n, day in enumerate(days[1:]):
        changed = replace(current, milestones=(Milestone(text="Permit", date=day),))
        current = with_moves(current, changed, NOW + n * DAY)
    told = [(m.was, m.date) for m in moved_within(current, NOW)]
    assert told == ([] if days[0] == days[-1] else [(days[0], days[-1])])
    day_by_day = [moved_within(current, NOW + n * DAY, NOW + (n + 1) * DAY) for n in range(8)]
    assert sum(len(moves) for moves in day_by_day) == len(current.moves)
