"""Lines that nobody types by accident: each gets one sentence, and changes nothing."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import CoalitionId
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

_DIGITS = "9" * 5000


async def dead(house: ChatHouse) -> list[str]:
    async with house.store.read() as uow:
        waiting = await uow.inbox.waiting()
        return [arrival.reason for arrival in await uow.inbox.dead()] + ["waiting"] * waiting


@pytest.mark.parametrize(
    "line",
    [
        f"edit {_DIGITS}",
        f"withdraw {_DIGITS}",
        f"digest drop {_DIGITS}",
        f"settings every {_DIGITS} weeks",
        "help " + "q" * 60_000,
        "activity " + "x " * 30_000,
        "note label-translation for jonas-r " + "z" * 60_000,
        "digest intro " + "w" * 60_000,
    ],
)
async def test_a_command_longer_than_any_answer_is_not_read(house: ChatHouse, line: str) -> None:
    said = await house.says("ines-b", line)
    assert "I take 4000 at most. I changed nothing." in said
    assert not await dead(house)


async def test_an_hour_beyond_all_numbers_is_no_hour(house: ChatHouse) -> None:
    assert "hour 19:00" in await house.says("jonas-r", f"settings hour {_DIGITS[:30]}")
    assert not await dead(house)


async def test_endless_digits_answer_no_question(house: ChatHouse) -> None:
    asked = await house.says("jonas-r", "update label-translation at risk: late")
    assert "Who may read this?" in asked
    assert await house.says("jonas-r", _DIGITS)
    await house.apply(replace(lakeland(), id=CoalitionId("ring"), channels=()))
    assert "which coalition" in await house.says("jonas-r", "mine")
    assert await house.says("jonas-r", _DIGITS)
    assert not await dead(house)


async def test_half_a_character_is_no_code(house: ChatHouse) -> None:
    assert await house.says("somebody-else", "join \ud800")
    assert not await dead(house)
