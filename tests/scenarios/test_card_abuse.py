"""Taps that must not count: somebody else's, on what is over, twice, and made up."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ci_bot.domain.ids import DeliveryKey, MessageId
from ci_bot.domain.prompt import Outcome
from ci_bot.domain.status import Status
from ci_bot.ports.chat import Pressed
from tests.support.card_house import DAYS, INES, LOTTE, MAREK, CardHouse, labels


@pytest.fixture
async def house() -> CardHouse:
    """A round is open, and everybody has their card."""
    house = CardHouse(taps=True)
    await house.opens()
    return house


async def press(house: CardHouse, event: Pressed, times: int = 1) -> None:
    """Sends taps that no client would, or one again."""
    for number in range(times):
        house.chat.tell(replace(event, event=f"{event.event}-{number}"))
    await house.settle()


async def tapped(
    house: CardHouse, *, person: str = MAREK, block: int = 1, option: int = 0
) -> Pressed:
    """A tap on Marek's card as it is now, "on track" of the first activity unless said."""
    card, room = await house.card(), await house.direct(MAREK)
    assert card.shown is not None
    envelope = house.chat.server.envelope(house.account(person), room)
    return Pressed(
        **envelope, delivery=card.shown, block=block, option=option, message=card.message
    )


async def test_a_double_tap_is_one_answer_and_one_edit(house: CardHouse) -> None:
    await press(house, await tapped(house), times=3)
    assert len(await house.updates()) == 1
    (only,) = await house.messages()
    assert len(only.content) == 2
    assert (await house.prompt()).open_item == 2


async def test_a_tap_on_an_older_state_changes_nothing_and_shows_how_it_stands(
    house: CardHouse,
) -> None:
    old = await tapped(house, option=3)
    await house.tap("on track")
    await press(house, old)
    update = await house.answer(DAYS)
    assert update is not None
    assert update.status is Status.ON_TRACK
    card = await house.card()
    assert "That was an older state of this message" in card.text
    assert "2. Teacher evenings" in card.text
    await house.tap("on track")
    assert "older state" not in (await house.card()).text


async def test_a_tap_that_came_before_its_edit_is_old(house: CardHouse) -> None:
    first, second = await tapped(house, option=0), await tapped(house, option=3)
    house.chat.tell(first)
    house.chat.tell(replace(second, event="second"))
    await house.settle()
    assert [u.status for u in await house.updates()] == [Status.ON_TRACK]


async def test_somebody_elses_card_cannot_be_tapped(house: CardHouse) -> None:
    await house.heard_by(LOTTE)
    await press(house, await tapped(house, person=LOTTE))
    assert not await house.updates()
    event = await tapped(house, person=LOTTE)
    room = await house.direct(LOTTE)
    await press(house, replace(event, room=room, event="moved"))
    assert not await house.updates()
    assert (await house.prompt()).open_item == 1


async def test_strangers_and_those_whose_role_has_ended_tap_in_silence(house: CardHouse) -> None:
    said = {room: len(house.chat.said(room)) for room in house.chat.server.rooms}
    await press(house, await tapped(house, person="nobody"))
    coalition = await house.coalition()
    roles = tuple(role for role in coalition.roles if role.person != MAREK)
    await house.apply(replace(coalition, roles=roles))
    await press(house, await tapped(house))
    assert not await house.updates()
    assert {room: len(house.chat.said(room)) for room in said} == said


@pytest.mark.parametrize(("block", "option"), [(9, 0), (1, 99), (-1, 0), (1, -1), (0, 7)])
async def test_a_choice_that_was_never_shown_is_met_with_silence(
    house: CardHouse, block: int, option: int
) -> None:
    before = await house.prompt()
    await press(house, await tapped(house, block=block, option=option))
    assert not await house.updates()
    assert await house.prompt() == before
    assert len(await house.messages()) == 1


async def test_keys_and_messages_that_do_not_belong_together_are_met_with_silence(
    house: CardHouse,
) -> None:
    event = await tapped(house)
    theirs = await house.card(LOTTE) if await house.messages(LOTTE) else await house.card("aino-k")
    assert theirs.shown is not None
    for forged in (
        replace(event, delivery=DeliveryKey("0" * 40), event="a"),
        replace(event, delivery=DeliveryKey(""), event="b"),
        replace(event, delivery=theirs.shown, event="c"),
        replace(event, message=MessageId("$999"), event="d"),
        replace(event, message=None, event="e"),
    ):
        await press(house, forged)
    assert not await house.updates()
    assert len(await house.messages()) == 1


async def test_a_tap_after_the_round_changes_nothing_and_says_how_to_answer_late(
    house: CardHouse,
) -> None:
    late = await tapped(house)
    await house.write(INES, "checkin close")
    card = await house.card()
    assert labels(card) == []
    assert "A late answer still counts: checkin shows it again." in card.text
    await press(house, late)
    assert not await house.updates()
    assert "That was an older state" in (await house.card()).text
    assert "checkin" in (await house.card()).text


async def test_a_card_asked_for_after_the_round_takes_late_answers(house: CardHouse) -> None:
    await house.write(INES, "checkin close")
    house.clock.advance(timedelta(minutes=1))
    await house.write(MAREK, "checkin")
    old, new = await house.messages()
    assert "goes on in a newer message" in old.text
    assert "it goes into the next one" in new.text
    await house.tap("on track")
    update = await house.answer(DAYS)
    assert update is not None
    assert update.status is Status.ON_TRACK
    assert len(await house.messages()) == 2


async def test_a_tap_on_a_card_that_went_on_elsewhere_changes_neither(house: CardHouse) -> None:
    late = await tapped(house)
    await house.write(MAREK, "checkin")
    await press(house, late)
    old, new = await house.messages()
    assert not await house.updates()
    assert "goes on in a newer message" in old.text
    assert "older state" not in new.text
    assert "on track" in labels(new)


async def test_a_tap_that_opens_a_form_says_nothing_by_itself(house: CardHouse) -> None:
    await house.tap("on track")
    before = await house.prompt()
    card = await house.card()
    assert labels(card)[1] == "Add words"
    await press(house, await tapped(house, block=0, option=1))
    assert await house.prompt() == before
    assert len(await house.updates()) == 1


async def test_a_tap_before_anybody_wrote_down_that_the_card_is_there_counts(
    house: CardHouse,
) -> None:
    event = await tapped(house)
    async with house.store.write() as uow:
        unit = uow.of((await house.coalition()).id)
        prompt = (await unit.prompts_of_person(MAREK))[0]
        await unit.put_prompt(replace(prompt, sent=None, account=None, card=False, open_item=None))
        await uow.commit()
    await press(house, event)
    update = await house.answer(DAYS)
    assert update is not None
    assert (await house.prompt()).card


async def test_the_freeze_takes_the_buttons_off_every_card(house: CardHouse) -> None:
    for label in ("on track", "on track", "on track", "nothing"):
        await house.tap(label)
    house.clock.turn_to(await _closes(house))
    await house.settle()
    card = await house.card()
    assert labels(card) == []
    assert "1 Pupils' Heritage Days: on track." in card.text
    assert "edit 1 still changes an answer" in card.text
    assert (await house.prompt()).outcome is Outcome.ANSWERED


async def _closes(house: CardHouse) -> datetime:
    async with house.store.read() as uow:
        (round_,) = await uow.of((await house.coalition()).id).rounds(open_only=True)
        return round_.closes
