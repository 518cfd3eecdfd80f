"""What a host has to write down before `setup` can lead on."""

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, CoalitionId, OrganisationId, PersonId
from ci_bot.domain.organisation import Organisation
from ci_bot.domain.person import Account, Person
from ci_bot.domain.roles import Role, RoleName

OFFICE, INES = OrganisationId("office"), PersonId("ines")


def empty() -> Coalition:
    """A coalition of one organisation, and one person of the backbone."""
    return Coalition(
        id=CoalitionId("swim"),
        name="All Swim",
        organisations={OFFICE: Organisation(id=OFFICE, name="The Office")},
        people={INES: Person(id=INES, name="Ines")},
        roles=(Role(person=INES, organisation=OFFICE, role=RoleName.BACKBONE),),
        accounts=(Account(id=AccountId("fake:ines"), person=INES),),
    )
