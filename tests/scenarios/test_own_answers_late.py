"""A first answer to an own question that comes after the freeze: it is told once, where it fits."""

from datetime import timedelta

import pytest

from ci_bot.domain.status import Visibility
from tests.support.card_house import INES, MAREK, CardHouse
from tests.support.own_questions import VENUE, VISITORS, asking

ANSWER = "Do you have a venue? “yes”"


class Late(CardHouse):
    """Marek told how his activities stand, and answered no own question before the freeze."""

    def __init__(self, *, taps: bool = False) -> None:
        super().__init__(taps=taps)
        self.hall, self.private = self.channel("all", INES), self.channel("backbone", INES)

    async def begins(self) -> None:
        await self.opens(asking(VENUE, VISITORS))
        await self.write(MAREK, "1: 1 all is well")
        await self.write(MAREK, "same")

    async def passes(self, **time: float) -> None:
        self.clock.advance(timedelta(**time))
        await self.settle()

    async def posted(self) -> None:
        """The digest is out, and all places have been read."""
        await self.passes(days=1, hours=7)
        await self.passes(days=1)
        await self.heard(self.hall)
        await self.heard(self.private)

    def top(self) -> str:
        """The digest that was posted first, as it stands now."""
        return self.chat.said(self.hall)[0].text


@pytest.mark.parametrize("taps", [False, True], ids=["text", "card"])
async def test_it_is_edited_into_the_posted_digest_and_told_in_its_thread(taps: bool) -> None:
    house = Late(taps=taps)
    await house.begins()
    await house.posted()
    assert ANSWER not in house.top()
    await house.heard_by(MAREK)
    await house.write(MAREK, "q1: yes")
    assert await house.heard(house.hall) == f"Added: {ANSWER} (Museum of Little Things)"
    assert ANSWER in house.top()
    await house.heard(house.private)
    await house.write(MAREK, "q2: 4711")
    assert await house.heard(house.hall) == ""
    assert "Added: How many visitors came? “4711”" in await house.heard(house.private)
    assert VISITORS.visibility is Visibility.BACKBONE


async def test_the_next_digest_does_not_tell_it_again() -> None:
    house = Late()
    await house.begins()
    await house.posted()
    await house.write(MAREK, "q1: yes")
    await house.heard(house.hall)
    for _day in range(7):
        await house.passes(days=1)
    again = await house.heard(house.hall)
    assert "week 48" in again
    assert ANSWER not in again
    assert ANSWER in house.top()


async def test_a_change_of_it_is_a_correction() -> None:
    house = Late()
    await house.begins()
    await house.posted()
    await house.write(MAREK, "q1: yes")
    await house.heard(house.hall)
    await house.passes(minutes=10)
    await house.write(MAREK, "q1: no")
    assert "Corrected: Do you have a venue? “no”" in await house.heard(house.hall)


async def test_between_freeze_and_posting_it_waits_for_the_next_digest() -> None:
    house = Late()
    await house.begins()
    await house.passes(days=1, hours=7)
    await house.write(MAREK, "q1: yes")
    await house.passes(days=1)
    assert ANSWER not in await house.heard(house.hall)
    for _day in range(7):
        await house.passes(days=1)
    assert ANSWER in await house.heard(house.hall)
