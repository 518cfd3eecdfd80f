"""An ask that waits for long is a question to the backbone, and to nobody in public."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import RoomId
from tests.support.card_house import CardHouse
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

QUESTION = (
    "Ask 1 has been open for more than 14 days. Who could help, or is it over? "
    "introduce ORG ORG about 1, close 1"
)


class House(ChatHouse):
    """With one channel, that everybody reads."""

    hall: RoomId


@pytest.fixture
async def house() -> House:
    """Marek has asked for a van; the backbone has no channel of its own."""
    house = House()
    house.hall = house.channel("all", "marek-o", "ines-b")
    coalition = lakeland()
    await house.apply(replace(coalition, channels=coalition.channels[:1]))
    await house.write("marek-o", "ask a van on Friday")
    await house.heard_by("ines-b")
    return house


async def weeks_pass(house: House, weeks: int) -> None:
    """Tick by tick, a day at a time."""
    for _day in range(7 * weeks):
        house.clock.advance(timedelta(days=1))
        await house.settle()


async def test_the_backbone_is_asked_what_to_do_once_a_week_and_nobody_else(
    house: House,
) -> None:
    rooms = {person: await house.direct(person) for person in (await house.coalition()).people}
    await weeks_pass(house, 2)
    assert QUESTION not in await house.heard_by("ines-b")
    for _week in range(2):
        await weeks_pass(house, 1)
        assert (await house.heard_by("ines-b")).count(QUESTION) == 1
    others = [await house.heard(room) for person, room in rooms.items() if person != "ines-b"]
    hall = await house.heard(house.hall)
    assert "14 days" not in "\n".join((*others, hall))


async def test_the_list_of_asks_has_the_question_for_the_backbone_alone(house: House) -> None:
    house.clock.advance(timedelta(days=13))
    assert "14 days" not in await house.says("ines-b", "asks")
    house.clock.advance(timedelta(days=1))
    assert QUESTION in await house.says("ines-b", "asks")
    assert "14 days" not in await house.says("marek-o", "asks")
    await house.write("marek-o", "close 1")
    assert "14 days" not in await house.says("ines-b", "asks")


async def test_asks_by_a_day_come_first_and_offers_last(house: House) -> None:
    await house.write("petr-v", "offer a hall")
    await house.write("aino-k", "ask boxes by 27 November")
    await house.write("jonas-r", "ask labels by tomorrow")
    await house.write("kaisa-n", "ask glue")
    said = await house.says("sanna-h", "asks")
    numbers = [line[2] for line in said.split("\n") if line.startswith("- ")]
    assert numbers == ["4", "1", "3", "5", "2"]


async def test_own_asks_are_listed_to_their_author_whoever_else_may_read_them(
    house: House,
) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "2 printer gone")
    await house.write("marek-o", "3")
    await house.write("marek-o", "n 1 a quiet word with the city")
    assert "a quiet word" in await house.says("marek-o", "asks")
    assert "a quiet word" in await house.says("ines-b", "asks")
    assert "a quiet word" not in await house.says("petr-v", "asks")


async def test_whoever_asked_is_asked_once_whether_it_is_settled_when_its_day_is_over() -> None:
    for taps in (False, True):
        house = CardHouse(taps=taps)
        await house.apply(lakeland())
        await house.write("marek-o", "ask a van by Wednesday 18 November")
        await house.write("aino-k", "ask a boat by 30 November")
        told = []
        for _week in range(3):
            await house.write("ines-b", "checkin open")
            said = [message.text for message in await house.messages("marek-o")]
            told.append("Your ask 1 was for 18 Nov. Is it settled? close 1" in said[-1])
            assert "Your ask 2" not in "".join(said)
            await house.write("ines-b", "checkin close")
            house.clock.advance(timedelta(weeks=1))
            await house.settle()
        assert told == [False, True, False]


async def test_an_ask_whose_day_has_passed_makes_room_in_the_digest_and_stays_open(
    house: House,
) -> None:
    await house.write("marek-o", "ask a van by Wednesday 18 November")
    assert "a van" in await house.says("ines-b", "digest preview")
    house.clock.advance(timedelta(weeks=1))
    await house.write("marek-o", "ask a boat")
    preview = await house.says("ines-b", "digest preview")
    top = preview[: preview.index("Coming up")]
    assert "a boat" in top
    assert "a van" not in top
    assert "3 asks are open" in top
    assert "a van" in await house.says("petr-v", "asks")
