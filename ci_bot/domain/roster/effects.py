"""What follows from a change of the roster, beyond what it says itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.presence import acts, presence_of_lead


class Follows(Enum):
    """One kind of consequence."""

    NOT_LINKED = auto()
    NOT_ASKED = auto()
    STOPPED = auto()
    LEFT = auto()
    STANDS_IN = auto()
    LEADS_UNTIL = auto()
    STILL_STEWARD = auto()
    NEXT_CHECKIN = auto()
    NARROWED = auto()
    WOULD_NARROW = auto()
    STAYS_NARROW = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """One consequence: for whom, about which activities, measures or groups, from which day on.

    `number`: of the things that it is about.
    """

    follows: Follows
    person: PersonId | None = None
    names: tuple[str, ...] = ()
    day: date | None = None
    number: int = 0


def effects(before: Coalition, after: Coalition, *, today: date) -> tuple[Effect, ...]:
    """What follows from the step from one state to the other, for a person to read."""
    return (
        *_new_leads(before, after, today),
        *_new_people(before, after),
        *_leavers(before, after, today),
        *_standing_in(before, after, today),
        *_ending(before, after, today),
        *_unasked(before, after, today),
    )


def _active(coalition: Coalition, today: date) -> tuple[Activity, ...]:
    return tuple(a for a in coalition.activities.values() if a.active(today))


def _new_leads(before: Coalition, after: Coalition, today: date) -> Iterator[Effect]:
    known = {a.id: a.lead_person for a in _active(before, today)}
    new = [a for a in _active(after, today) if known.get(a.id) != a.lead_person]
    begun = tuple(a.title for a in new if a.id not in known)
    if begun:
        yield Effect(follows=Follows.NEXT_CHECKIN, names=begun)
    for person in dict.fromkeys(a.lead_person for a in new):
        if not after.accounts_of(person) and person in before.people:
            yield Effect(follows=Follows.NOT_LINKED, person=person)
        elif after.people[person].settings.stopped:
            yield Effect(follows=Follows.STOPPED, person=person)


def _new_people(before: Coalition, after: Coalition) -> Iterator[Effect]:
    for person in after.people:
        if person not in before.people and not after.accounts_of(person):
            yield Effect(follows=Follows.NOT_LINKED, person=person)


def _leavers(before: Coalition, after: Coalition, today: date) -> Iterator[Effect]:
    for person in before.people:
        # Whoever is taken back as a whole leaves nothing behind.
        left = person in after.people and not after.hats(person, today)
        if left and before.hats(person, today):
            yield Effect(follows=Follows.LEFT, person=person)
            kept = tuple(m.name for m in after.measures.values() if m.steward == person)
            if kept:
                yield Effect(follows=Follows.STILL_STEWARD, person=person, names=kept)


def _standing_in(before: Coalition, after: Coalition, today: date) -> Iterator[Effect]:
    """The deputies of leads who have left, each once."""
    found: dict[PersonId, list[str]] = {}
    for activity in _active(after, today):
        deputy, known = activity.deputy_person, before.activities.get(activity.id)
        led = known is not None and not presence_of_lead(before, known, today).gone
        if led and deputy and presence_of_lead(after, activity, today).gone:
            found.setdefault(deputy, []).append(activity.title)
    for deputy, names in found.items():
        yield Effect(follows=Follows.STANDS_IN, person=deputy, names=tuple(names))
        if not after.accounts_of(deputy):
            yield Effect(follows=Follows.NOT_LINKED, person=deputy)


def _ending(before: Coalition, after: Coalition, today: date) -> Iterator[Effect]:
    """Whoever will not act any more from a day on, and leads something."""
    for role in after.roles:
        day = role.until
        if role in before.roles or day is None or day <= today:
            continue
        led = [a for a in after.activities.values() if a.lead_person == role.person]
        names = tuple(a.title for a in led if a.final is None and not a.archived)
        if names and not acts(after, role.person, day):
            yield Effect(follows=Follows.LEADS_UNTIL, person=role.person, names=names, day=day)


def _unasked(before: Coalition, after: Coalition, today: date) -> Iterator[Effect]:
    for id_, organisation in after.organisations.items():
        known = before.organisations.get(id_)
        if known is None or known.partnership is not Partnership.ACTIVE:
            continue
        if organisation.partnership is not Partnership.ACTIVE:
            led = tuple(a.title for a in _active(after, today) if a.lead_organisation == id_)
            if led:
                yield Effect(follows=Follows.NOT_ASKED, names=led)
