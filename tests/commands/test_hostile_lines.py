"""Lines that nobody types by accident: each gets one sentence, and changes nothing."""

import pytest

from tests.support.chat_house import ChatHouse

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


async def test_half_a_character_is_no_code(house: ChatHouse) -> None:
    assert await house.says("somebody-else", "join \ud800")
    assert not await dead(house)
