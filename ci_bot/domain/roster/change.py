"""Changes of the roster, pure: what the coalition becomes, or why it can't be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import AUDIENCES
from ci_bot.domain.ids import ActivityId, GroupId, OrganisationId, PersonId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.presence import acts
from ci_bot.domain.roles import SPEAKING, Role, RoleName
from ci_bot.domain.roster.check import checked
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.domain.roster.fields import ACTIVITY, GROUP, ORG, PERSON, Noun
from ci_bot.domain.roster.hats import without_roles
from ci_bot.domain.roster.leads import still_led
from ci_bot.domain.roster.slug import slug_of
from ci_bot.domain.typed_text import folded

Facts = Mapping[str, Any]


def added(coalition: Coalition, noun: Noun, name: str, facts: Facts, *, today: date) -> Coalition:
    """The coalition with one more entry; raises RosterError."""
    section = getattr(coalition, noun.section)
    given = dict(facts)
    id_ = given.pop("id", None)
    same = [e for e in section if folded(getattr(section[e], noun.called)) == folded(name)]
    if same and id_ is None:
        raise RosterError(Wrong.SAME_NAME, text=name, names=tuple(same))
    if id_ in section or (noun is GROUP and id_ in AUDIENCES):
        raise RosterError(Wrong.TAKEN, field="id", text=id_)
    id_ = id_ or slug_of(name, otherwise=noun.word, taken=_taken(coalition, noun))
    if noun is PERSON:
        return _with_person(coalition, PersonId(id_), name, given, today)
    if noun is ACTIVITY:
        given = _led(coalition, given, today)
    entry = noun.make(id=id_, **{noun.called: name}, **given)
    return checked(coalition, _with(coalition, noun, id_, entry), today=today)


def edited(coalition: Coalition, noun: Noun, id_: str, facts: Facts, *, today: date) -> Coalition:
    """The coalition with an entry changed; raises RosterError."""
    entry = getattr(coalition, noun.section)[id_]
    given = dict(facts)
    if noun is ACTIVITY:
        given = _led_anew(coalition, entry, given, today)
    if noun is GROUP and given.get("archived") and not entry.archived:
        _refuse_group_in_use(coalition, GroupId(id_), entry.name, today)
    return checked(coalition, _with(coalition, noun, id_, replace(entry, **given)), today=today)


def archived(coalition: Coalition, noun: Noun, id_: str, *, today: date) -> Coalition:
    """The coalition in which an entry has left or is over, kept with its past; raises RosterError.

    For whoever leaves, the deputies stand in.
    """
    entry = getattr(coalition, noun.section)[id_]
    name = getattr(entry, noun.called)
    if getattr(entry, "archived", False) or getattr(entry, "partnership", "") == Partnership.LEFT:
        raise RosterError(Wrong.ARCHIVED, text=name)
    if noun is ORG:
        return _without_organisation(coalition, OrganisationId(id_), today)
    if noun is PERSON:
        if not any(role.until is None or role.until > today for role in _roles(coalition, id_)):
            raise RosterError(Wrong.ARCHIVED, text=name)
        roles = without_roles(coalition, lambda role: role.person == id_, on=today)
        after = still_led(coalition, replace(coalition, roles=roles), today=today)
        return checked(coalition, after, today=today)
    if noun is GROUP:
        _refuse_group_in_use(coalition, GroupId(id_), name, today)
    after = _with(coalition, noun, id_, replace(entry, archived=True))
    return checked(coalition, after, today=today)


def _with(coalition: Coalition, noun: Noun, id_: str, entry: object) -> Coalition:
    changed: dict[str, Any] = {noun.section: {**getattr(coalition, noun.section), id_: entry}}
    return replace(coalition, **changed)


def _taken(coalition: Coalition, noun: Noun) -> frozenset[str]:
    """What an id must not be: `reinforces` and channels name several kinds of things by it."""
    if noun is ACTIVITY:
        return frozenset((*coalition.activities, *coalition.goals, *coalition.measures))
    own = getattr(coalition, noun.section)
    return frozenset((*own, *AUDIENCES) if noun is GROUP else own)


def _with_person(
    coalition: Coalition, id_: PersonId, name: str, given: dict[str, Any], today: date
) -> Coalition:
    if "organisation" not in given:
        raise RosterError(Wrong.MUST_BE, field="org")
    role = Role(
        person=id_,
        organisation=_present(coalition, given.pop("organisation")),
        role=given.pop("role", RoleName.REPRESENTATIVE),
        since=today,
    )
    person = PERSON.make(id=id_, name=name, **given)
    after = _with(coalition, PERSON, id_, person)
    return checked(coalition, replace(after, roles=(*after.roles, role)), today=today)


def _present(coalition: Coalition, organisation: OrganisationId) -> OrganisationId:
    known = coalition.organisations[organisation]
    if known.partnership is Partnership.LEFT:
        raise RosterError(Wrong.ARCHIVED, text=known.name)
    return organisation


def _led(coalition: Coalition, given: dict[str, Any], today: date) -> dict[str, Any]:
    """A new activity's facts, with its lead's organisation where none is given."""
    if "lead_person" not in given:
        raise RosterError(Wrong.MUST_BE, field="lead")
    if "lead_organisation" not in given:
        given["lead_organisation"] = _own_organisation(coalition, given["lead_person"], today)
    return _fitting(coalition, None, given, today)


def _led_anew(
    coalition: Coalition, entry: Activity, given: dict[str, Any], today: date
) -> dict[str, Any]:
    """Another lead brings another organisation along, where they don't act for the present one."""
    lead = given.get("lead_person", entry.lead_person)
    if lead != entry.lead_person:
        if "lead_organisation" not in given and not acts(
            coalition, lead, today, organisation=entry.lead_organisation
        ):
            given["lead_organisation"] = _own_organisation(coalition, lead, today)
        if lead == entry.deputy_person and "deputy_person" not in given:
            given["deputy_person"] = None
    return _fitting(coalition, entry, given, today)


