"""A coalition for conversations: Mara leads, Otto deputises, Lena's library supports."""

from dataclasses import replace
from datetime import date

from ci_bot.domain.activity import Milestone
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import GroupId, OrganisationId, PersonId, RoomId
from ci_bot.domain.organisation import Organisation, WorkingGroup
from ci_bot.domain.person import Account, Person
from ci_bot.domain.prompt import Item
from ci_bot.domain.roles import Role, RoleName
from tests.support.small_coalition import (
    MUSEUM,
    PUPILS,
    TOOLKIT,
    account,
    activity,
    small_coalition,
)

LENA = PersonId("lena")
LIBRARY = OrganisationId("library")
SCHOOLS = GroupId("schools")


def talking_coalition(**more: object) -> Coalition:
    """Mara leads two activities; Lena's library supports the pupils' one, of the schools group."""
    base = small_coalition()
    coalition = replace(
        base,
        organisations={
            **base.organisations,
            LIBRARY: Organisation(id=LIBRARY, name="Velmark Library"),
        },
        people={**base.people, LENA: Person(id=LENA, name="Lena", introduced=True)},
        roles=(*base.roles, Role(person=LENA, organisation=LIBRARY, role=RoleName.REPRESENTATIVE)),
        accounts=(*base.accounts, Account(id=account(LENA), person=LENA)),
        working_groups={
            SCHOOLS: WorkingGroup(
                id=SCHOOLS, name="Schools working group", organisations=(MUSEUM, LIBRARY)
            )
        },
        activities={
            PUPILS: activity(
                PUPILS,
                title="Pupils' Heritage Days",
                supporting=(LIBRARY,),
                working_group=SCHOOLS,
                milestones=(Milestone(date=date(2025, 6, 20), text="programme printed"),),
            ),
            TOOLKIT: activity(TOOLKIT, title="Open licences toolkit", deputy=None),
        },
        channels=(
            Channel(address=RoomId("matrix:!all")),
            Channel(address=RoomId("matrix:!museum")),
            Channel(address=RoomId("matrix:!schools"), audience=SCHOOLS),
        ),
    )
    return replace(coalition, **more)  # type: ignore[arg-type]


def both() -> tuple[Item, ...]:
    """Both activities, numbered as the prompt shows them."""
    return tuple(
        Item(number=number, activity=id_, organisation=MUSEUM)
        for number, id_ in enumerate((PUPILS, TOOLKIT), start=1)
    )
