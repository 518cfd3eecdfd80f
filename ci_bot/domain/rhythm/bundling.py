"""Bundling: who is asked about which activities in a round, in one prompt each."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Checkin, Coalition
from ci_bot.domain.ids import ActivityId, CheckinId, PersonId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.own_question import OwnItem
from ci_bot.domain.presence import Presence, deputy_acts, presence_of_lead
from ci_bot.domain.prompt import Item
from ci_bot.domain.rhythm.recurrence import Recurrence, weeks_between
from ci_bot.domain.rhythm.schedule_grammar import parse_schedule

_MONTH = 4
"""A month between two prompts, in weeks: rounds come by the week."""


class Absence(StrEnum):
    """Why a person isn't asked in a round; for an `UNAVAILABLE` lead the deputy is."""

    UNAVAILABLE = "unavailable"
    NOT_THIS_TIME = "not_this_time"


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """What was asked and told before a round.

    `asked`: the date of the last round that asked about an activity. `told`: the date of its last
    update; of one that answers a prompt, the date of that prompt's round. `prompted`: the local
    date of a person's last prompt on the rhythm. `own`: the date of the last round that asked a
    person an own question of a check-in.
    """

    asked: Mapping[ActivityId, date] = field(default_factory=dict)
    told: Mapping[ActivityId, date] = field(default_factory=dict)
    on_hold: Collection[ActivityId] = ()
    prompted: Mapping[PersonId, date] = field(default_factory=dict)
    own: Mapping[tuple[PersonId, CheckinId, str], date] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bundle:
    """All that one person is asked about, and when."""

    person: PersonId
    due: datetime
    items: tuple[Item, ...]
    own: tuple[OwnItem, ...] = ()


When = Callable[[PersonId], datetime | Absence]
"""When a person would be asked, or why not."""


def asked_about(coalition: Coalition, checkin: Checkin, day: date) -> tuple[Activity, ...]:
    """The activities a round of that date can ask about: active ones of active partners.

    A check-in that names none asks about all that no other check-in names.
    """
    named = {a for other in coalition.checkins.values() for a in other.activities}
    return tuple(
        activity
        for activity in coalition.activities.values()
        if activity.active(day)
        and (activity.id in checkin.activities if checkin.activities else activity.id not in named)
        and coalition.organisations[activity.lead_organisation].partnership is Partnership.ACTIVE
    )


def is_due(activity: Activity, *, day: date, rule: Recurrence, past: Past) -> bool:
    """Whether an activity's own rhythm, or the check-in's, is due since its last word.

    Weeks are counted, not days, so that a round moved within its week changes nothing.
    """
    own = parse_schedule(activity.rhythm, usual=rule) if activity.rhythm else rule
    weeks = max(own.weeks, _MONTH) if activity.id in past.on_hold else own.weeks
    heard = [past.asked.get(activity.id), past.told.get(activity.id)]
    last = max((moment for moment in heard if moment), default=None)
    return last is None or weeks_between(last, day) >= weeks


def bundles(
    coalition: Coalition,
    *,
    due: Sequence[Activity],
    also: Sequence[Activity],
    when: When,
    day: date,
    joined: Sequence[Activity] = (),
) -> tuple[Bundle, ...]:
    """One bundle for each person who is asked; nobody is for what isn't due.

    The lead is asked; the deputy instead of a lead who is unavailable, or has no role on that day.
    What isn't due is added for its lead, who may tell something all the same. `joined`: due later
    in the week, and asked now of those who are asked anyway.
    """
    items: dict[PersonId, list[Item]] = {}
    times: dict[PersonId, datetime] = {}
    for activity in due:
        person, moment = _who(coalition, activity, when, day)
        if isinstance(moment, datetime):
            item = item_of(activity, person)
            items.setdefault(person, []).append(item)
            times[person] = moment
    for activity in joined:
        person, moment = _who(coalition, activity, when, day)
        if person in items and isinstance(moment, datetime):
            items[person].append(item_of(activity, person))
    for activity in also:
        leads = presence_of_lead(coalition, activity, day) is Presence.HERE
        if leads and activity.lead_person in items:
            items[activity.lead_person].append(item_of(activity, activity.lead_person, due=False))
    return tuple(
        Bundle(person=person, due=times[person], items=numbered(items[person]))
        for person in coalition.people
        if person in items
    )


def item_of(activity: Activity, person: PersonId, *, due: bool = True) -> Item:
    """An item about the activity for that person, still without its number."""
    return Item(
        number=0,
        activity=activity.id,
        organisation=activity.lead_organisation,
        due=due,
        stands_in=person != activity.lead_person,
    )


def numbered(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items numbered from 1: what is due first, what the person leads before the rest."""
    ordered = sorted(items, key=lambda item: (not item.due, item.stands_in))
    return tuple(replace(item, number=n) for n, item in enumerate(ordered, start=1))


def merged(newer: Iterable[Item], older: Iterable[Item]) -> tuple[Item, ...]:
    """The items of a prompt together with the due ones of an older one, each activity once."""
    first = [*(i for i in newer if i.due), *(i for i in older if i.due and not i.settled)]
    found: dict[ActivityId, Item] = {}
    for item in (*first, *newer):
        found.setdefault(item.activity, item)
    return numbered(found.values())


def still_asked(coalition: Coalition, item: Item, person: PersonId, today: date) -> bool:
    """Whether the person still answers for an item's activity, and it still goes on."""
    activity = coalition.activities.get(item.activity)
    if activity is None or not activity.active(today):
        return False
    if item.stands_in:
        return person == activity.deputy_person
    lead = presence_of_lead(coalition, activity, today)
    return person == activity.lead_person and not lead.gone


def _who(
    coalition: Coalition, activity: Activity, when: When, day: date
) -> tuple[PersonId, datetime | Absence]:
    here = presence_of_lead(coalition, activity, day) is Presence.HERE
    moment = when(activity.lead_person) if here else Absence.UNAVAILABLE
    deputy = activity.deputy_person
    if moment is Absence.UNAVAILABLE and deputy and deputy_acts(coalition, activity, day):
        return deputy, when(deputy)
    return activity.lead_person, moment
