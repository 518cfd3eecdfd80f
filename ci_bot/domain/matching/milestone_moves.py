"""Milestones that moved: found where the roster changes, told where it touches others."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from ci_bot.domain.activity import Activity, Milestone, Move
from ci_bot.domain.coalition import Coalition


def with_moves(before: Activity, after: Activity, now: datetime) -> Activity:
    """The changed activity, with the moves of its milestones kept beside those from before.

    A milestone is known by its text; one that is new, gone or renamed has not moved.
    """
    was, is_ = _days(before.milestones), _days(after.milestones)
    moved = tuple(
        Move(text=text, was=old, date=new, at=now)
        for text, days in is_.items()
        for old, new in _moved(was.get(text, []), days)
    )
    return replace(after, moves=(*before.moves, *moved))


def with_moves_of_all(before: Coalition | None, after: Coalition, now: datetime) -> Coalition:
    """The changed coalition, with the moves of all its activities."""
    known = {} if before is None else before.activities
    activities = {
        id_: with_moves(known[id_], activity, now) if id_ in known else activity
        for id_, activity in after.activities.items()
    }
    return replace(after, activities=activities)


def moved_within(
    activity: Activity, since: datetime, until: datetime | None = None
) -> tuple[Move, ...]:
    """The moves in a time, each milestone once: from its first date to its last.

    `since` inclusive, `until` exclusive. One that came back to its first date has not moved.
    """
    found: dict[str, Move] = {}
    for move in activity.moves:
        if move.at < since or (until is not None and move.at >= until):
            continue
        first = found.get(move.text, move)
        found[move.text] = replace(move, was=first.was)
    return tuple(move for move in found.values() if move.was != move.date)


def _days(milestones: Iterable[Milestone]) -> Mapping[str, list[date]]:
    found: dict[str, list[date]] = {}
    for milestone in milestones:
        found.setdefault(milestone.text.strip(), []).append(milestone.date)
    return found


def _moved(was: list[date], days: list[date]) -> list[tuple[date, date]]:
    """The dates that differ, in pairs; a date that is there in both stayed where it was."""
    gone = sorted(set(was) - set(days))
    new = sorted(set(days) - set(was))
    return list(zip(gone, new, strict=False))
