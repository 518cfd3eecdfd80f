"""What a platform finds too long goes in smaller pieces: all of it, in order, each once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import RoomId
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Words, line
from ci_bot.messages.serial import to_json
from ci_bot.messages.split import MESSAGE_BUDGET
from ci_bot.ports.chat import Capabilities, TooLong
from ci_bot.ports.outgoing import Failure
from ci_bot.runtime.outbox_division import SMALLEST
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Taken
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import PostOffice
from tests.runtime.stalling_store import StallingStore

HALF = MESSAGE_BUDGET // 2
WORDS = [f"Sentence number {number} of many." for number in range(HALF // 12)]


@pytest.fixture
def narrow(clock: TurnableClock) -> FakePlatform:
    """A platform that takes less than the splitting assumed."""
    return _platform(clock, HALF + HALF // 2)


@pytest.fixture
def office(
    store: MemoryStore, clock: TurnableClock, timing: Timing, narrow: FakePlatform
) -> PostOffice:
    return PostOffice(store, clock, timing, narrow)


async def test_it_goes_in_pieces_in_its_place_between_the_others(
    office: PostOffice, narrow: FakePlatform
) -> None:
    room = narrow.room("hub")
    await office.commit(office.delivery("before", room), _long(office, room))
    await office.commit(office.delivery("after", room))
    await office.work()
    assert _pieces(narrow, room) == WORDS


@pytest.mark.parametrize("taken", list(Taken))
async def test_killed_between_the_pieces_each_goes_once(
    office: PostOffice, narrow: FakePlatform, taken: Taken
) -> None:
    room = narrow.room("hub")
    await office.commit(office.delivery("before", room))
    await office.work()
    await office.commit(_long(office, room), office.delivery("after", room))
    narrow.faults.refuse(TooLong())
    narrow.faults.kill(taken)
    await office.killed()
    narrow.land()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert _pieces(narrow, room) == WORDS


async def test_a_zombie_divides_nothing_that_another_worker_has_divided(
    office: PostOffice, narrow: FakePlatform, stalling: StallingStore
) -> None:
    room = narrow.room("hub")
    await office.commit(office.delivery("before", room))
    await office.work()
    await office.commit(_long(office, room), office.delivery("after", room))
    zombie = asyncio.create_task(office.hire(stalling).drain())
    await stalling.stalled.wait()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    stalling.go_on.set()
    await zombie
    assert _pieces(narrow, room) == WORDS


async def test_the_pieces_of_a_digests_part_are_no_parts_of_their_own(
    office: PostOffice, narrow: FakePlatform
) -> None:
    room = narrow.room("hub")
    await office.commit(replace(_long(office, room), kind=DeliveryKind.DIGEST, thread_of=None))
    await office.work()
    async with office.store.read() as uow:
        rows = [await uow.outbox.posted(room, m.message) for m in narrow.said(room)]
    kinds = [row.kind for row in rows if row]
    assert kinds[0] is DeliveryKind.DIGEST
    assert set(kinds[1:]) == {DeliveryKind.DIGEST_ADDED}
    assert [row.part for row in rows if row] == list(range(len(rows)))


async def test_pieces_that_are_too_long_are_divided_again_until_they_fit(
    store: MemoryStore, clock: TurnableClock, timing: Timing
) -> None:
    tiny = _platform(clock, SMALLEST + SMALLEST // 2)
    office = PostOffice(store, clock, timing, tiny)
    room = tiny.room("hub")
    # Few enough blocks for one message of any platform, so that only their length divides them.
    words = [f"{'long ' * 60}sentence number {number}." for number in range(30)]
    await office.commit(office.delivery("before", room), _long(office, room, words))
    await office.commit(office.delivery("after", room))
    await office.work()
    assert _pieces(tiny, room) == words
    assert len(tiny.said(room)) > 8
    assert office.told.failed == []


async def test_what_a_platform_finds_too_long_however_short_fails_and_somebody_is_told(
    store: MemoryStore, clock: TurnableClock, timing: Timing
) -> None:
    closed = _platform(clock, SMALLEST // 10)
    office = PostOffice(store, clock, timing, closed)
    room = closed.room("hub")
    await office.commit(_long(office, room, WORDS[: SMALLEST // 100]))
    await office.work()
    assert office.told.failed == [("long", Failure.TOO_LONG)]
    assert await office.state("long") is DeliveryState.FAILED


async def test_an_edit_that_is_too_long_fails_and_somebody_is_told(
    office: PostOffice, narrow: FakePlatform
) -> None:
    room = narrow.room("hub")
    edit = replace(_long(office, room), edits=office.delivery("first", room).key)
    await office.commit(office.delivery("first", room), edit)
    await office.work()
    assert office.told.failed == [("long", Failure.TOO_LONG)]


def _platform(clock: TurnableClock, budget: int) -> FakePlatform:
    return FakePlatform(clock, name="narrow", capabilities=Capabilities(message_budget=budget))


def _long(office: PostOffice, room: RoomId, said: Sequence[str] = WORDS) -> Delivery:
    body = Message(tuple(Paragraph(line("{it}", it=Words(words))) for words in said))
    return replace(office.delivery("long", room), body=to_json(body))


def _pieces(platform: FakePlatform, room: RoomId) -> list[str]:
    """The lines of the pieces between the first message and the last, in order."""
    first, *pieces, last = [message.text for message in platform.said(room)]
    assert (first, last) == ("before", "after")
    assert len(pieces) > 1
    return [row for row in "\n\n".join(pieces).splitlines() if row]
