"""What differs between two states of a coalition, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.person import Account
from ci_bot.domain.roles import Role

_UNMANAGED = {"id", "revision", "anchor", "paused"}
_HISTORY = {"moves"}
"""What happened to an entry, which nobody writes."""
_KEYED = {"roles", "accounts", "channels"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change: `before` None adds, `after` None removes; `field` empty means the whole entry."""

    section: str
    entry: str
    field: str = ""
    before: Any = None
    after: Any = None


def differences(before: Coalition | None, after: Coalition) -> tuple[Change, ...]:
    """The changes from one state to the other, in the file's order."""
    start = before or Coalition(id=after.id, name="")
    return tuple(_changes(start, after))


def _changes(before: Coalition, after: Coalition) -> Iterator[Change]:
    for field in fields(Coalition):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new or field.name in _UNMANAGED:
            continue
        if isinstance(new, Mapping):
            yield from _entries(field.name, old, new)
        elif is_dataclass(new):
            yield from _facts("coalition", field.name, old, new)
        elif field.name in _KEYED:
            yield from _members(field.name, old, new)
        else:
            yield Change(section="coalition", entry=field.name, before=old, after=new)


def _entries(section: str, old: Mapping[Any, Any], new: Mapping[Any, Any]) -> Iterator[Change]:
    for id_ in (*new, *(i for i in old if i not in new)):
        before, after = old.get(id_), new.get(id_)
        if before == after:
            continue
        if before is None or after is None:
            yield Change(section=section, entry=str(id_), before=before, after=after)
            continue
        yield from _facts(section, str(id_), before, after)


def _facts(section: str, entry: str, before: Any, after: Any) -> Iterator[Change]:
    for field in fields(after):
        was, now = getattr(before, field.name), getattr(after, field.name)
        if was != now and field.name not in _HISTORY:
            yield Change(section=section, entry=entry, field=field.name, before=was, after=now)


def _members(section: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    for member in new:
        if member not in old:
            yield Change(section=section, entry=_named(member), after=member)
    for member in old:
        if member not in new:
            yield Change(section=section, entry=_named(member), before=member)
    # A person's first role and first account count before the others; whose come first does not.
    before, after = _by_person(old), _by_person(new)
    for person in before.keys() & after.keys():
        was, now = before[person], after[person]
        if was != now and set(was) == set(now):
            yield Change(section=section, entry=person, field="order", before=was, after=now)


def _by_person(members: tuple[Any, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for member in members:
        person = str(getattr(member, "person", ""))
        found[person] = (*found.get(person, ()), _named(member))
    found.pop("", None)
    return found


def _named(member: Role | Account | Channel) -> str:
    match member:
        case Role():
            scope = f" for {member.scope}" if member.scope else ""
            return f"{member.person}: {member.role} of {member.organisation}{scope}"
        case Account():
            return f"{member.person}: {member.id}"
        case Channel():
            return f"{member.address} for {member.audience}"
