"""One person on two platforms: asked on a card on the one, answering as text on the other."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import AccountId, PersonId, RoomId
from ci_bot.domain.person import Account
from ci_bot.domain.update import Update
from tests.support.card_house import SLUG, labels
from tests.support.two_platforms import TwoPlatforms, spread_out

MAREK = PersonId("marek-o")


@pytest.fixture
async def house() -> TwoPlatforms:
    """Marek is asked on Slack, where there are buttons, and is on Matrix as well."""
    house = TwoPlatforms(taps=True)
    coalition = spread_out()
    other = Account(id=AccountId("matrix:marek-o"), person=MAREK)
    await house.apply(replace(coalition, accounts=(*coalition.accounts, other)))
    await house.write("ines-b", "checkin open")
    house.accounts[MAREK] = other.id
    return house


async def test_the_other_platform_asks_in_words_and_the_card_shows_it(house: TwoPlatforms) -> None:
    (card,) = house.chats["slack"].said(await _on_slack(house))
    said = await house.says(MAREK, "2 Printer cancelled")
    assert "1 Pupils' Heritage Days: at risk." in said
    assert "Who may read what you said about 1?" in said
    assert "at risk. “Printer cancelled”" in card.text
    assert "Who may read" in card.text
    said = await house.says(MAREK, "2")
    assert "Anything you need, offer or learned?" in said
    assert "Anything you need, offer or learned?" in card.text
    marek, room = house.chats["slack"].person(MAREK), await _on_slack(house)
    await marek.press(room, card.message, "nothing")
    await house.settle()
    assert "What I understood" in card.text
    assert len(house.chats["slack"].said(room)) == 1
    (update,) = await _answers(house)
    assert update.words == "Printer cancelled"


async def test_checkin_asks_in_words_where_there_are_no_buttons(house: TwoPlatforms) -> None:
    said = await house.says(MAREK, "checkin")
    assert "How does 1 stand?" in said
    assert "1 on track  2 at risk" in said
    (card,) = house.chats["slack"].said(await _on_slack(house))
    assert "on track" in labels(card)


async def _on_slack(house: TwoPlatforms) -> RoomId:
    return await house.chats["slack"].direct_room(AccountId("slack:marek-o"))


async def _answers(house: TwoPlatforms) -> list[Update]:
    async with house.store.read() as uow:
        return list(await uow.of(SLUG).updates(current_only=True))
