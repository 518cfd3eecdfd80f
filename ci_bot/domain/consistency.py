"""Whether a coalition's parts fit together: names stand for something, times are in order."""

from collections.abc import Iterator

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.rhythm.schedule_grammar import ScheduleError
from ci_bot.domain.rhythm.timetable import Timetable

AUDIENCES = ("coalition", "backbone", "steering")


def inconsistencies(coalition: Coalition) -> tuple[str, ...]:
    """One line for each reference to nothing and each impossible time; empty when all is well."""
    return (
        *_roster(coalition),
        *_activities(coalition),
        *_others(coalition),
        *_times(coalition),
        *_spans(coalition),
    )


def _roster(coalition: Coalition) -> Iterator[str]:
    for role in coalition.roles:
        yield from _known(f"role of {role.person}", role.organisation, coalition.organisations)
        yield from _known("role", role.person, coalition.people)
        yield from _known(f"scope of {role.person}", role.scope, coalition.working_groups)
    for account in coalition.accounts:
        yield from _known(f"account {account.id}", account.person, coalition.people)
    for group in coalition.working_groups.values():
        for person in group.co_chairs:
            yield from _known(f"co-chair of {group.id}", person, coalition.people)
        for organisation in group.organisations:
            yield from _known(f"working group {group.id}", organisation, coalition.organisations)


def _activities(coalition: Coalition) -> Iterator[str]:
    reinforced = {*coalition.activities, *coalition.goals, *coalition.measures}
    for activity in coalition.activities.values():
        place = f"activity {activity.id}"
        organisations = (activity.lead_organisation, *activity.supporting)
        for organisation in organisations:
            yield from _known(place, organisation, coalition.organisations)
        yield from _known(f"lead of {place}", activity.lead_person, coalition.people)
        yield from _known(f"deputy of {place}", activity.deputy_person, coalition.people)
        yield from _known(f"goal of {place}", activity.goal, coalition.goals)
        yield from _known(place, activity.working_group, coalition.working_groups)
        for name in activity.reinforces:
            yield from _known(f"{place} reinforces", name, reinforced)
        for measure in activity.measures:
            yield from _known(place, measure, coalition.measures)


def _others(coalition: Coalition) -> Iterator[str]:
    for measured in coalition.measures.values():
        yield from _known(f"steward of {measured.key}", measured.steward, coalition.people)
    for checkin in coalition.checkins.values():
        for asked in checkin.activities:
            yield from _known(f"check-in {checkin.id}", asked, coalition.activities)
    audiences = (*AUDIENCES, *coalition.working_groups)
    for channel in coalition.channels:
        yield from _known(f"channel {channel.address}", channel.audience, audiences)


def _times(coalition: Coalition) -> Iterator[str]:
    try:
        Timetable.of(coalition)
    except ScheduleError as error:
        yield str(error)


def _spans(coalition: Coalition) -> Iterator[str]:
    for activity in coalition.activities.values():
        if activity.start and activity.end and activity.end < activity.start:
            yield f"activity {activity.id}: its end is before its start"
        if activity.lead_organisation in activity.supporting:
            yield f"activity {activity.id}: `{activity.lead_organisation}` leads and supports it"
    for role in coalition.roles:
        if role.since and role.until and role.until <= role.since:
            yield f"role of {role.person}: its end is not after its begin"


def _known(place: str, name: object, known: object) -> Iterator[str]:
    if name is not None and name not in known:  # type: ignore[operator]
        yield f"{place}: `{name}` isn't in the coalition (any more)"
