"""Hats given and taken, with their dates; what was worn is never forgotten."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.roster.check import checked
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.domain.roster.leads import still_led

Facts = Mapping[str, Any]


def granted(
    coalition: Coalition, person: PersonId, name: RoleName, facts: Facts, *, today: date
) -> Coalition:
    """The coalition in which the person wears one more hat, or one with other dates.

    Without an organisation it is the only one they act for; raises RosterError.
    """
    given = dict(facts)
    organisation = given.pop("organisation", None)
    if organisation is None:
        own = {role.organisation: None for role in _theirs(coalition, person, today)}
        if not own:
            raise RosterError(Wrong.MUST_BE, field="for")
        if len(own) > 1:
            raise RosterError(Wrong.WHICH_ROLE, names=tuple(own))
        (organisation,) = own
    if coalition.organisations[organisation].partnership is Partnership.LEFT:
        raise RosterError(Wrong.ARCHIVED, text=coalition.organisations[organisation].name)
    scope = given.pop("scope", None)
    if scope is not None and coalition.working_groups[scope].archived:
        raise RosterError(Wrong.ARCHIVED, text=coalition.working_groups[scope].name)
    same = [
        role
        for role in _theirs(coalition, person, today)
        if (role.role, role.organisation, role.scope) == (name, organisation, scope)
    ]
    hat = same[0] if same else Role(
        person=person, organisation=organisation, role=name, scope=scope, since=today
    )  # fmt: skip
    if same and hat.held(today) and (given.get("since") or today) > today:
        # Nobody takes a hat off to put it on later.
        del given["since"]
    changed = replace(hat, **given)
    if changed.since and changed.until and changed.until <= changed.since:
        raise RosterError(Wrong.ENDS_FIRST, field="to")
    if changed in same:
        raise RosterError(Wrong.ALREADY)
    roles = tuple(changed if same and role is same[0] else role for role in coalition.roles)
    after = replace(coalition, roles=roles if same else (*roles, changed))
    return checked(coalition, still_led(coalition, after, today=today), today=today)


def revoked(
    coalition: Coalition, person: PersonId, name: RoleName, facts: Facts, *, today: date
) -> Coalition:
    """The coalition in which the person takes that hat off, now or on a day; raises RosterError.

    Their deputy stands in for what they led.
    """
    fitting = [
        role
        for role in _theirs(coalition, person, today)
        if role.role is name
        and all(
            getattr(role, key) == facts[key] for key in ("organisation", "scope") if key in facts
        )
    ]
    if not fitting:
        raise RosterError(Wrong.NOT_HELD, text=coalition.people[person].name)
    if len({role.organisation for role in fitting}) > 1:
        names = tuple(dict.fromkeys(role.organisation for role in fitting))
        raise RosterError(Wrong.WHICH_ROLE, names=names)
    on = max(facts.get("until") or today, today)
    roles = without_roles(coalition, lambda role: role in fitting, on=on)
    after = still_led(coalition, replace(coalition, roles=roles), today=today)
    return checked(coalition, after, today=today)


def without_roles(
    coalition: Coalition, which: Callable[[Role], bool], *, on: date
) -> tuple[Role, ...]:
    """The roles, those of `which` ended on that day; one not begun by then was never worn."""
    roles: list[Role] = []
    for role in coalition.roles:
        if not which(role) or (role.until is not None and role.until <= on):
            roles.append(role)
        elif role.since is None or role.since < on:
            roles.append(replace(role, until=on))
    return tuple(roles)


def _theirs(coalition: Coalition, person: PersonId, today: date) -> tuple[Role, ...]:
    """The hats a person wears, or will."""
    return tuple(
        role
        for role in coalition.roles
        if role.person == person and (role.until is None or role.until > today)
    )
