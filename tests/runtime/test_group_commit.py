"""What comes in at the same time is kept together, and nobody pays for another's fault."""

import asyncio
from collections.abc import Sequence

import pytest

from ci_bot.runtime.group_commit import GroupCommit


class Disk:
    """Keeps all or nothing; `gate` holds up what is being kept; `bad` can't be kept."""

    def __init__(self) -> None:
        self.kept: list[list[int]] = []
        self.gate = asyncio.Event()
        self.busy = asyncio.Event()
        self.bad: set[int] = set()

    @property
    def all(self) -> list[int]:
        return [number for piece in self.kept for number in piece]

    async def __call__(self, things: Sequence[int]) -> None:
        self.busy.set()
        await self.gate.wait()
        if self.bad & set(things):
            raise ValueError(min(self.bad & set(things)))
        self.kept.append(list(things))


@pytest.fixture
def disk() -> Disk:
    return Disk()


async def crowd(disk: Disk, commit: GroupCommit[int], size: int) -> list[asyncio.Task[None]]:
    """The first is being kept; the others wait."""
    first = asyncio.create_task(commit(0))
    await disk.busy.wait()
    others = [asyncio.create_task(commit(number)) for number in range(1, size)]
    await asyncio.sleep(0)
    return [first, *others]


async def test_those_who_wait_are_kept_at_once_and_in_order(disk: Disk) -> None:
    tasks = await crowd(disk, GroupCommit(disk), 6)
    disk.gate.set()
    await asyncio.gather(*tasks)
    assert disk.kept == [[0], [1, 2, 3, 4, 5]]


async def test_nobody_returns_before_their_own_is_kept(disk: Disk) -> None:
    tasks = await crowd(disk, GroupCommit(disk), 3)
    await asyncio.sleep(0)
    assert not any(task.done() for task in tasks)
    disk.gate.set()
    await asyncio.gather(*tasks)
    assert sorted(disk.all) == [0, 1, 2]


async def test_what_can_not_be_kept_fails_alone(disk: Disk) -> None:
    disk.bad = {2}
    tasks = await crowd(disk, GroupCommit(disk), 5)
    disk.gate.set()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert [number for number, error in enumerate(ended) if error] == [2]
    assert sorted(disk.all) == [0, 1, 3, 4]


async def test_whoever_gives_up_takes_nobody_along(disk: Disk) -> None:
    tasks = await crowd(disk, GroupCommit(disk), 5)
    tasks[0].cancel()
    tasks[3].cancel()
    disk.gate.set()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in (ended[0], ended[3])] == [asyncio.CancelledError] * 2
    assert {1, 2, 4} <= set(disk.all)
    assert [ended[number] for number in (1, 2, 4)] == [None] * 3


async def test_a_crowd_is_kept_in_bounded_pieces(disk: Disk) -> None:
    tasks = await crowd(disk, GroupCommit(disk), 251)
    disk.gate.set()
    await asyncio.gather(*tasks)
    assert [len(piece) for piece in disk.kept] == [1, 100, 100, 50]
