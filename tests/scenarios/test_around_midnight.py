"""Around midnight a role is on or off everywhere at once: by the day where the coalition is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.roles import Role, RoleName
from ci_bot.testing.clock import TurnableClock
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

LATE = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
"""The 17th in Tokyo, and where everybody of Open Lakeland lives; the 16th in Los Angeles."""
THE_17TH = date(2026, 11, 17)
BACKBONE = Role(
    person=PersonId("lotte-f"),
    organisation=OrganisationId("commons-bridge"),
    role=RoleName.BACKBONE,
)


async def house_with(role: Role, *, zone: str) -> ChatHouse:
    house = ChatHouse(clock=TurnableClock(LATE))
    known = lakeland()
    await house.apply(replace(known, timezone=zone, roles=(role, *known.roles)))
    return house


@pytest.mark.parametrize(
    ("zone", "role", "worn"),
    [
        ("Asia/Tokyo", replace(BACKBONE, since=THE_17TH), True),
        ("Asia/Tokyo", replace(BACKBONE, until=THE_17TH), False),
        ("America/Los_Angeles", replace(BACKBONE, since=THE_17TH), False),
        ("America/Los_Angeles", replace(BACKBONE, until=THE_17TH), True),
    ],
)
async def test_a_role_is_worn_in_every_command_and_in_the_prompt_or_in_none(
    zone: str, role: Role, worn: bool
) -> None:
    house = await house_with(role, zone=zone)
    own = await house.says("lotte-f", "whoami")
    noted = await house.says("lotte-f", "note Teacher evenings for Sanna H. at risk She is ill")
    asked = await house.says("lotte-f", "checkin status")
    people = await house.says("ines-b", "who Lotte")
    await house.write("ines-b", "checkin open")
    prompt = await house.heard_by("petr-v")
    assert "on behalf of" in prompt
    found = {
        "whoami": "Commons Bridge" in own,
        "note": "is for the backbone" not in noted,
        "checkin status": "is for the backbone" not in asked,
        "who": "Commons Bridge" in people,
        "the prompt": "Lotte F." in prompt,
    }
    assert found == dict.fromkeys(found, worn)


@pytest.mark.parametrize(("zone", "known"), [("Asia/Tokyo", True), ("America/Los_Angeles", False)])
async def test_whose_only_role_begins_today_is_known_and_asked_once_it_is_today_there(
    zone: str, known: bool
) -> None:
    house = ChatHouse(clock=TurnableClock(LATE))
    roles = tuple(
        replace(role, since=THE_17TH) if role.person == "petr-v" else role
        for role in lakeland().roles
    )
    await house.apply(replace(lakeland(), timezone=zone, roles=roles))
    people = await house.says("ines-b", "who Petr")
    own = await house.says("petr-v", "mine")
    await house.write("ines-b", "checkin open")
    prompt = await house.heard_by("petr-v")
    found = ("Petr V." in people, "Open licences toolkit" in own, "Open licences toolkit" in prompt)
    assert found == (known, known, known)
