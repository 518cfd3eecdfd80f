"""The outbox and inbox workers on real databases, two of them at a time and killed in between."""

import asyncio
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.ports import crash
from ci_bot.ports.store import Store
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.exactly_once import Verdict
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Killed
from tests.runtime.conftest import START
from tests.runtime.desk import Desk
from tests.runtime.post_office import FORGETFUL, PostOffice
from tests.runtime.stalling_store import StallingStore

TIMING = Timing(chance=lambda: 1.0)


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock(START)


@pytest.fixture
def forgetful(clock: TurnableClock) -> FakePlatform:
    return FakePlatform(clock, capabilities=FORGETFUL)


@pytest.fixture
def office(database_store: Store, clock: TurnableClock, forgetful: FakePlatform) -> PostOffice:
    return PostOffice(database_store, clock, TIMING, forgetful)


async def commit_digest(office: PostOffice, platform: FakePlatform) -> None:
    rooms = [platform.room(f"room-{n}") for n in range(6)]
    parts = [
        office.delivery(f"{part}{room}", room, kind=DeliveryKind.DIGEST)
        for part in range(4)
        for room in rooms
    ]
    await office.commit(*parts)


async def test_two_workers_send_each_part_once_and_in_order(
    office: PostOffice, forgetful: FakePlatform
) -> None:
    await commit_digest(office, forgetful)
    second = office.hire()
    await asyncio.gather(office.worker.drain(), second.drain())
    await office.work()
    assert len(forgetful.accepted) == 24
    assert await office.verdict() == Verdict()


@pytest.mark.parametrize(
    "point", ["claim-before-commit", "claim-after-commit", "mark-sent-before-commit"]
)
async def test_killed_in_between_each_part_arrives_once_and_in_order(
    office: PostOffice, forgetful: FakePlatform, point: str
) -> None:
    await commit_digest(office, forgetful)
    left = 4

    def hook(reached: str) -> None:
        nonlocal left
        left -= reached == point
        if left == 0:
            crash.arm(None)
            raise Killed

    crash.arm(hook)
    await office.killed()
    await office.work_until(office.clock.now() + timedelta(minutes=10), timedelta(minutes=1))
    assert len(forgetful.accepted) == 24
    assert await office.verdict() == Verdict()


async def test_doubts_are_settled(office: PostOffice, forgetful: FakePlatform) -> None:
    await commit_digest(office, forgetful)
    forgetful.faults.lose_answer()
    forgetful.faults.lose_request()
    forgetful.faults.take_late()
    await office.work()
    forgetful.land()
    await office.work_until(office.clock.now() + timedelta(minutes=10), timedelta(minutes=1))
    assert await office.verdict() == Verdict()


async def test_a_zombie_neither_sends_nor_writes(
    office: PostOffice, forgetful: FakePlatform
) -> None:
    stalling = StallingStore(office.store)
    await office.commit(
        office.delivery("p", forgetful.person("mara").account, kind=DeliveryKind.PROMPT)
    )
    zombie = asyncio.create_task(office.hire(stalling).drain())
    await stalling.stalled.wait()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    stalling.go_on.set()
    await zombie
    assert forgetful.accepted == ["p"]
    assert await office.state("p") is DeliveryState.SENT


async def test_two_inbox_workers_answer_everything_once(
    database_store: Store, clock: TurnableClock
) -> None:
    desk = Desk(database_store, clock, TIMING)
    for room in "abcd":
        await desk.receive(*(f"{room}{n}" for n in range(5)), room=room)
    second = desk.hire()
    await asyncio.gather(desk.worker.drain(), second.drain())
    await desk.worker.drain()
    assert sorted(desk.handled) == [f"{room}{n}" for room in "abcd" for n in range(5)]
    for room in "abcd":
        assert [text for text in desk.handled if text[0] == room] == [
            f"{room}{n}" for n in range(5)
        ]
