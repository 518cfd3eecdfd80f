"""What a coalition becomes when a file is applied to it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from ci_bot.coalition_file.questions import questions_of
from ci_bot.coalition_file.shape import (
    AgreementShape,
    ChannelShape,
    CoalitionShape,
    PersonShape,
)
from ci_bot.domain.activity import Activity, Milestone
from ci_bot.domain.coalition import Channel, Checkin, Coalition, Rhythm
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId, RoomId, platform_of
from ci_bot.domain.measure import Baseline, Measure, Target
from ci_bot.domain.organisation import Goal, Organisation, WorkingGroup
from ci_bot.domain.person import Account, Person
from ci_bot.domain.rhythm.presets import grown, preset_of
from ci_bot.domain.roles import Role

Entry = TypeVar("Entry")


def describe(shape: CoalitionShape, stored: Coalition | None, *, prune: bool = False) -> Coalition:
    """The coalition as the file wants it.

    A field or section that is absent stays as stored, an empty one means none. Entries that are
    stored but not in the file stay, unless `prune`.
    """
    agreement = shape.coalition
    before = stored or Coalition(id=CoalitionId(agreement.slug), name=agreement.name)
    if agreement.preset and agreement.preset != before.preset:
        before = grown(before, agreement.preset)
    facts = _given(agreement, Coalition, leave=("slug", "rhythm"))
    return replace(
        before,
        **facts,
        rhythm=_rhythm(agreement, before),
        organisations=_section(shape.organisations, before.organisations, Organisation, prune),
        people=_section(shape.people, before.people, Person, prune, leave=("roles", "accounts")),
        roles=_roles(shape, before, prune=prune),
        accounts=_accounts(shape, before, prune=prune),
        working_groups=_section(shape.working_groups, before.working_groups, WorkingGroup, prune),
        goals=_section(shape.goals, before.goals, Goal, prune),
        activities=_section(shape.activities, before.activities, Activity, prune),
        measures=_section(shape.measures, before.measures, Measure, prune, by="key"),
        channels=_channels(shape.channels, before.channels, prune=prune),
        checkins=_section(shape.checkins, before.checkins, Checkin, prune),
    )


def _rhythm(agreement: AgreementShape, before: Coalition) -> Rhythm:
    """Part by part: the file's, else the stored one; null means the preset's."""
    usual = preset_of(before).rhythm
    if "rhythm" not in agreement.model_fields_set:
        return before.rhythm
    if agreement.rhythm is None:
        return usual
    given = agreement.rhythm.model_dump(include=agreement.rhythm.model_fields_set)
    told = {part: getattr(usual, part) if said is None else said for part, said in given.items()}
    return replace(before.rhythm, **told)


_CONVERT: Mapping[str, Callable[[Any], Any]] = {
    "questions": questions_of,
    "milestones": lambda given: tuple(Milestone(**m.model_dump()) for m in given),
    "targets": lambda given: tuple(Target(**t.model_dump()) for t in given),
    "baseline": lambda given: Baseline(**given.model_dump()),
    "outcome": lambda given: Baseline(**given.model_dump()),
}


def _given(shape: BaseModel, make: type[Any], *, leave: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that stand in the file, as domain values; null means the value's default."""
    defaults = {f.name: f.default for f in fields(make)}
    found: dict[str, Any] = {}
    for name in type(shape).model_fields:
        if name not in shape.model_fields_set or name in leave:
            continue
        value = getattr(shape, name)
        kept = "outcome" if name == "real_outcome_later" else name
        if value is None:
            value = defaults[kept]
        elif kept in _CONVERT:
            value = _CONVERT[kept](value)
        found[kept] = value
    return found


def _section(
    given: Iterable[BaseModel] | None,
    stored: Mapping[Any, Entry],
    make: type[Entry],
    prune: bool,  # noqa: FBT001 - always handed through
    *,
    by: str = "id",
    leave: tuple[str, ...] = (),
) -> dict[Any, Entry]:
    if given is None:
        return dict(stored)
    result: dict[Any, Entry] = {} if prune else dict(stored)
    for shape in given:
        facts = _given(shape, make, leave=leave)
        known = stored.get(facts[by])
        result[facts[by]] = make(**facts) if known is None else replace(known, **facts)  # type: ignore[type-var]
    return result


def _roles(shape: CoalitionShape, before: Coalition, *, prune: bool) -> tuple[Role, ...]:
    managed = {p.id for p in shape.people or () if p.roles is not None}
    gone = _pruned(shape, before) if prune else set()
    kept = [r for r in before.roles if r.person not in managed | gone]
    given = [
        Role(person=PersonId(p.id), **role.model_dump())
        for p in shape.people or ()
        for role in p.roles or ()
    ]
    return (*kept, *given)


def _accounts(shape: CoalitionShape, before: Coalition, *, prune: bool) -> tuple[Account, ...]:
    gone = _pruned(shape, before) if prune else set()
    accounts = [a for a in before.accounts if a.person not in gone]
    for person in shape.people or ():
        if person.accounts is None:
            continue
        named = person.accounts.model_fields_set or {"matrix", "slack"}
        given = _addresses(person)
        accounts = [
            a
            for a in accounts
            if a.id in given or not (a.person == person.id and platform_of(a.id) in named)
        ]
        for address in given:
            owner = Account(id=address, person=PersonId(person.id))
            if owner not in accounts:
                accounts = [a for a in accounts if a.id != address] + [owner]
    return tuple(accounts)


def _pruned(shape: CoalitionShape, before: Coalition) -> set[str]:
    kept = {p.id for p in shape.people or ()}
    return set() if shape.people is None else {p for p in before.people if p not in kept}


def _addresses(person: PersonShape) -> list[AccountId]:
    accounts = person.accounts
    if accounts is None:
        return []
    platforms = [("matrix", accounts.matrix), ("slack", accounts.slack)]
    return [AccountId(f"{name}:{own}") for name, given in platforms for own in given or ()]


def _channels(
    given: tuple[ChannelShape, ...] | None, stored: tuple[Channel, ...], *, prune: bool
) -> tuple[Channel, ...]:
    if given is None:
        return stored
    result = {} if prune else {c.address: c for c in stored}
    known = {c.address: c for c in stored}
    for shape in given:
        address = RoomId(f"matrix:{shape.matrix}" if shape.matrix else f"slack:{shape.slack}")
        before = known.get(address, Channel(address=address))
        facts: dict[str, Any] = {"audience": shape.audience}
        if "language" in shape.model_fields_set:
            facts["language"] = shape.language
        if "chart" in shape.model_fields_set:
            facts["chart"] = bool(shape.chart)
        result[address] = replace(before, **facts)
    return tuple(result.values())
