"""The lines that change the roster: what may stand in each, and what the coalition becomes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.roles import RoleName
from ci_bot.domain.roster.change import added, archived, edited
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.domain.roster.fields import ACTIVITY, GRANT, GROUP, ORG, PERSON, REVOKE, Field, Noun
from ci_bot.domain.roster.grammar import Typed
from ci_bot.domain.roster.hats import granted, revoked


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterLine:
    """`fields`: what may stand behind the name. `change`: from the typed words, and the day.

    That day is the one that hats count from; `change` raises RosterError.
    """

    fields: tuple[Field, ...]
    change: Callable[[Typed, date], Coalition]


def _add(noun: Noun) -> RosterLine:
    fields = noun.fields_to(add=True)

    def change(typed: Typed, today: date) -> Coalition:
        name = typed.new_name(fields)
        facts = typed.facts(fields)
        return added(typed.reading.coalition, noun, name, facts, today=today)

    return RosterLine(fields=fields, change=change)


def _edit(noun: Noun) -> RosterLine:
    fields = noun.fields_to(add=False)

    def change(typed: Typed, today: date) -> Coalition:
        coalition = typed.reading.coalition
        id_ = typed.entry((noun.section,), fields)
        if typed.over:
            raise RosterError(Wrong.NO_NAME)
        facts = typed.facts(fields, getattr(coalition, noun.section)[id_])
        return edited(coalition, noun, id_, facts, today=today)

    return RosterLine(fields=fields, change=change)


def _archive(noun: Noun) -> RosterLine:
    def change(typed: Typed, today: date) -> Coalition:
        id_ = typed.entry((noun.section,), ())
        typed.facts(())
        return archived(typed.reading.coalition, noun, id_, today=today)

    return RosterLine(fields=(), change=change)


def _grant(typed: Typed, today: date) -> Coalition:
    person, role = _hat(typed)
    return granted(typed.reading.coalition, person, role, typed.facts(GRANT), today=today)


def _revoke(typed: Typed, today: date) -> Coalition:
    person, role = _hat(typed)
    return revoked(typed.reading.coalition, person, role, typed.facts(REVOKE), today=today)


def _hat(typed: Typed) -> tuple[PersonId, RoleName]:
    person = PersonId(typed.entry(("people",), GRANT))
    return person, RoleName(typed.choice(tuple(RoleName), GRANT, field="role"))


_NOUNS = (ORG, PERSON, ACTIVITY, GROUP)
LINES: Mapping[str, RosterLine] = {
    **{f"{noun.word} add": _add(noun) for noun in _NOUNS},
    **{f"{noun.word} edit": _edit(noun) for noun in _NOUNS},
    **{f"{noun.word} archive": _archive(noun) for noun in _NOUNS},
    "role grant": RosterLine(fields=GRANT, change=_grant),
    "role revoke": RosterLine(fields=REVOKE, change=_revoke),
}
"""By the words of the command."""
