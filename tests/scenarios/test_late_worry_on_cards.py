"""A card whose round is over asks who may read a late worry, by taps, and closes again."""

import pytest

from ci_bot.domain.status import Status, Visibility
from tests.support.card_house import DAYS, INES, MAREK, CardHouse, labels

ASKED = "Who may read what you said about 1?"
CLOSED = "This check-in is closed."


@pytest.fixture
async def house() -> CardHouse:
    """Marek answered by taps, and the round is over."""
    house = CardHouse(taps=True)
    await house.opens()
    for label in ("on track", "on track", "on track", "nothing"):
        await house.tap(label)
    await house.write(INES, "checkin close")
    assert CLOSED in (await house.card()).text
    return house


async def readers(house: CardHouse) -> tuple[Status | None, Visibility | None]:
    answer = await house.answer(DAYS)
    return (None, None) if answer is None else (answer.status, answer.visibility)


@pytest.mark.parametrize(
    ("label", "level"),
    [
        ("the whole coalition", Visibility.COALITION),
        ("Schools working group", Visibility.WORKING_GROUP),
        ("the backbone only", Visibility.BACKBONE),
    ],
)
async def test_a_closed_card_asks_who_reads_a_late_worry_until_that_is_answered(
    house: CardHouse, label: str, level: Visibility
) -> None:
    await house.write(MAREK, "1: 2 printer cancelled")
    card = await house.card()
    assert ASKED in card.text
    assert CLOSED in card.text
    assert await readers(house) == (Status.AT_RISK, Visibility.BACKBONE)
    await house.tap(next(shown for shown in labels(card) if shown.startswith(label)))
    assert await readers(house) == (Status.AT_RISK, level)
    assert ASKED not in (await house.card()).text
    assert await house.labels() == []


async def test_an_answer_in_words_closes_the_card_again(house: CardHouse) -> None:
    await house.write(MAREK, "1: 3 no money left")
    assert "the backbone only" in await house.labels()
    await house.write(MAREK, "1")
    assert await readers(house) == (Status.OFF_TRACK, Visibility.COALITION)
    assert await house.labels() == []


async def test_a_worry_left_open_when_its_round_ends_can_still_be_tapped() -> None:
    house = CardHouse(taps=True)
    await house.opens()
    await house.tap("at risk")
    await house.write(INES, "checkin close")
    assert ASKED in (await house.card()).text
    await house.tap("Schools working group")
    assert await readers(house) == (Status.AT_RISK, Visibility.WORKING_GROUP)
    assert ASKED not in (await house.card()).text
