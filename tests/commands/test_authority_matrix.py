"""Each command for each actor: allowed as the table says, else refused, and nothing changed."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ci_bot.commands.registry import REGISTRY
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, OrganisationId, PersonId
from ci_bot.domain.person import Account, Person
from ci_bot.domain.roles import Role, RoleName
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

TABLE = tomllib.loads(Path(__file__).with_name("authority.toml").read_text())
ACTORS = {
    "representative": RoleName.REPRESENTATIVE,
    "deputy": RoleName.DEPUTY,
    "backbone": RoleName.BACKBONE,
    "steering": RoleName.STEERING_COMMITTEE,
    "observer": RoleName.OBSERVER,
}
SILENT = ("left", "outsider", "elsewhere")
"""Somebody whose role ended, a stranger, and staff of another coalition of the same instance."""


def populated() -> Coalition:
    """Open Lakeland with one person for each actor."""
    coalition = lakeland()
    names = [*ACTORS, "left"]
    people = {PersonId(n): Person(id=PersonId(n), name=f"The {n}") for n in names}
    office = OrganisationId("commons-bridge")
    roles = [Role(person=PersonId(n), organisation=office, role=r) for n, r in ACTORS.items()]
    ended = Role(
        person=PersonId("left"),
        organisation=office,
        role=RoleName.BACKBONE,
        until=date(2026, 11, 1),
    )
    accounts = [Account(id=AccountId(f"fake:{n}"), person=PersonId(n)) for n in names]
    return replace(
        coalition,
        people={**coalition.people, **people},
        roles=(*coalition.roles, *roles, ended),
        accounts=(*coalition.accounts, *accounts),
    )


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    await house.apply(populated())
    return house


def test_every_command_is_in_the_table_and_nothing_else() -> None:
    assert set(TABLE) == set(REGISTRY.names())


def test_most_cells_are_denials() -> None:
    cells = len(TABLE) * (len(ACTORS) + len(SILENT))
    assert sum(len(allowed) for allowed in TABLE.values()) < cells / 2


@pytest.mark.parametrize("actor", ACTORS)
async def test_each_command_is_for_exactly_these_actors(house: ChatHouse, actor: str) -> None:
    for name, allowed in TABLE.items():
        before = await house.coalition()
        said = await house.says(actor, f"!ci {name}")
        refused = " is for " in said
        assert refused is (actor not in allowed), f"{actor}: {name}: {said}"
        if refused:
            assert await house.coalition() == before
        # What may be done was done in a house of its own.
        house = ChatHouse()
        await house.apply(populated())


@pytest.mark.parametrize("actor", SILENT)
async def test_who_is_not_of_the_roster_gets_silence(house: ChatHouse, actor: str) -> None:
    if actor == "elsewhere":
        other = replace(lakeland(), id="other", accounts=(), channels=())  # type: ignore[arg-type]
        account = Account(id=AccountId("fake:elsewhere"), person=PersonId("ines-b"))
        await house.apply(replace(other, accounts=(account,)))
        hall = house.channel("all", "elsewhere", "marek-o")
        for name in TABLE:
            assert await house.says(actor, f"!ci {name}", room=hall) == "", name
        return
    for name in TABLE:
        assert await house.says(actor, f"!ci {name}") == "", name
