"""Taking a change made in chat back, as long as nothing it touched was changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Coalition, Rhythm
from ci_bot.domain.ids import PersonId
from ci_bot.domain.moment import aware
from ci_bot.domain.organisation import Goal, Organisation, WorkingGroup
from ci_bot.domain.person import Person
from ci_bot.domain.roles import Role

UNDOABLE = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """What of a coalition a change touched; `roles`: all those of some people.

    From the common agenda on: None where it was not touched, else all of it.
    """

    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    working_groups: tuple[WorkingGroup, ...] = ()
    activities: tuple[Activity, ...] = ()
    roles: tuple[Role, ...] = ()
    common_agenda: str | None = None
    common_agenda_version: str | None = None
    goals: tuple[Goal, ...] | None = None
    preset: str | None = None
    rhythm: Rhythm | None = None
    paused: bool | None = None
    channels: tuple[Channel, ...] | None = None


_SECTIONS = ("organisations", "people", "working_groups", "activities")
_AGREED = (
    "common_agenda", "common_agenda_version", "goals", "preset", "rhythm", "paused", "channels",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterChange:
    """One change made in chat: who, when, and what it touched, as it was and as it became."""

    id: str
    at: datetime
    by: PersonId
    before: Part
    after: Part

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware(self.at))


class ChangedSinceError(ValueError):
    """Something that the change touched is not any more as it left it; `name` says what.

    Or `part` does: the field of the coalition's agreement.
    """

    def __init__(self, name: str, *, part: str = "") -> None:
        super().__init__(name or part)
        self.name = name
        self.part = part


def recorded(
    before: Coalition, after: Coalition, *, id_: str, at: datetime, by: PersonId
) -> RosterChange:
    """What tells how to take the step from one state to the other back."""
    touched = {
        section: {
            i
            for i in (*getattr(before, section), *getattr(after, section))
            if getattr(before, section).get(i) != getattr(after, section).get(i)
        }
        for section in _SECTIONS
    }
    people = {role.person for role in {*before.roles} ^ {*after.roles}}
    agreed = [part for part in _AGREED if _agreed(before, part) != _agreed(after, part)]
    return RosterChange(
        id=id_,
        at=at,
        by=by,
        before=_part(before, touched, people, agreed),
        after=_part(after, touched, people, agreed),
    )


def undone(coalition: Coalition, change: RosterChange) -> Coalition:
    """The coalition without the change; raises ChangedSinceError."""
    facts: dict[str, Any] = {
        section: _restored(
            getattr(coalition, section),
            {entry.id: entry for entry in getattr(change.before, section)},
            {entry.id: entry for entry in getattr(change.after, section)},
        )
        for section in _SECTIONS
    }
    for part in _AGREED:
        made, was = getattr(change.after, part), getattr(change.before, part)
        if made is None:
            continue
        if _agreed(coalition, part) != made:
            raise ChangedSinceError("", part=part)
        facts[part] = {goal.id: goal for goal in was} if part == "goals" else was
    return replace(coalition, **facts, roles=_roles(coalition, change))


def _agreed(coalition: Coalition, part: str) -> Any:
    """A part of the agreement as it is kept; goals have an order, by which they are numbered."""
    found = getattr(coalition, part)
    return tuple(found.values()) if part == "goals" else found


def _part(
    coalition: Coalition,
    touched: Mapping[str, set[Any]],
    people: set[PersonId],
    agreed: Iterable[str],
) -> Part:
    sections: dict[str, Any] = {
        section: tuple(e for e in getattr(coalition, section).values() if e.id in touched[section])
        for section in _SECTIONS
    }
    roles = tuple(role for role in coalition.roles if role.person in people)
    return Part(**sections, roles=roles, **{part: _agreed(coalition, part) for part in agreed})


def _restored(
    now: Mapping[Any, Any], before: Mapping[Any, Any], after: Mapping[Any, Any]
) -> dict[Any, Any]:
    restored = dict(now)
    for id_, made in after.items():
        was, current = before.get(id_), now.get(id_)
        if current is None or (was is None and current != made):
            raise ChangedSinceError(_called(made))
        if was is None:
            del restored[id_]
            continue
        names = [f.name for f in fields(made) if getattr(was, f.name) != getattr(made, f.name)]
        if any(getattr(current, name) != getattr(made, name) for name in names):
            raise ChangedSinceError(_called(current))
        restored[id_] = replace(current, **{name: getattr(was, name) for name in names})
    return restored


def _roles(coalition: Coalition, change: RosterChange) -> tuple[Role, ...]:
    """The roles, those of each person that the change touched in their old order and place."""
    people = dict.fromkeys(role.person for role in (*change.before.roles, *change.after.roles))
    roles = coalition.roles
    for person in people:
        if _of(roles, person) != _of(change.after.roles, person):
            known = coalition.people.get(person)
            raise ChangedSinceError(known.name if known else person)
        place = next((n for n, role in enumerate(roles) if role.person == person), len(roles))
        behind = tuple(role for role in roles[place:] if role.person != person)
        roles = (*roles[:place], *_of(change.before.roles, person), *behind)
    return roles


def _of(roles: Iterable[Role], person: PersonId) -> tuple[Role, ...]:
    return tuple(role for role in roles if role.person == person)


def _called(entry: Any) -> str:
    return str(getattr(entry, "title", "") or getattr(entry, "name", ""))
