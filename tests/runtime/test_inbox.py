"""Each arrival has its effect exactly once, in the order of its conversation."""

import asyncio
from datetime import timedelta

import pytest

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.ports.store import ConflictError, StoreBusyError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_faults import Killed
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.conftest import START
from tests.runtime.desk import Desk
from tests.runtime.stalling_store import StallingStore

DONE, DEAD, WAITING = ArrivalState.DONE, ArrivalState.DEAD, ArrivalState.WAITING


async def killed(desk: Desk, *, times: int) -> None:
    for _ in range(times):
        with pytest.raises(BaseExceptionGroup):
            await desk.worker.drain()
        desk.worker = desk.hire()
        desk.clock.advance(desk.timing.lease)


@pytest.fixture
def desk(store: MemoryStore, clock: TurnableClock, timing: Timing) -> Desk:
    return Desk(store, clock, timing)


async def test_an_arrival_has_its_effect_and_is_done(desk: Desk) -> None:
    await desk.receive("a")
    await desk.worker.drain()
    assert desk.effects() == ["a"]
    assert desk.arrival("a").state is DONE
    assert desk.woken == 1


async def test_a_conversation_is_worked_on_in_order_and_others_do_not_wait_for_it(
    desk: Desk, stalling: StallingStore
) -> None:
    await desk.receive("a1", "a2", room="a")
    await desk.receive("b1", "b2", room="b")
    worker = desk.hire(stalling, Bell())
    working = asyncio.create_task(worker.run())
    await desk.until("b2")
    assert desk.handled == ["b1", "b2"]
    stalling.go_on.set()
    await desk.until("a2")
    worker.stop()
    await working
    assert desk.handled == ["b1", "b2", "a1", "a2"]


async def test_what_fails_leaves_no_trace_and_is_tried_again(desk: Desk) -> None:
    errors = iter([LookupError("Mara's words"), None])

    async def stumble(_: str) -> None:
        if error := next(errors):
            raise error

    desk.then = stumble
    await desk.receive("a")
    await desk.worker.drain()
    assert desk.effects() == []
    kept = desk.arrival("a")
    assert (kept.state, kept.reason) == (WAITING, "LookupError")
    desk.clock.advance(timedelta(seconds=2))
    await desk.worker.drain()
    assert (desk.effects(), desk.arrival("a").state) == (["a"], DONE)


async def test_a_poisonous_arrival_is_given_up_after_five_tries_and_the_queue_moves_on(
    desk: Desk,
) -> None:
    async def poison(text: str) -> None:
        if text == "bad":
            raise LookupError("Mara's words")

    desk.then = poison
    await desk.receive("bad", "good")
    for _ in range(60):
        await desk.worker.drain()
        desk.clock.advance(timedelta(seconds=1))
    assert desk.handled.count("bad") == 5
    assert desk.effects() == ["good"]
    assert (desk.arrival("bad").state, desk.arrival("bad").reason) == (DEAD, "LookupError")
    assert desk.outcomes.told.dead == ["fake:r-bad"]


async def test_it_is_dead_even_if_nobody_can_be_told(desk: Desk) -> None:
    async def poison(_: str) -> None:
        raise LookupError

    desk.then = poison
    desk.outcomes.told.errors.append(ZeroDivisionError())
    await desk.receive("bad")
    for _ in range(60):
        await desk.worker.drain()
        desk.clock.advance(timedelta(seconds=1))
    assert desk.arrival("bad").state is DEAD
    assert desk.outcomes.told.dead == []


async def test_when_its_end_cannot_be_written_it_is_tried_again_when_the_lease_is_over(
    desk: Desk,
) -> None:
    async def poison(_: str) -> None:
        raise LookupError

    desk.then = poison
    desk.outcomes.told.errors.append(StoreBusyError())
    await desk.receive("bad")
    for _ in range(4):
        await desk.worker.drain()
        desk.clock.advance(timedelta(minutes=1))
    with pytest.raises(ExceptionGroup):
        await desk.worker.drain()
    assert desk.arrival("bad").state is WAITING
    desk.clock.advance(desk.timing.lease)
    await desk.worker.drain()
    assert (desk.arrival("bad").state, desk.arrival("bad").reason) == (DEAD, "LookupError")


