"""One writer at a time, and whoever is waited for outside overtakes, but never shuts out."""

import asyncio

from ci_bot.store.turnstile import Turnstile


async def queue(*urgent: bool, giving_up: int | None = None) -> list[int]:
    """The order in which those who came while somebody was inside got their turn."""
    gate, served, inside = Turnstile(), [], []

    async def one(number: int) -> None:
        async with gate.passing(urgent=urgent[number]):
            inside.append(number)
            await asyncio.sleep(0)
            assert inside == [number]
            inside.remove(number)
            served.append(number)

    async with asyncio.TaskGroup() as group:
        async with gate.passing(urgent=False):
            tasks = [group.create_task(one(number)) for number in range(len(urgent))]
            await asyncio.sleep(0)
            assert not served
        if giving_up is not None:
            tasks[giving_up].cancel()
    return served


async def test_the_urgent_overtake_those_who_wait() -> None:
    assert await queue(False, False, True) == [2, 0, 1]


async def test_the_urgent_shut_nobody_out() -> None:
    assert await queue(False, False, True, True, True) == [2, 0, 3, 1, 4]


async def test_the_others_keep_their_order() -> None:
    assert await queue(False, False, False) == [0, 1, 2]


async def test_whoever_gives_up_takes_no_turn_along() -> None:
    assert await queue(False, True, False, giving_up=1) == [0, 2]
    assert await queue(False, False, True, giving_up=0) == [2, 1]
