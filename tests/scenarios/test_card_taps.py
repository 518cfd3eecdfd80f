"""A check-in by taps alone: one message, few taps, no keyboard."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Outcome
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.forms import Form
from tests.support.card_house import (
    DAYS,
    EVENINGS,
    INES,
    LOTTE,
    MAREK,
    TOOLKIT,
    CardHouse,
    labels,
    led_by_marek,
)
from tests.support.lakeland import lakeland


@pytest.fixture
async def house() -> CardHouse:
    """A round is open, and everybody has their card."""
    house = CardHouse(taps=True)
    await house.opens()
    return house


async def test_a_round_by_taps_takes_two_taps_at_most_each_and_one_message(
    house: CardHouse,
) -> None:
    for label in ("on track", "at risk", "Schools working group", "done", "nothing"):
        await house.tap(label)
    (only,) = await house.messages()
    assert len(only.content) == 6
    assert "What I understood" in only.text
    answers = [await house.answer(a) for a in (DAYS, EVENINGS, TOOLKIT)]
    assert [(a.status, a.visibility) for a in answers if a is not None] == [
        (Status.ON_TRACK, Visibility.COALITION),
        (Status.AT_RISK, Visibility.WORKING_GROUP),
        (Status.DONE, Visibility.COALITION),
    ]
    prompt = await house.prompt()
    assert (prompt.outcome, prompt.card) == (Outcome.ANSWERED, True)


async def test_the_first_card_introduces_itself_with_its_ways_out(house: CardHouse) -> None:
    card = await house.card()
    assert "Answering is voluntary" in card.text
    shown = labels(card)
    assert shown[:2] == ["wrong person", "do not ask me"]
    assert shown[2:8] == ["on track", "at risk", "off track", "on hold", "done", "nothing to tell"]
    assert shown.count("do not ask me") == 1
    await house.says(MAREK, "whoami")
    assert "Answering is voluntary" in (await house.card()).text
    await house.tap("on track")
    assert "Answering is voluntary" not in (await house.card()).text
    assert "do not ask me" in await house.labels()


async def test_one_tap_makes_a_receipt_and_opens_the_next(house: CardHouse) -> None:
    await house.tap("on track")
    text = (await house.card()).text
    assert "1 Pupils' Heritage Days: on track." in text
    assert "2. Teacher evenings. No update yet. Next: Second evening, 3 Dec." in text
    assert "Then: 3 Open licences toolkit." in text
    assert {"Change", "Add words"} <= set(await house.labels())


async def test_same_answers_all_that_is_open_in_one_tap(house: CardHouse) -> None:
    for label in ("on track", "on track", "on track", "nothing"):
        await house.tap(label)
    await house.write(INES, "checkin close")
    await house.write(INES, "checkin open")
    await house.tap("all as last time")
    for activity in (DAYS, EVENINGS, TOOLKIT):
        update = await house.answer(activity)
        assert update is not None
        assert (update.no_change, update.status) == (True, Status.ON_TRACK)
    card = await house.card()
    assert "What I understood" in card.text
    assert "Thank you." in card.text
    assert {"need", "offer", "learned"} <= set(labels(card))
    assert "nothing" not in labels(card)


async def test_change_asks_again_and_the_answer_stands_until_then(house: CardHouse) -> None:
    await house.tap("on track")
    await house.tap("Change")
    card = await house.card()
    assert "1 Pupils' Heritage Days: on track." in card.text
    await house.tap("on hold")
    update = await house.answer(DAYS)
    assert update is not None
    assert update.status is Status.ON_HOLD
    assert len([u for u in await house.updates() if u.current]) == 1


async def test_skipping_all_closes_the_card(house: CardHouse) -> None:
    for _ in range(3):
        await house.tap("skip")
    card = await house.card()
    assert "Skipped this time." in card.text
    assert labels(card) == []
    assert not await house.updates()


async def test_the_deputy_is_named_and_asked_on_a_card_of_their_own(house: CardHouse) -> None:
    for _ in range(3):
        await house.tap("ask Lotte F. instead")
    card = await house.card()
    assert "Your deputy answers this time." in card.text
    assert labels(card) == []
    theirs = await house.card(LOTTE)
    assert "you stand in, its lead passed it on" in theirs.text
    await house.tap("on track", LOTTE)
    update = await house.answer(DAYS)
    assert update is not None
    assert update.person == LOTTE


async def test_a_deputy_who_has_a_card_gets_a_longer_one_below() -> None:
    house = CardHouse(taps=True)
    await house.opens(lakeland())
    await house.tap("on track")
    await house.tap("ask Marek O. instead", "sanna-h")
    old, new = await house.messages()
    assert "goes on in a newer message" in old.text
    assert labels(old) == []
    assert "1 Pupils' Heritage Days: on track." in new.text
    assert "2. Teacher evenings (you stand in, its lead passed it on)." in new.text
    await house.tap("done")
    update = await house.answer(EVENINGS)
    assert update is not None
    assert (update.status, update.person) == (Status.DONE, MAREK)


async def test_away_asks_for_a_day_in_a_form_and_closes_the_card(house: CardHouse) -> None:
    form = await house.tap("away until ...")
    assert isinstance(form, Form)
    await house.fill({"until": "2026-11-27"})
    card = await house.card()
    assert "I ask you again from Friday 27 November 2026 on." in card.text
    assert labels(card) == []
    assert len(await house.messages()) == 1
    assert "its lead is away" in (await house.card(LOTTE)).text


@pytest.mark.parametrize("day", ["2026-11-16", "2026-02-30", "", "soon"])
async def test_away_until_a_day_that_is_not_ahead_changes_nothing(
    house: CardHouse, day: str
) -> None:
    await house.tap("away until ...")
    await house.fill({"until": day})
    assert "Until which day are you away?" in (await house.messages())[-1].text
    assert (await house.prompt()).ended is None
    assert "on track" in await house.labels()


async def test_stop_closes_the_card_and_asks_nothing_any_more(house: CardHouse) -> None:
    await house.tap("do not ask me")
    card = await house.card()
    assert "I ask you nothing any more." in card.text
    assert labels(card) == []
    assert (await house.coalition()).people[MAREK].settings.stopped
    assert len(await house.messages()) == 1


async def test_the_wrong_person_is_asked_no_more_and_the_backbone_hears_of_it(
    house: CardHouse,
) -> None:
    backbone = house.channel("backbone", INES)
    await house.tap("wrong person")
    assert labels(await house.card()) == []
    assert (await house.coalition()).people[MAREK].settings.stopped
    assert "Marek O." in await house.heard(backbone)


async def test_somebody_who_is_alone_is_not_offered_a_deputy(house: CardHouse) -> None:
    assert not any("instead" in label for label in await house.labels("aino-k"))


async def test_an_activity_that_is_not_due_is_told_about_by_its_form() -> None:
    house = CardHouse(taps=True)
    coalition = led_by_marek()
    quiet = replace(coalition.activities[TOOLKIT], rhythm="monthly")
    activities = {**coalition.activities, TOOLKIT: quiet}
    await house.apply(replace(coalition, activities=activities))
    for day in range(17, 32):
        house.clock.turn_to(datetime(2026, 12, day, 12, 0, tzinfo=UTC))
        await house.settle()
    card = await house.card()
    assert "Also, if something happened: 3 Open licences toolkit." in card.text
    await house.tap("3 Open licences toolkit")
    await house.fill({"words": "Chapter 2 is out", "status": "on_track"})
    update = await house.answer(TOOLKIT)
    assert update is not None
    assert (update.status, update.words) == (Status.ON_TRACK, "Chapter 2 is out")
    assert "3 Open licences toolkit: on track. “Chapter 2 is out”" in (await house.card()).text


async def test_need_offer_and_learned_open_forms_at_the_end(house: CardHouse) -> None:
    await house.tap("all as last time")
    form = await house.tap("need")
    assert isinstance(form, Form)
    assert [field.name for field in form.fields] == ["text", "activity"]
    await house.fill({"text": "A5 leaflets, 800 copies", "activity": "1"})
    (ask,) = await house.asks()
    assert (ask.kind, ask.text, ask.activity) == (AskKind.ASK, "A5 leaflets, 800 copies", DAYS)
    card = await house.card()
    assert "Ask 1: “A5 leaflets, 800 copies” Contact: you." in card.text
    assert (await house.prompt()).outcome is Outcome.ANSWERED
    await house.tap("offer")
    await house.fill({"text": "Chairs"})
    assert [ask.kind for ask in await house.asks()] == [AskKind.ASK, AskKind.OFFER]
    assert len(await house.messages()) == 1
