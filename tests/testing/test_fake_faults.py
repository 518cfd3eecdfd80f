"""How the fake platform breaks down."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from ci_bot.ports.chat import (
    Capabilities,
    ChatError,
    DeliveryKey,
    Doubtful,
    MessageReceived,
    NotAccepted,
    PlatformStopped,
    Posted,
    RoomId,
    TargetGone,
    TooLong,
)
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.contracts.chat_base import has, receiving, says
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Fault, Killed, Taken
from ci_bot.testing.memory_vault import MemoryVault
from ci_bot.testing.recording_inlet import RecordingInlet

KEY = DeliveryKey("key")
OTHER = DeliveryKey("other")


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))


@pytest.fixture
def platform(clock: TurnableClock) -> FakePlatform:
    return FakePlatform(clock)


@pytest.fixture
def room(platform: FakePlatform) -> RoomId:
    return platform.room("digest", platform.person("anna"))


@pytest.mark.parametrize(
    "error", [NotAccepted(retry_after=timedelta(seconds=30)), TargetGone(), TooLong()]
)
async def test_a_refused_request_leaves_nothing_and_the_next_goes_well(
    platform: FakePlatform, room: RoomId, error: ChatError
) -> None:
    platform.faults.refuse(error)
    with pytest.raises(type(error)):
        await platform.send(room, says("Hello"), key=KEY)
    assert not platform.accepted
    await platform.send(room, says("Hello"), key=KEY)
    assert platform.accepted == [KEY]


async def test_a_lost_request_and_a_lost_answer_look_the_same_but_are_not(
    platform: FakePlatform, room: RoomId, clock: TurnableClock
) -> None:
    platform.faults.lose_request()
    platform.faults.lose_answer()
    with pytest.raises(Doubtful):
        await platform.send(room, says("Hello"), key=KEY)
    assert await platform.find(room, KEY, since=clock.now()) is None
    with pytest.raises(Doubtful):
        await platform.send(room, says("Hello"), key=KEY)
    assert await platform.find(room, KEY, since=clock.now()) is not None


async def test_what_is_taken_late_is_found_only_then(
    platform: FakePlatform, room: RoomId, clock: TurnableClock
) -> None:
    platform.faults.take_late()
    with pytest.raises(Doubtful):
        await platform.send(room, says("Hello"), key=KEY)
    assert await platform.find(room, KEY, since=clock.now()) is None
    platform.land()
    assert await platform.find(room, KEY, since=clock.now()) is not None
    platform.land()
    assert platform.accepted == [KEY]


async def test_without_keys_of_its_own_a_repetition_is_a_second_message(
    clock: TurnableClock,
) -> None:
    platform = FakePlatform(clock, name="slack", capabilities=Capabilities())
    room = platform.room("digest")
    for _ in range(2):
        await platform.send(room, says("Hello"), key=KEY)
    assert platform.accepted == [KEY, KEY]


async def test_a_key_is_forgotten_after_its_time(
    platform: FakePlatform, room: RoomId, clock: TurnableClock
) -> None:
    await platform.send(room, says("Hello"), key=KEY)
    clock.advance(timedelta(hours=25))
    await platform.send(room, says("Hello"), key=KEY)
    assert len(platform.said(room)) == 2


@pytest.mark.parametrize(("taken", "count"), [(Taken.NOT, 0), (Taken.AT_ONCE, 1)])
async def test_a_kill_is_caught_by_nobody(
    platform: FakePlatform, room: RoomId, taken: Taken, count: int
) -> None:
    platform.faults.kill(taken)
    with pytest.raises(Killed):
        await platform.send(room, says("Hello"), key=KEY)
    assert not isinstance(Killed(), Exception)
    assert len(platform.said(room)) == count


async def test_a_request_can_be_held_and_looked_at(platform: FakePlatform, room: RoomId) -> None:
    gate = platform.faults.hold()
    task = asyncio.create_task(platform.send(room, says("Hello"), key=KEY))
    await asyncio.sleep(0)
    assert not platform.said(room)
    gate.set()
    assert await task == Posted(room=room, message=platform.said(room)[0].message)


async def test_a_fault_waits_for_the_request_it_is_meant_for(
    platform: FakePlatform, room: RoomId
) -> None:
    elsewhere = platform.room("elsewhere")
    platform.faults.refuse(NotAccepted(), room=room)
    platform.faults.refuse(NotAccepted(), on="edit")
    posted = await platform.send(elsewhere, says("Hello"), key=KEY)
    with pytest.raises(NotAccepted):
        await platform.send(room, says("Hello"), key=OTHER)
    with pytest.raises(NotAccepted):
        await platform.edit(posted, says("Hi"), key=OTHER)
    assert platform.faults.coming == []


async def test_a_fault_can_come_several_times(platform: FakePlatform, room: RoomId) -> None:
    platform.faults.add(Fault(error=NotAccepted(), on="react"), times=2)
    posted = await platform.send(room, says("Hello"), key=KEY)
    for _ in range(2):
        with pytest.raises(NotAccepted):
            await platform.react(posted, "👍", key=OTHER)
    await platform.react(posted, "👍", key=OTHER)


async def test_a_stopped_platform_refuses_everything_until_it_resumes(
    platform: FakePlatform, room: RoomId
) -> None:
    inlet = RecordingInlet(MemoryVault())
    task = asyncio.create_task(platform.receive(inlet))
    await asyncio.sleep(0)
    platform.stop("token revoked")
    with pytest.raises(PlatformStopped, match="revoked"):
        await task
    with pytest.raises(PlatformStopped):
        await platform.send(room, says("Hello"), key=KEY)
    platform.resume()
    await platform.send(room, says("Hello"), key=KEY)


async def test_an_unreachable_account_stops_its_direct_room_only(platform: FakePlatform) -> None:
    anna, ben = platform.person("anna"), platform.person("ben")
    shared, direct = platform.room("both", anna, ben), await platform.direct_room(anna.account)
    platform.unreachable.add(anna.account)
    with pytest.raises(TargetGone):
        await platform.send(direct, says("Hello"), key=KEY)
    with pytest.raises(TargetGone):
        await platform.direct_room(anna.account)
    await platform.send(shared, says("Hello"), key=KEY)


async def test_what_is_gone_can_be_neither_changed_nor_found(platform: FakePlatform) -> None:
    room = platform.room("digest")
    with pytest.raises(TargetGone):
        await platform.edit(
            Posted(room=room, message=platform.server.new_message()), says(""), key=KEY
        )
    with pytest.raises(TargetGone):
        await platform.send(RoomId("fake:!nowhere"), says("Hello"), key=KEY)


async def test_a_room_that_the_person_left_is_replaced_every_time(platform: FakePlatform) -> None:
    anna, rooms = platform.person("anna"), set[RoomId]()
    for _ in range(3):
        room = await platform.direct_room(anna.account)
        rooms.add(room)
        await anna.leave(room)
    assert len(rooms) == 3


async def test_an_event_can_be_delivered_again(platform: FakePlatform, room: RoomId) -> None:
    inlet = RecordingInlet(MemoryVault())
    await platform.person("anna").write(room, "Hello")
    (event,) = platform.server.waiting
    platform.tell(event)
    async with receiving(platform, inlet):
        await inlet.until(has(MessageReceived))
        await platform.person("anna").write(room, "End")
        await inlet.until(has(MessageReceived, 2))
    assert len(inlet.events) == 2


async def test_people_change_only_what_is_theirs(platform: FakePlatform, room: RoomId) -> None:
    anna, ben = platform.person("anna"), platform.person("ben")
    message = await anna.write(room, "Hello")
    with pytest.raises(LookupError):
        await ben.edit(room, message, "Bye")
    with pytest.raises(LookupError):
        await ben.react(room, platform.server.new_message(), "👍")


def test_two_rooms_do_not_share_a_name(platform: FakePlatform, room: RoomId) -> None:
    with pytest.raises(ValueError, match="digest"):
        platform.room("digest")
