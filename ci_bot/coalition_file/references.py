"""Whether the names in a coalition file resolve, and stand for one thing each."""

from collections import Counter
from collections.abc import Iterable, Iterator

from ci_bot.coalition_file.document import Place
from ci_bot.coalition_file.shape import CoalitionShape
from ci_bot.domain.consistency import AUDIENCES
from ci_bot.domain.nearest import nearest

Problem = tuple[Place, str]


def unresolved(shape: CoalitionShape) -> list[Problem]:
    """The double ids and the references to nothing.

    A section that is left out isn't managed by the file, so references into it can't be judged
    here; applying judges them against what is stored.
    """
    return [*_doubles(shape), *_references(shape), *_channels(shape), *_times(shape)]


def _doubles(shape: CoalitionShape) -> Iterator[Problem]:
    sections = ("organisations", "people", "working_groups", "goals", "activities", "checkins")
    for section in sections:
        yield from _double(section, [e.id for e in getattr(shape, section) or ()])
    yield from _double("measures", [m.key for m in shape.measures or ()])
    accounts = Counter(
        account
        for person in shape.people or ()
        if person.accounts
        for account in (*(person.accounts.matrix or ()), *(person.accounts.slack or ()))
    )
    for account, times in accounts.items():
        if times > 1:
            yield ("people",), f"the account {account} belongs to {times} people; keep one"


def _double(section: str, ids: list[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for n, id_ in enumerate(ids):
        if id_ in first:
            yield (section, n), f"the id `{id_}` stands here twice; ids are unique in a section"
        first.setdefault(id_, n)


def _references(shape: CoalitionShape) -> Iterator[Problem]:
    organisations = _ids(shape.organisations)
    people = _ids(shape.people)
    groups = _ids(shape.working_groups)
    goals = _ids(shape.goals)
    activities = _ids(shape.activities)
    measures = None if shape.measures is None else {m.key for m in shape.measures}
    anything = None
    if activities is not None and goals is not None:
        anything = activities | goals | (measures or set())
    for n, person in enumerate(shape.people or ()):
        for r, role in enumerate(person.roles or ()):
            at: Place = ("people", n, "roles", r)
            yield from _known((*at, "organisation"), role.organisation, organisations)
            yield from _known((*at, "scope"), role.scope, groups)
    for n, group in enumerate(shape.working_groups or ()):
        at = ("working_groups", n)
        yield from _all_known((*at, "co_chairs"), group.co_chairs, people)
        yield from _all_known((*at, "organisations"), group.organisations, organisations)
    for n, activity in enumerate(shape.activities or ()):
        at = ("activities", n)
        yield from _known((*at, "lead_organisation"), activity.lead_organisation, organisations)
        yield from _known((*at, "lead_person"), activity.lead_person, people)
        yield from _known((*at, "deputy_person"), activity.deputy_person, people)
        yield from _all_known((*at, "supporting"), activity.supporting, organisations)
        yield from _known((*at, "goal"), activity.goal, goals)
        yield from _known((*at, "working_group"), activity.working_group, groups)
        yield from _all_known((*at, "reinforces"), activity.reinforces, anything)
        yield from _all_known((*at, "measures"), activity.measures, measures)
    for n, measure in enumerate(shape.measures or ()):
        yield from _known(("measures", n, "steward"), measure.steward, people)
    for n, checkin in enumerate(shape.checkins or ()):
        yield from _all_known(("checkins", n, "activities"), checkin.activities, activities)


def _ids(section: Iterable[object] | None) -> set[str] | None:
    return None if section is None else {getattr(entry, "id") for entry in section}  # noqa: B009


def _known(place: Place, name: str | None, known: set[str] | None) -> Iterator[Problem]:
    if name is None or known is None or name in known:
        return
    meant = nearest(name, known)
    hint = f"; did you mean `{meant}`?" if meant else ""
    yield place, f"nothing here has the id `{name}`{hint}"


def _all_known(
    place: Place, names: tuple[str, ...] | None, known: set[str] | None
) -> Iterator[Problem]:
    for n, name in enumerate(names or ()):
        yield from _known((*place, n), name, known)


def _channels(shape: CoalitionShape) -> Iterator[Problem]:
    groups = _ids(shape.working_groups)
    seen: set[str] = set()
    for n, channel in enumerate(shape.channels or ()):
        address = channel.matrix or channel.slack
        if (channel.matrix is None) == (channel.slack is None) or address is None:
            yield ("channels", n), "name exactly one of `matrix` and `slack`"
            continue
        if address in seen:
            yield ("channels", n), f"the room {address} stands here twice"
        seen.add(address)
        if groups is not None:
            yield from _known(("channels", n, "for"), channel.audience, {*AUDIENCES, *groups})


def _times(shape: CoalitionShape) -> Iterator[Problem]:
    for n, activity in enumerate(shape.activities or ()):
        if activity.start and activity.end and activity.end < activity.start:
            yield ("activities", n, "end"), "is before `start`"
        if activity.lead_organisation in (activity.supporting or ()):
            yield ("activities", n, "supporting"), "the lead organisation doesn't support itself"
    for n, person in enumerate(shape.people or ()):
        for r, role in enumerate(person.roles or ()):
            if role.since and role.until and role.until <= role.since:
                yield ("people", n, "roles", r, "to"), "is not after `from`"
