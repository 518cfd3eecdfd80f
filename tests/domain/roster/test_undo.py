"""Taking changes of the roster back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.roster.error import RosterError
from ci_bot.domain.roster.undo import ChangedSinceError, RosterChange, recorded, undone
from tests.support.lakeland import lakeland
from tests.support.roster_typing import typed

LAKELAND = lakeland()
LINES = (
    "person archive Sanna H.",
    "org add Museum of Tides country DE",
    'activity edit Teacher evenings title "Evenings" milestone Third 4 Dec',
    "activity add Song book lead Lotte F.",
    "group edit schools co-chair + Aino K.",
    "role grant Lotte F. backbone for commons-bridge",
    "person add Vera K. org eastwater role deputy",
    "activity archive Harbour photographs",
    "role revoke Marek O. representative to 27 Nov",
)


def changed(coalition: Coalition, line: str) -> tuple[Coalition, RosterChange]:
    after = typed(coalition, line)
    now = datetime(2026, 11, 16, 9, tzinfo=UTC)
    return after, recorded(coalition, after, id_="x", at=now, by=PersonId("ines-b"))


@pytest.mark.parametrize("line", LINES)
def test_a_change_taken_back_leaves_nothing(line: str) -> None:
    after, change = changed(LAKELAND, line)
    assert after != LAKELAND
    assert undone(after, change) == LAKELAND


@given(said=st.lists(st.sampled_from(LINES), unique=True))
@hypothesis_settings(max_examples=60, deadline=None)
def test_any_changes_are_taken_back_from_the_last_to_the_first_and_all_else_stays(
    said: list[str],
) -> None:
    coalition, changes = LAKELAND, []
    for line in said:
        try:
            coalition, change = changed(coalition, line)
        except RosterError:
            continue
        changes.append(change)
    coalition = replace(coalition, paused=True, common_agenda="New words")
    for change in reversed(changes):
        coalition = undone(coalition, change)
    assert coalition == replace(LAKELAND, paused=True, common_agenda="New words")


def test_what_somebody_else_changed_in_the_same_entry_stays() -> None:
    after, change = changed(LAKELAND, "activity edit Teacher evenings deputy Aino K.")
    other = typed(after, "activity edit Teacher evenings end 27 Nov")
    back = undone(other, change).activities[ActivityId("teacher-evenings")]
    assert (back.deputy_person, back.end) == ("marek-o", date(2026, 11, 27))


@pytest.mark.parametrize(
    ("line", "since", "name"),
    [
        ("activity edit Teacher evenings deputy Aino K.",
         "activity edit Teacher evenings deputy Lotte F.", "Teacher evenings"),
        ("org add Tides", "org edit Tides kind museum", "Tides"),
        ("role grant Lotte F. observer", "role grant Lotte F. representative", "Lotte F."),
        ("person archive Sanna H.", "role grant Sanna H. observer for eastwater", "Sanna H."),
    ],
)  # fmt: skip
def test_what_was_changed_since_is_not_overwritten(line: str, since: str, name: str) -> None:
    after, change = changed(LAKELAND, line)
    with pytest.raises(ChangedSinceError) as raised:
        undone(typed(after, since), change)
    assert raised.value.name == name


def test_a_change_needs_an_instant_with_a_zone() -> None:
    _, change = changed(LAKELAND, LINES[0])
    with pytest.raises(ValueError, match="time zone"):
        replace(change, at=datetime(2026, 11, 16))  # noqa: DTZ001 - the naive one refused
