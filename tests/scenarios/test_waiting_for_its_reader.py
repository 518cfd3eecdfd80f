"""What waits until the platform takes it goes only to those who may still read it by then."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId, RoomId
from ci_bot.domain.roles import Role, RoleName
from ci_bot.ports.chat import NotAccepted
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

INES, MAREK, PETR = PersonId("ines-b"), PersonId("marek-o"), PersonId("petr-v")
TO_FREEZE = timedelta(days=1, hours=6, minutes=1)


async def frozen(*, channels: bool) -> ChatHouse:
    """Marek told the backbone alone of a worry; the preview could not be sent for an hour."""
    house = ChatHouse()
    known = lakeland()
    house.channel("all", MAREK)
    house.channel("backbone", INES)
    await house.apply(known if channels else replace(known, channels=known.channels[:1]))
    await house.write(MAREK, "update heritage-days at risk our debts")
    await house.write(MAREK, "3")
    house.clock.advance(TO_FREEZE - timedelta(minutes=5))
    await house.settle()
    house.chat.faults.refuse(NotAccepted(retry_after=timedelta(hours=1)))
    house.clock.advance(timedelta(minutes=5))
    await house.settle()
    return house


async def an_hour_later(house: ChatHouse) -> None:
    house.clock.advance(timedelta(hours=1, minutes=1))
    await house.settle()


def handed_to_petr(coalition: Coalition) -> Coalition:
    """Petr is the backbone, and Ines speaks for her office alone."""
    others = tuple(role for role in coalition.roles if role.person != INES)
    office, library = OrganisationId("commons-bridge"), OrganisationId("velmark-libraries")
    ines = Role(person=INES, organisation=office, role=RoleName.REPRESENTATIVE)
    petr = Role(person=PETR, organisation=library, role=RoleName.BACKBONE)
    return replace(coalition, roles=(*others, ines, petr))


async def test_a_preview_that_waited_reaches_the_backbone() -> None:
    house = await frozen(channels=False)
    assert await house.heard_by(INES) == ""
    await an_hour_later(house)
    assert "Preview of the next digest" in await house.heard_by(INES)


async def test_a_preview_does_not_reach_who_left_the_backbone() -> None:
    house = await frozen(channels=False)
    await house.apply(handed_to_petr(await house.coalition()))
    await an_hour_later(house)
    assert await house.heard_by(INES) == ""


@pytest.mark.parametrize("line", ["link here coalition", "unlink"])
async def test_a_preview_does_not_go_to_a_room_that_others_read_by_now(line: str) -> None:
    house = await frozen(channels=True)
    room = RoomId("fake:!backbone")
    await house.write(INES, line, room=room, addressed=True)
    await house.heard(room)
    await an_hour_later(house)
    assert "debts" not in await house.heard(room)


async def test_a_preview_that_waited_reaches_the_chair_who_reads_along() -> None:
    house = await frozen(channels=False)
    await house.apply(replace(await house.coalition(), roles=chaired(lakeland())))
    await an_hour_later(house)
    assert await house.heard_by(INES) != ""


def chaired(coalition: Coalition) -> tuple[Role, ...]:
    """Ines is the steering chair, and nobody keeps the coalition."""
    office = OrganisationId("commons-bridge")
    chair = Role(person=INES, organisation=office, role=RoleName.STEERING_COMMITTEE, title="chair")
    return (*(role for role in coalition.roles if role.person != INES), chair)
