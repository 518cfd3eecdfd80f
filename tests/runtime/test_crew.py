"""A crew works on what was claimed, several things at a time, whatever fails."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from ci_bot.ports.store import StoreBusyError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.crew import Crew


class Pile:
    """Things to do; remembers how many were in hand at once."""

    def __init__(self, *things: int) -> None:
        self.things = list(things)
        self.done: list[int] = []
        self.busy = 0
        self.most = 0
        self.broken_claims = 0
        self.begun = asyncio.Event()
        self.finished = asyncio.Event()

    async def claim(self, hands: int) -> Sequence[int]:
        if self.broken_claims:
            self.broken_claims -= 1
            raise StoreBusyError("locked")
        taken, self.things = self.things[:hands], self.things[hands:]
        return taken

    async def work(self, thing: int) -> None:
        self.busy += 1
        self.begun.set()
        self.most = max(self.most, self.busy)
        await asyncio.sleep(0)
        self.busy -= 1
        if thing < 0:
            raise LookupError("somebody's words")
        self.done.append(thing)
        if thing == 0:
            self.finished.set()


def crew(pile: Pile, *, size: int = 4, poll: float = 60) -> Crew[int]:
    return Crew(pile.claim, pile.work, size=size, bell=Bell(), poll=timedelta(seconds=poll))


async def finish(pile: Pile, working: Crew[int]) -> None:
    running = asyncio.create_task(working.run())
    async with asyncio.timeout(60):
        await pile.finished.wait()
        working.stop()
        await running


@pytest.mark.parametrize("size", [1, 4, 16])
async def test_all_is_worked_on_without_waiting_for_the_next_poll(size: int) -> None:
    pile = Pile(*range(40, -1, -1))
    await finish(pile, crew(pile, size=size))
    assert sorted(pile.done) == list(range(41))


async def test_no_more_hands_than_there_are() -> None:
    pile = Pile(*range(40, -1, -1))
    await finish(pile, crew(pile, size=3))
    assert pile.most == 3


async def test_one_failure_ends_nothing() -> None:
    pile = Pile(2, -1, 1, -2, 0)
    await finish(pile, crew(pile, size=2))
    assert pile.done == [2, 1, 0]


async def test_a_claim_that_fails_is_made_again_at_the_next_poll() -> None:
    pile = Pile(1, 0)
    pile.broken_claims = 3
    await finish(pile, crew(pile, poll=0.001))
    assert pile.done == [1, 0]


async def test_told_to_stop_it_finishes_what_it_has_begun_and_claims_nothing() -> None:
    pile = Pile(3, 2, 1)
    working = crew(pile, size=2)
    running = asyncio.create_task(working.run())
    await pile.begun.wait()
    working.stop()
    await running
    assert (pile.done, pile.things) == ([3, 2], [1])


async def test_with_all_hands_busy_nothing_is_claimed() -> None:
    pile = Pile(0, 7)
    gate = asyncio.Event()

    async def hang(thing: int) -> None:
        pile.begun.set()
        await gate.wait()

    pile.work = hang  # type: ignore[method-assign]
    working = crew(pile, size=1, poll=0.001)
    running = asyncio.create_task(working.run())
    await pile.begun.wait()
    await asyncio.sleep(0.01)
    assert pile.things == [7]
    working.stop()
    gate.set()
    await running
