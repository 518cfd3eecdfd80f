"""Control runs: with a bug seeded, the same ordeal is no longer passed."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import DeliveryKey, MessageId
from ci_bot.ports.chat import NotAccepted
from ci_bot.ports.store import Store, StoreError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.inlet import StoreInlet
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing
from ci_bot.services.forms.open_form import OpenForm
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.exactly_once import Accepted, Acknowledged, Intended, Verdict, exactly_once
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Taken
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.conftest import START
from tests.runtime.post_office import FORGETFUL, PostOffice, RecordingOutcomes
from tests.runtime.seeded_bugs import (
    AcknowledgingInlet,
    BuggyStore,
    RandomKeySender,
    ReadyAgainOutbox,
    UnfencedOutbox,
)
from tests.runtime.stalling_store import StallingStore

SOUND = Timing(chance=lambda: 1.0)
NO_SETTLE_WINDOW = replace(SOUND, settle=timedelta(0))


async def ordeal(
    store: Store | None = None, timing: Timing = SOUND, *, random_key: bool = False
) -> Verdict:
    """Requests lost, taken and taken late, with and without a kill, on a forgetful platform."""
    clock = TurnableClock(START)
    fake = FakePlatform(clock, capabilities=FORGETFUL)
    store = store or MemoryStore()
    office = PostOffice(store, clock, timing, fake)
    if random_key:
        office.lines = Lines({"fake": RandomKeySender(fake)})
        office.worker = office.hire()
    for room in (fake.room("one"), fake.room("two")):
        await office.commit(*(office.delivery(f"{n}{room}", room) for n in range(2)))
        fake.faults.take_late(room=room)
    await office.work_until(clock.now() + timedelta(seconds=20))
    fake.land()
    await office.work_until(clock.now() + timedelta(minutes=5))
    for taken in (Taken.NOT, Taken.AT_ONCE):
        room = fake.room(f"killed-{taken}")
        await office.commit(office.delivery(f"0{room}", room))
        fake.faults.kill(taken, room=room)
        await office.killed()
        await office.work_until(clock.now() + timedelta(minutes=5))
    return await office.verdict()


async def test_the_sound_outbox_passes() -> None:
    assert (await ordeal()).clean


async def test_without_a_settle_window_a_late_accept_doubles() -> None:
    assert (await ordeal(timing=NO_SETTLE_WINDOW)).doubled


async def test_from_sending_back_to_ready_a_kill_doubles() -> None:
    assert (await ordeal(BuggyStore(ReadyAgainOutbox))).doubled


async def test_with_a_random_key_nothing_can_be_joined() -> None:
    verdict = await ordeal(random_key=True)
    assert verdict.lost
    assert verdict.ghost


async def zombie_ordeal(store: MemoryStore) -> Verdict:
    """A process is stopped before it writes a refusal down, and goes on after another one sent."""
    clock = TurnableClock(START)
    fake = FakePlatform(clock, capabilities=FORGETFUL)
    office = PostOffice(store, clock, SOUND, fake)
    stalling = StallingStore(store)
    fake.faults.refuse(NotAccepted())
    await office.commit(office.delivery("a", fake.room("hub")))
    zombie = asyncio.create_task(office.hire(stalling).drain())
    await stalling.stalled.wait()
    await office.work_until(clock.now() + timedelta(minutes=5))
    stalling.go_on.set()
    await zombie
    await office.work_until(clock.now() + timedelta(minutes=5))
    return await office.verdict()


async def test_the_sound_outbox_passes_a_zombie() -> None:
    assert (await zombie_ordeal(MemoryStore())).clean


async def test_without_fencing_a_zombie_doubles() -> None:
    assert (await zombie_ordeal(BuggyStore(UnfencedOutbox))).doubled


async def inbox_ordeal(*, acknowledge_first: bool) -> Verdict:
    """The database is away for a while, while people write."""
    clock, store = TurnableClock(START), MemoryStore()
    fake = FakePlatform(clock)
    mara = fake.person("mara")
    room = await fake.direct_room(mara.account)
    kind = AcknowledgingInlet if acknowledge_first else StoreInlet
    inlet = kind(
        store=store,
        clock=clock,
        platform="fake",
        gate=FloodGate(),
        bell=Bell(),
        timing=SOUND,
        forms=OpenForm(),
        lines=Lines({}),
        outcomes=RecordingOutcomes(),
    )
    said = [await mara.write(room, text) for text in ("1", "2", "3")]
    store.broken = StoreError("away")
    if acknowledge_first:
        await fake.deliver(inlet)
    else:
        with pytest.raises(StoreError):
            await fake.deliver(inlet)
    store.broken = None
    await fake.deliver(inlet)
    kept = [a.second_key or "" for a in store.state.arrivals.values()]
    keys = {message: DeliveryKey(f"{room}|{message}|message") for message in said}
    return exactly_once(
        [Intended(key=key, lane=room, room=room) for key in keys.values()],
        [Accepted(key=DeliveryKey(k), room=room, message=_message(k)) for k in kept],
        [Acknowledged(key=DeliveryKey(k), room=room, message=_message(k)) for k in kept],
    )


def _message(key: str) -> MessageId:
    return MessageId(key.split("|")[1])


async def test_the_sound_inbox_loses_nothing() -> None:
    assert (await inbox_ordeal(acknowledge_first=False)).clean


async def test_acknowledged_before_it_is_kept_what_was_said_is_lost() -> None:
    assert len((await inbox_ordeal(acknowledge_first=True)).lost) == 3
