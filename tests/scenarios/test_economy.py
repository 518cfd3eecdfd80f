"""How little a check-in takes: words to read, replies to write, messages to get."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.status import Status
from tests.support.card_house import CardHouse, led_by_marek
from tests.support.chat_house import ChatHouse

MAREK, PETR = PersonId("marek-o"), PersonId("petr-v")
TOOLKIT = ActivityId("licence-toolkit")
FIRST = datetime(2026, 11, 26, 8, 45, tzinfo=UTC)
ROUND = timedelta(weeks=2)
FIRST_WORDS = (
    "1 Six schools signed up, two more are thinking about it",
    "1 First evening on 5 June with 23 teachers, second one in autumn",
    "-",
)


def two_and_one(language: str | None = None) -> Coalition:
    """Marek leads two activities, Petr leads one; both have no deputy."""
    coalition = led_by_marek()
    marek = replace(coalition.people[MAREK], language=language)
    theirs = {
        id_: replace(activity, deputy_person=None) for id_, activity in coalition.activities.items()
    }
    theirs[TOOLKIT] = replace(
        theirs[TOOLKIT], lead_person=PETR, lead_organisation=OrganisationId("velmark-libraries")
    )
    return replace(
        coalition,
        people={**coalition.people, MAREK: marek},
        activities=theirs,
        anchor=FIRST.date() - timedelta(days=3),
    )


async def begun(language: str | None = None, *, house: ChatHouse | None = None) -> ChatHouse:
    """A house in which Marek was asked for the second time, and answered the first."""
    house = house or ChatHouse()
    await house.apply(two_and_one(language))
    await live_until(house, FIRST)
    for line in FIRST_WORDS:
        await house.write(MAREK, line)
    await live_until(house, FIRST + ROUND - timedelta(minutes=30))
    await house.heard_by(MAREK)
    await house.heard_by(PETR)
    await live_until(house, FIRST + ROUND)
    return house


async def live_until(house: ChatHouse, moment: datetime) -> None:
    while house.clock.now() < moment:
        house.clock.turn_to(min(house.clock.now() + timedelta(hours=1), moment))
        await house.settle()


async def answered_with(house: ChatHouse, lines: Sequence[str]) -> list[str]:
    return [await house.says(MAREK, line) for line in lines]


@pytest.mark.parametrize("language", [None, "de"])
async def test_a_prompt_for_two_activities_is_read_in_ninety_words(language: str | None) -> None:
    house = await begun(language)
    prompt = await house.heard_by(MAREK)
    assert "Six schools signed up" in prompt
    assert "First evening on 5 June" in prompt
    assert len(prompt.split()) <= 90, prompt


@pytest.mark.parametrize("language", [None, "de"])
async def test_a_card_for_two_activities_is_read_in_ninety_words(language: str | None) -> None:
    house = CardHouse(taps=True)
    await begun(language, house=house)
    card = await house.card(MAREK)
    # The labels of its buttons are read, too.
    assert all(label in card.text for label in await house.labels(MAREK))
    assert "Six schools signed up" in card.text
    assert len(card.text.split()) <= 90, card.text


async def test_a_round_without_change_takes_one_reply() -> None:
    house = await begun()
    (reply,) = await answered_with(house, ["same"])
    assert reply.count("no change") == 2
    assert "Thank you." in reply
    assert "Anything you need, offer or learned?" in reply
    assert len(reply.split()) <= 90, reply
    assert "Told us: Marek O." in await house.says("ines-b", "checkin status")
    await live_until(house, FIRST + ROUND + timedelta(days=7))
    assert await house.heard_by(MAREK) == ""


async def test_at_risk_with_an_ask_takes_four_replies() -> None:
    house = await begun()
    lines = ["2 Printer cancelled, we need another", "1", "0", "n 1 A5 leaflets, 800 copies"]
    said = await answered_with(house, lines)
    assert len(said) <= 4
    assert "What I understood" in said[-1]
    assert "AT RISK" in said[-1].upper()
    assert "A5 leaflets" in said[-1]
    async with house.store.read() as uow:
        updates = await uow.of((await house.coalition()).id).updates(person=MAREK)
    assert {u.status for u in updates if u.recorded >= FIRST + ROUND} == {
        Status.AT_RISK,
        Status.ON_TRACK,
    }


async def test_who_answers_gets_one_message_unasked_and_each_reply_one_receipt() -> None:
    house = await begun()
    room = await house.direct(MAREK)
    lines = ["2 Printer cancelled, we need another", "1", "0", "-"]
    before = len(house.chat.said(room))
    await answered_with(house, lines)
    await live_until(house, FIRST + 2 * ROUND - timedelta(minutes=30))
    # What the bot says without being spoken to: the prompt, which came before, and nothing else.
    assert len(house.chat.said(room)) - before == len(lines)


async def test_the_silent_get_two_messages_and_no_more() -> None:
    house = await begun()
    room = await house.direct(PETR)
    prompt = await house.heard(room)
    assert "Open licences toolkit" in prompt
    before = len(house.chat.said(room))
    await live_until(house, FIRST + 2 * ROUND - timedelta(minutes=30))
    assert len(house.chat.said(room)) - before == 1
    reminder = await house.heard(room)
    assert "can still go into the digest" in reminder
    assert "Stop asking: stop." in reminder
    assert len(reminder.split()) <= 90, reminder
