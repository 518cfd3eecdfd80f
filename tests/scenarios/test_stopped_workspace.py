"""A workspace that throws the bot out: the backbone is told once, elsewhere; the rest goes on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, CoalitionId, RoomId
from ci_bot.domain.person import Account
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

T1 = "fake:T1/"
BACKBONE = RoomId("fake:!backbone")


@pytest.fixture
def house() -> ChatHouse:
    return ChatHouse()


async def test_the_backbone_hears_it_once_on_another_way(house: ChatHouse) -> None:
    await _two_workspaces(house)
    await house.inlet.refused(T1, "token_revoked")
    house.begin()
    house.clock.advance(timedelta(minutes=1))
    await house.inlet.refused(T1, "token_revoked")
    await house.settle()
    said = await house.heard(BACKBONE)
    assert said.count("fake T1 refuses me (token_revoked).") == 1
    assert house.chat.said(RoomId("fake:T1/!backbone")) == []


async def test_a_workspace_that_let_the_bot_in_and_throws_it_out_again_is_news(
    house: ChatHouse,
) -> None:
    await _two_workspaces(house)
    await house.inlet.refused(T1, "token_revoked")
    await house.inlet.readmitted(T1)
    house.clock.advance(timedelta(minutes=1))
    await house.inlet.refused(T1, "app_uninstalled")
    await house.settle()
    assert (await house.heard(BACKBONE)).count("refuses me") == 2


async def test_coalitions_that_are_not_there_hear_nothing_of_it(house: ChatHouse) -> None:
    await _two_workspaces(house)
    elsewhere = _moved_to(lakeland(), "T2")
    await house.apply(replace(elsewhere, id=CoalitionId("neighbours")))
    house.chat.room("T2/backbone")
    await house.inlet.refused(T1, "token_revoked")
    await house.settle()
    assert house.chat.said(RoomId("fake:T2/!backbone")) == []
    assert house.chat.said(BACKBONE) != []


async def test_a_refusal_met_while_sending_stops_only_that_workspace(house: ChatHouse) -> None:
    coalition = await _two_workspaces(house)
    house.chat.stop("account_inactive", line=T1)
    jonas = next(a.id for a in coalition.accounts if a.id == "fake:T1/jonas-r")
    room = RoomId("fake:T1/!direct-jonas-r")
    house.chat.server.open_room("T1/direct-jonas-r", jonas)
    await house.chat.person("T1/jonas-r").write(room, "help")
    await house.settle()
    assert await house.says("sanna-h", "whoami") != ""
    assert "fake T1 refuses me (account_inactive)." in await house.heard(BACKBONE)
    assert house.app.health.reasons == ("fake: T1/: account_inactive",)
    house.chat.resume()
    await house.inlet.readmitted(T1)
    house.clock.advance(timedelta(minutes=6))
    await house.settle()
    await house.settle()
    assert len(house.chat.said(room)) == 1
    assert not house.app.health.reasons


async def _two_workspaces(house: ChatHouse) -> Coalition:
    """Jonas and one of the backbone's two channels are in the workspace T1, the rest is not."""
    coalition = lakeland()
    own = tuple(
        replace(a, id=AccountId("fake:T1/jonas-r")) if a.person == "jonas-r" else a
        for a in coalition.accounts
    )
    more = Channel(address=RoomId("fake:T1/!backbone"), audience="backbone")
    for name in ("all", "backbone", "T1/backbone"):
        house.chat.room(name)
    return await house.apply(replace(coalition, accounts=own, channels=(*coalition.channels, more)))


def _moved_to(coalition: Coalition, workspace: str) -> Coalition:
    accounts = tuple(
        Account(id=AccountId(f"fake:{workspace}/{a.person}"), person=a.person)
        for a in coalition.accounts
    )
    channel = Channel(address=RoomId(f"fake:{workspace}/!backbone"), audience="backbone")
    return replace(coalition, accounts=accounts, channels=(channel,))