async def test_what_takes_the_process_down_every_time_is_given_up(desk: Desk) -> None:
    async def kill(_: str) -> None:
        raise Killed

    desk.then = kill
    await desk.receive("bad")
    await killed(desk, times=20)
    await desk.worker.drain()
    assert (desk.arrival("bad").state, desk.arrival("bad").reason) == (DEAD, "interrupted")


async def test_what_happened_to_be_there_when_the_bot_was_killed_is_not_given_up(
    desk: Desk,
) -> None:
    errors: list[BaseException] = [*[Killed()] * 10, LookupError()]

    async def stumble(_: str) -> None:
        if errors:
            raise errors.pop(0)

    desk.then = stumble
    await desk.receive("a")
    await killed(desk, times=10)
    await desk.worker.drain()
    desk.clock.advance(timedelta(minutes=5))
    await desk.worker.drain()
    assert (desk.effects(), desk.arrival("a").state) == (["a"], DONE)


async def test_killed_before_its_end_was_committed_it_has_its_effect_once(desk: Desk) -> None:
    async def kill(_: str) -> None:
        raise Killed

    desk.then = kill
    await desk.receive("a", "b")
    with pytest.raises(BaseExceptionGroup):
        await desk.worker.drain()
    desk.then = None
    desk.clock.advance(desk.timing.lease)
    await desk.hire().drain()
    assert desk.effects() == ["a", "b"]


async def test_a_database_that_is_away_is_not_held_against_an_arrival(desk: Desk) -> None:
    errors = iter([StoreBusyError("locked")] * 20)

    async def away(_: str) -> None:
        for error in errors:
            raise error

    desk.then = away
    await desk.receive("a")
    for _ in range(60):
        await desk.worker.drain()
        desk.clock.advance(timedelta(minutes=5))
    assert (desk.effects(), desk.arrival("a").state) == (["a"], DONE)


async def test_a_conflict_is_worked_on_again_at_once(desk: Desk) -> None:
    errors = iter([ConflictError(), ConflictError(), None, None])

    async def conflict(_: str) -> None:
        if error := next(errors):
            raise error

    desk.then = conflict
    await desk.receive("a", "b")
    await desk.worker.drain()
    assert desk.effects() == ["a", "b"]


async def test_a_conflict_that_never_ends_is_poison(desk: Desk) -> None:
    async def conflict(_: str) -> None:
        raise ConflictError

    desk.then = conflict
    await desk.receive("a")
    for _ in range(60):
        await desk.worker.drain()
        desk.clock.advance(timedelta(seconds=1))
    assert desk.arrival("a").state is DEAD


async def test_a_handler_that_hangs_is_stopped(store: MemoryStore, clock: TurnableClock) -> None:
    desk = Desk(store, clock, Timing(handle=timedelta(milliseconds=10), chance=lambda: 1.0))

    async def hang(_: str) -> None:
        await asyncio.Event().wait()

    desk.then = hang
    await desk.receive("a")
    await desk.worker.drain()
    assert desk.arrival("a").reason == "TimeoutError"


async def test_what_is_no_event_is_given_up_and_the_queue_moves_on(desk: Desk) -> None:
    async with desk.store.write() as uow:
        await uow.inbox.add(
            [
                Arrival(
                    key="fake:r-odd",
                    second_key=None,
                    platform="fake",
                    conversation="fake:!r",
                    body="{}",
                    received=START,
                    available=START,
                )
            ]
        )
        await uow.commit()
    await desk.receive("a")
    for _ in range(60):
        await desk.worker.drain()
        desk.clock.advance(timedelta(seconds=1))
    assert desk.arrival("odd").state is DEAD
    assert desk.effects() == ["a"]


@pytest.mark.parametrize("fails", [False, True])
async def test_a_zombie_leaves_no_effect_of_its_own(
    desk: Desk, stalling: StallingStore, *, fails: bool
) -> None:
    async def count(text: str) -> None:
        if fails and desk.handled.count(text) == 2:
            raise LookupError

    desk.then = count
    await desk.receive("a")
    zombie = asyncio.create_task(desk.hire(stalling).drain())
    await stalling.stalled.wait()
    desk.clock.advance(desk.timing.lease)
    await desk.worker.drain()
    effect = desk.memory.state.values["effect/a"]
    desk.clock.advance(timedelta(hours=1))
    stalling.go_on.set()
    await zombie
    assert desk.handled == ["a", "a"]
    assert desk.arrival("a").state is DONE
    assert desk.memory.state.values["effect/a"] == effect
