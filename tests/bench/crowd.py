"""An invented coalition of any size, with its people on a real homeserver."""

from dataclasses import replace

import aiohttp

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, ActivityId, CoalitionId, OrganisationId, PersonId, RoomId
from ci_bot.domain.organisation import Organisation
from ci_bot.domain.person import Account
from ci_bot.domain.person import Person as Member
from ci_bot.domain.roles import Role, RoleName
from tests.support.person import Person
from tests.support.synapse import Synapse

BACKBONE = PersonId("backbone")


def crowd(size: int) -> Coalition:
    """`size` people: one backbone, and each of the others leads one activity."""
    leads = [PersonId(f"p{n}") for n in range(1, size)]
    office = OrganisationId("office")
    roles = [Role(person=p, organisation=office, role=RoleName.REPRESENTATIVE) for p in leads]
    return Coalition(
        id=CoalitionId("crowd"),
        name="Crowd",
        organisations={office: Organisation(id=office, name="Office")},
        people={p: Member(id=p, name=f"Person {p}", timezone="UTC") for p in (BACKBONE, *leads)},
        roles=(Role(person=BACKBONE, organisation=office, role=RoleName.BACKBONE), *roles),
        activities={
            ActivityId(f"a-{p}"): Activity(
                id=ActivityId(f"a-{p}"),
                title=f"Activity of {p}",
                lead_organisation=office,
                lead_person=p,
            )
            for p in leads
        },
    )


async def registered(
    coalition: Coalition, synapse: Synapse, http: aiohttp.ClientSession, hall: str
) -> tuple[Coalition, dict[PersonId, Person]]:
    """The coalition with an account for everybody and one channel."""
    people = {p: await synapse.register(http, p) for p in coalition.people}
    accounts = tuple(
        Account(id=AccountId(f"matrix:{chat.user_id}"), person=p) for p, chat in people.items()
    )
    channel = Channel(address=RoomId(f"matrix:{hall}"))
    return replace(coalition, accounts=accounts, channels=(channel,)), people
