"""A coalition of a few people, for tests of time: weekly Thursdays in Berlin unless said."""

from dataclasses import replace
from datetime import date

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition, Rhythm
from ci_bot.domain.ids import AccountId, ActivityId, CoalitionId, OrganisationId, PersonId
from ci_bot.domain.organisation import Organisation
from ci_bot.domain.person import Account, Person, PersonalSettings
from ci_bot.domain.roles import Role, RoleName

LAKELAND = CoalitionId("lakeland")
MUSEUM = OrganisationId("museum")
BRIDGE = OrganisationId("bridge")
MARA, OTTO, IDA = PersonId("mara"), PersonId("otto"), PersonId("ida")
PUPILS, TOOLKIT = ActivityId("pupils"), ActivityId("toolkit")
BERLIN = "Europe/Berlin"


def account(person: PersonId) -> AccountId:
    return AccountId(f"matrix:@{person}:example.org")


def activity(
    id_: ActivityId, lead: PersonId = MARA, deputy: PersonId | None = OTTO, **more: object
) -> Activity:
    plain = Activity(
        id=id_,
        title=id_.title(),
        lead_organisation=MUSEUM,
        lead_person=lead,
        deputy_person=deputy,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def small_coalition(**more: object) -> Coalition:
    """Mara leads both activities, Otto is her deputy, Ida is the backbone."""
    people = [Person(id=who, name=who.title(), introduced=True) for who in (MARA, OTTO, IDA)]
    plain = Coalition(
        id=LAKELAND,
        name="Open Lakeland",
        timezone=BERLIN,
        rhythm=Rhythm(checkin="weekly thu 09:30"),
        anchor=date(2024, 1, 1),
        organisations={
            org: Organisation(id=org, name=org.title(), timezone=BERLIN, country="DE")
            for org in (MUSEUM, BRIDGE)
        },
        people={person.id: person for person in people},
        roles=(
            Role(person=MARA, organisation=MUSEUM, role=RoleName.REPRESENTATIVE),
            Role(person=OTTO, organisation=MUSEUM, role=RoleName.DEPUTY),
            Role(person=IDA, organisation=BRIDGE, role=RoleName.BACKBONE),
        ),
        accounts=tuple(Account(id=account(p.id), person=p.id) for p in people),
        activities={id_: activity(id_) for id_ in (PUPILS, TOOLKIT)},
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def with_person(coalition: Coalition, person: PersonId, **more: object) -> Coalition:
    """The coalition with another version of one person; settings may be given by name."""
    who = coalition.people[person]
    names = {name for name in PersonalSettings.__dataclass_fields__ if name in more} - {
        "timezone",
        "language",
    }
    settings = replace(who.settings, **{name: more.pop(name) for name in names})  # type: ignore[arg-type]
    changed = replace(who, settings=settings, **more)  # type: ignore[arg-type]
    return replace(coalition, people={**coalition.people, person: changed})
