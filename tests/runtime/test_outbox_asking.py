"""Where the bot may not look for a message, a person is asked; unanswered, nothing is sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import ASKED, Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import DeliveryKey, MessageId, RoomId
from ci_bot.ports.chat import TargetGone, Unsearchable
from ci_bot.ports.outgoing import Failure
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Taken
from tests.runtime.post_office import PostOffice

AMBIGUOUS, FAILED, SENT = DeliveryState.AMBIGUOUS, DeliveryState.FAILED, DeliveryState.SENT
MINUTES_5 = timedelta(minutes=5)


@pytest.fixture
def room(other: FakePlatform) -> RoomId:
    """A room whose history the bot may not read."""
    for _ in range(5):
        other.faults.refuse(Unsearchable(), on="find")
    return other.room("hub")


async def test_somebody_is_asked_once_and_the_lane_waits(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_answer()
    await _commit_parts(office, room)
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    assert office.told.asked == ["0"]
    row = await office.row("0")
    assert (row.state, row.reason) == (AMBIGUOUS, ASKED)
    assert other.accepted == ["0"]


async def test_who_stumbles_over_the_question_leaves_it_unsent_all_the_same(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_answer()
    office.told.errors.append(RuntimeError("no backbone"))
    await _commit_parts(office, room)
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    row = await office.row("0")
    assert (row.state, row.reason) == (AMBIGUOUS, ASKED)
    assert office.told.asked == []
    assert other.accepted == ["0"]


async def test_what_arrived_is_not_sent_again_and_the_rest_follows(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_answer()
    await _commit_parts(office, room)
    await office.work_until(office.clock.now() + MINUTES_5)
    assert await _answer(office, "0", arrived=True)
    await office.work()
    assert other.accepted == ["0", "1", "2"]


async def test_what_did_not_arrive_is_sent_once_before_the_rest(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_request()
    await _commit_parts(office, room)
    await office.work_until(office.clock.now() + MINUTES_5)
    assert await _answer(office, "0", arrived=False)
    assert not await _answer(office, "0", arrived=False)
    await office.work()
    assert other.accepted == ["0", "1", "2"]
    assert (await office.verdict()).clean


@pytest.mark.parametrize("taken", [Taken.NOT, Taken.AT_ONCE])
async def test_killed_while_sending_it_is_asked_about_by_the_next_process(
    office: PostOffice, other: FakePlatform, room: RoomId, taken: Taken
) -> None:
    other.faults.kill(taken)
    await _commit_parts(office, room)
    await office.killed()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert office.told.asked == ["0"]
    await office.work_until(office.clock.now() + MINUTES_5)
    assert office.told.asked == ["0"]
    assert other.accepted == (["0"] if taken is Taken.AT_ONCE else [])


async def test_killed_while_it_looks_it_is_asked_about_once(
    office: PostOffice, other: FakePlatform
) -> None:
    room = other.room("hub")
    other.faults.kill(Taken.NOT, on="find")
    other.faults.refuse(Unsearchable(), on="find")
    other.faults.lose_answer()
    await _commit_parts(office, room)
    await office.work()
    office.clock.advance(office.timing.settle)
    await office.killed()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert office.told.asked == ["0"]


async def test_without_an_answer_it_is_given_up_and_never_sent_again(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_answer()
    await _commit_parts(office, room)
    await office.work_until(office.clock.now() + timedelta(hours=25), MINUTES_5)
    assert office.told.failed == [("0", Failure.DOUBTFUL)]
    assert not await _answer(office, "0", arrived=False)
    assert other.accepted == ["0", "1", "2"]


async def test_below_what_a_person_saw_the_details_stand_without_a_thread(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_answer()
    details = _digest(office.delivery("details", room, thread_of="0"))
    edit = _digest(office.delivery("edit", room, edits="0"))
    await office.commit(_digest(office.delivery("0", room)), details, edit)
    await office.work_until(office.clock.now() + MINUTES_5)
    await _answer(office, "0", arrived=True)
    await office.work_until(office.clock.now() + MINUTES_5)
    assert [m.thread for m in other.said(room)] == [None, None]
    assert other.accepted == ["0", "details"]
    assert office.told.failed == [("edit", Failure.ORPHANED)]


@pytest.mark.parametrize("kind", [DeliveryKind.NOTICE, DeliveryKind.REPLY])
async def test_nobody_is_asked_about_what_nobody_would_miss(
    office: PostOffice, other: FakePlatform, room: RoomId, kind: DeliveryKind
) -> None:
    other.faults.lose_answer()
    await office.commit(office.delivery("a", room, kind=kind))
    await office.work_until(office.clock.now() + MINUTES_5)
    assert office.told.asked == []
    assert other.accepted == ["a"]
    assert await office.state("a") is FAILED


async def test_a_doubtful_prompt_is_never_doubled(
    office: PostOffice, other: FakePlatform, room: RoomId
) -> None:
    other.faults.lose_answer()
    await office.commit(
        office.delivery("p", other.person("mara").account, kind=DeliveryKind.PROMPT)
    )
    await office.work_until(office.clock.now() + MINUTES_5)
    assert other.accepted == ["p"]
    assert office.told.failed == [("p", Failure.DOUBTFUL)]


async def test_what_was_shown_to_one_person_alone_is_never_repeated(
    office: PostOffice, other: FakePlatform
) -> None:
    mara = other.person("mara")
    room = other.room("hub", mara)
    other.faults.lose_answer()
    aside = office.delivery("a", room, kind=DeliveryKind.REPLY)
    await office.commit(replace(aside, only=mara.account))
    await office.work_until(office.clock.now() + MINUTES_5)
    assert other.accepted == ["a"]
    assert await office.state("a") is FAILED


async def test_what_cannot_be_shown_aside_in_a_room_goes_to_the_person(
    office: PostOffice, other: FakePlatform
) -> None:
    mara = other.person("mara")
    room = other.room("hub", mara)
    other.faults.refuse(TargetGone("not in this channel"))
    aside = office.delivery("a", room, kind=DeliveryKind.REPLY)
    await office.commit(replace(aside, only=mara.account, thread=MessageId("there")))
    await office.work()
    (message,) = other.said(RoomId("other:!direct-mara"))
    assert (message.only, message.thread) == (None, None)
    assert await office.state("a") is SENT


def _digest(delivery: Delivery) -> Delivery:
    return replace(delivery, kind=DeliveryKind.DIGEST)


async def _commit_parts(office: PostOffice, room: RoomId) -> None:
    await office.commit(*(_digest(office.delivery(key, room)) for key in "012"))


async def _answer(office: PostOffice, key: str, *, arrived: bool) -> bool:
    tries = (await office.row(key)).tries
    async with office.store.write() as uow:
        changed = await uow.outbox.answered(
            DeliveryKey(key), tries=tries, arrived=arrived, now=office.clock.now()
        )
        await uow.commit()
    return changed