def _own_organisation(coalition: Coalition, person: PersonId, today: date) -> OrganisationId:
    hats = [h for h in coalition.hats(person, today) if h.role in SPEAKING]
    if not hats:
        raise RosterError(Wrong.NOT_IN, text=coalition.people[person].name)
    return hats[0].organisation


def _fitting(
    coalition: Coalition, entry: Activity | None, given: dict[str, Any], today: date
) -> dict[str, Any]:
    known = {} if entry is None else {f: getattr(entry, f) for f in entry.__dataclass_fields__}
    after = {**known, **given}
    again = known.get("archived", False) and not after["archived"]
    for attribute in ("lead_person", "deputy_person"):
        person = after.get(attribute) if again else given.get(attribute)
        if person is not None and not acts(coalition, person, today):
            raise RosterError(Wrong.NOT_IN, text=coalition.people[person].name)
    group = given.get("working_group")
    if group is not None and coalition.working_groups[group].archived:
        raise RosterError(Wrong.ARCHIVED, text=coalition.working_groups[group].name)
    organisation = _present(coalition, after["lead_organisation"])
    supporting = after.get("supporting", ())
    if organisation in supporting and "supporting" in given:
        raise RosterError(Wrong.SUPPORTS_ITSELF, text=coalition.organisations[organisation].name)
    if organisation in supporting:
        given["supporting"] = tuple(o for o in supporting if o != organisation)
    if entry is not None and entry.id in given.get("reinforces", ()):
        raise RosterError(Wrong.REINFORCES_ITSELF, text=entry.title)
    if after["lead_person"] == after.get("deputy_person"):
        raise RosterError(Wrong.OWN_DEPUTY, text=coalition.people[after["lead_person"]].name)
    start, end = after.get("start"), after.get("end")
    if start and end and end < start:
        raise RosterError(Wrong.ENDS_FIRST, field="end")
    return given


def _roles(coalition: Coalition, person: str) -> tuple[Role, ...]:
    return tuple(role for role in coalition.roles if role.person == person)


def _without_organisation(coalition: Coalition, id_: OrganisationId, today: date) -> Coalition:
    leads = tuple(
        a.id
        for a in coalition.activities.values()
        if a.lead_organisation == id_ and a.final is None and not a.archived
    )
    name = coalition.organisations[id_].name
    if leads:
        raise RosterError(Wrong.LEADS, text=name, names=leads)
    organisation = replace(coalition.organisations[id_], partnership=Partnership.LEFT)
    activities: dict[ActivityId, Activity] = {
        activity.id: replace(activity, supporting=tuple(o for o in activity.supporting if o != id_))
        if activity.final is None and not activity.archived
        else activity
        for activity in coalition.activities.values()
    }
    groups = {
        group.id: replace(group, organisations=tuple(o for o in group.organisations if o != id_))
        for group in coalition.working_groups.values()
    }
    after = replace(
        _with(coalition, ORG, id_, organisation),
        activities=activities,
        working_groups=groups,
        roles=without_roles(coalition, lambda role: role.organisation == id_, on=today),
    )
    return checked(coalition, still_led(coalition, after, today=today), today=today)


def _refuse_group_in_use(coalition: Coalition, id_: GroupId, name: str, today: date) -> None:
    activities = [
        a.id
        for a in coalition.activities.values()
        if a.working_group == id_ and a.final is None and not a.archived
    ]
    channels = [str(c.address) for c in coalition.channels if c.audience == id_]
    scopes = [r.person for r in coalition.roles if r.scope == id_ and r.held(today)]
    if activities or channels or scopes:
        raise RosterError(Wrong.GROUP_IN_USE, text=name, names=(*activities, *channels, *scopes))
