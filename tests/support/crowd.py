"""A coalition of as many leads as a test wants, each with as many activities."""

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, CoalitionId, OrganisationId, PersonId
from ci_bot.domain.organisation import Organisation
from ci_bot.domain.person import Person
from ci_bot.domain.roles import Role, RoleName

CROWD = CoalitionId("crowd")
CLUB = OrganisationId("club")
HOST = PersonId("host")


def crowd(leads: int, activities: int) -> Coalition:
    """The host is the backbone; lead N leads the activities `aN-1`, `aN-2` and so on."""
    people = [PersonId(f"lead-{n}") for n in range(leads)]
    return Coalition(
        id=CROWD,
        name="Crowd",
        organisations={CLUB: Organisation(id=CLUB, name="Club")},
        people={who: Person(id=who, name=who.title(), introduced=True) for who in (HOST, *people)},
        roles=(
            Role(person=HOST, organisation=CLUB, role=RoleName.BACKBONE),
            *(Role(person=p, organisation=CLUB, role=RoleName.REPRESENTATIVE) for p in people),
        ),
        activities={
            ActivityId(f"a{n}-{k}"): Activity(
                id=ActivityId(f"a{n}-{k}"),
                title=f"Activity {n}-{k}",
                lead_organisation=CLUB,
                lead_person=lead,
            )
            for n, lead in enumerate(people)
            for k in range(1, activities + 1)
        },
    )
