"""Taking a change of the roster back, as long as nothing it touched was changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.moment import aware
from ci_bot.domain.organisation import Organisation, WorkingGroup
from ci_bot.domain.person import Person
from ci_bot.domain.roles import Role

UNDOABLE = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The entries of a coalition that a change touched; `roles`: all those of some people."""

    organisations: tuple[Organisation, ...] = ()
    people: tuple[Person, ...] = ()
    working_groups: tuple[WorkingGroup, ...] = ()
    activities: tuple[Activity, ...] = ()
    roles: tuple[Role, ...] = ()


_SECTIONS = ("organisations", "people", "working_groups", "activities")


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
    """Something that the change touched is not any more as it left it; `name` says what."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


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
    return RosterChange(
        id=id_,
        at=at,
        by=by,
        before=_part(before, touched, people),
        after=_part(after, touched, people),
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
    return replace(coalition, **facts, roles=_roles(coalition, change))


def _part(coalition: Coalition, touched: Mapping[str, set[Any]], people: set[PersonId]) -> Part:
    sections = {
        section: tuple(e for e in getattr(coalition, section).values() if e.id in touched[section])
        for section in _SECTIONS
    }
    roles = tuple(role for role in coalition.roles if role.person in people)
    return Part(**sections, roles=roles)


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
