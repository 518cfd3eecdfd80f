"""Everything that moves runs together, and ends in time."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from ci_bot.ports.chat import ChatEvent, Inlet, Page, PlatformStopped
from ci_bot.ports.chat.platform import Platform
from ci_bot.ports.store import StoreError
from ci_bot.runtime.supervisor import Supervisor
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore
from ci_bot.testing.memory_vault import MemoryVault
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.runtime.post_office import PostOffice


class Plodder:
    """A worker that finishes its piece of work a while after it was told to stop, or never."""

    def __init__(self, *, stubborn: bool = False) -> None:
        self.stubborn = stubborn
        self.stopped = asyncio.Event()
        self.finished = False

    async def run(self) -> None:
        await self.stopped.wait()
        if self.stubborn:
            await asyncio.Event().wait()
        await asyncio.sleep(0)
        self.finished = True

    def stop(self) -> None:
        self.stopped.set()


class BrokenReceiver:
    """A platform whose receiving breaks down, each time after that long."""

    name = "fake"
    trouble = None
    pages: Mapping[str, Page] = {}

    def __init__(self, clock: TurnableClock, lasts: timedelta) -> None:
        self.clock = clock
        self.lasts = lasts
        self.sender = FakePlatform(clock)
        self.tries = 0

    async def receive(self, inlet: Inlet) -> None:
        self.tries += 1
        await self.clock.sleep(self.lasts.total_seconds())
        raise LookupError("somebody's words")


class Stage:
    """A supervisor over platforms and workers, that a test starts and stops."""

    def __init__(self, office: PostOffice, *platforms: Platform) -> None:
        self.office = office
        self.inlet = RecordingInlet(MemoryVault())
        self.workers: list[Plodder] = [Plodder(), Plodder()]
        self.platforms = platforms
        self.stop = asyncio.Event()

    def run(self) -> "asyncio.Task[None]":
        timing = Timing(stop=timedelta(milliseconds=20), chance=lambda: 1.0)
        supervisor = Supervisor(
            store=self.office.store,
            clock=self.office.clock,
            platforms=self.platforms,
            inlet=lambda _: self.inlet,
            workers=self.workers,
            lines=self.office.lines,
            outcomes=self.office.outcomes,
            timing=timing,
        )
        return asyncio.create_task(supervisor.run(self.stop))


async def test_what_people_say_is_handed_in_until_told_to_stop(
    office: PostOffice, fake: FakePlatform
) -> None:
    stage = Stage(office, fake)
    running = stage.run()
    mara = fake.person("mara")
    await mara.write(await fake.direct_room(mara.account), "1")

    def heard(events: Sequence[ChatEvent]) -> bool:
        return len(events) == 1

    await stage.inlet.until(heard)
    stage.stop.set()
    async with asyncio.timeout(60):
        await running
    assert [worker.finished for worker in stage.workers] == [True, True]


async def test_whoever_does_not_finish_in_time_is_cut_off(
    office: PostOffice, fake: FakePlatform
) -> None:
    stage = Stage(office, fake)
    stage.workers = [Plodder(stubborn=True), Plodder()]
    running = stage.run()
    stage.stop.set()
    async with asyncio.timeout(60):
        await running
    assert [worker.finished for worker in stage.workers] == [False, True]


async def test_one_platform_that_stops_leaves_the_others_running_and_is_told_once(
    office: PostOffice, fake: FakePlatform, other: FakePlatform
) -> None:
    stage = Stage(office, fake, other)
    running = stage.run()
    fake.stop("the token was revoked")
    mara = other.person("mara")
    await mara.write(await other.direct_room(mara.account), "1")
    await stage.inlet.until(lambda events: len(events) == 1)
    assert office.told.stopped == [("fake", "the token was revoked")]
    assert office.lines.to(fake.bot) is None
    stage.stop.set()
    await running


async def test_when_every_platform_has_stopped_it_ends_and_says_why(
    office: PostOffice, fake: FakePlatform, other: FakePlatform
) -> None:
    stage = Stage(office, fake, other)
    office.lines.stop("other", "uninstalled")
    running = stage.run()
    fake.stop("the token was revoked")
    other.stop("uninstalled")
    with pytest.raises(PlatformStopped, match=r"uninstalled.*the token was revoked"):
        await running
    assert office.told.stopped == [("fake", "the token was revoked")]


async def test_a_platform_stops_even_when_nobody_can_be_told(
    office: PostOffice, store: MemoryStore, fake: FakePlatform
) -> None:
    store.broken = StoreError("disk full")
    fake.stop("revoked")
    with pytest.raises(PlatformStopped):
        await Stage(office, fake).run()


@pytest.mark.parametrize(("lasts", "waits"), [(1, [2, 4, 8]), (3600, [2, 2, 2])])
async def test_receiving_that_breaks_down_is_taken_up_again_more_and_more_slowly(
    office: PostOffice, clock: TurnableClock, lasts: int, waits: list[int]
) -> None:
    broken = BrokenReceiver(clock, timedelta(seconds=lasts))
    stage = Stage(office, broken)
    running = stage.run()
    for number, wait in enumerate(waits, start=1):
        await clock.asleep()
        assert broken.tries == number
        clock.advance(timedelta(seconds=lasts))
        await _settle()
        assert clock.next_waking == clock.now() + timedelta(seconds=wait)
        clock.advance(timedelta(seconds=wait))
        await _settle()
    stage.stop.set()
    await running


async def test_without_platforms_and_workers_it_runs_until_told_to_stop(office: PostOffice) -> None:
    stage = Stage(office)
    stage.workers = []
    running = stage.run()
    await _settle()
    assert not running.done()
    stage.stop.set()
    await running


async def _settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)
