"""What may have been sent is settled: never lost, never doubled."""

import asyncio
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Capabilities, Doubtful, NotAccepted, PlatformStopped, TargetGone
from ci_bot.ports.outgoing import Failure
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Fault, Taken
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import PostOffice, saying

AMBIGUOUS, SENT = DeliveryState.AMBIGUOUS, DeliveryState.SENT
MINUTES_5 = timedelta(minutes=5)


async def test_a_lost_answer_is_found_to_have_arrived(
    office: PostOffice, platform: FakePlatform
) -> None:
    room = platform.room("hub")
    platform.faults.lose_answer()
    await office.commit(office.delivery("a", room), office.delivery("b", room))
    await office.work()
    assert await office.state("a") is AMBIGUOUS
    await office.work_until(office.clock.now() + MINUTES_5)
    assert platform.accepted == ["a", "b"]
    assert (await office.verdict()).clean


async def test_a_lost_request_is_sent_again(office: PostOffice, platform: FakePlatform) -> None:
    room = platform.room("hub")
    platform.faults.lose_request()
    await office.commit(office.delivery("a", room), office.delivery("b", room))
    await office.work_until(office.clock.now() + MINUTES_5)
    assert platform.accepted == ["a", "b"]
    assert (await office.verdict()).clean


async def test_a_request_taken_late_is_waited_for(
    office: PostOffice, platform: FakePlatform
) -> None:
    room = platform.room("hub")
    platform.faults.take_late()
    await office.commit(office.delivery("a", room))
    await office.work_until(office.clock.now() + timedelta(seconds=40))
    platform.land()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert platform.accepted == ["a"]
    assert (await office.verdict()).clean


@pytest.mark.parametrize("taken", list(Taken))
async def test_killed_while_sending_the_next_process_finds_out(
    office: PostOffice, platform: FakePlatform, taken: Taken
) -> None:
    room = platform.room("hub")
    platform.faults.kill(taken)
    await office.commit(*(office.delivery(key, room) for key in "abc"))
    await office.killed()
    platform.land()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert platform.accepted == ["a", "b", "c"]
    assert (await office.verdict()).clean


async def test_killed_between_claim_and_send_it_is_sent_without_asking_anybody(
    office: PostOffice, platform: FakePlatform
) -> None:
    mara = platform.person("mara")
    platform.faults.kill(Taken.NOT, on="direct_room")
    platform.faults.refuse(AssertionError("nothing was sent yet"), on="find")
    await office.commit(office.delivery("p", mara.account, kind=DeliveryKind.PROMPT))
    await office.killed()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert platform.accepted == ["p"]
    assert (await office.verdict()).clean


async def test_killed_while_reconciling_the_next_process_reconciles(
    office: PostOffice, other: FakePlatform
) -> None:
    other.faults.lose_answer()
    other.faults.kill(Taken.NOT, on="find")
    await office.commit(office.delivery("a", other.room("hub")))
    await office.work()
    office.clock.advance(office.timing.settle)
    await office.killed()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert other.accepted == ["a"]
    assert (await office.verdict()).clean


async def test_a_platform_that_stays_silent_is_given_up_and_doubted(
    store: MemoryStore, clock: TurnableClock, fake: FakePlatform
) -> None:
    office = PostOffice(store, clock, Timing(patience=timedelta(milliseconds=10)), fake)
    room = fake.room("hub")
    fake.faults.hold()
    await office.commit(office.delivery("a", room))
    await office.work()
    row = await office.row("a")
    assert (row.state, row.reason) == (AMBIGUOUS, "TimeoutError")


async def test_after_the_platform_forgot_the_key_it_is_searched(
    store: MemoryStore, clock: TurnableClock, timing: Timing
) -> None:
    fake = FakePlatform(clock, capabilities=Capabilities(idempotent_for=timedelta(minutes=30)))
    office = PostOffice(store, clock, timing, fake)
    fake.faults.lose_answer()
    await office.commit(office.delivery("a", fake.room("hub")))
    await office.work()
    office.clock.advance(timedelta(hours=3))
    await office.work()
    assert fake.accepted == ["a"]
    assert await office.state("a") is SENT


async def test_what_was_not_found_goes_first_in_its_lane_even_if_the_clock_lags_a_little(
    office: PostOffice, other: FakePlatform
) -> None:
    room = other.room("hub")
    other.faults.lose_request()
    await office.commit(*(office.delivery(key, room) for key in "abc"))
    await office.work()
    office.clock.advance(office.timing.settle + timedelta(seconds=5))

    def lag(state: DeliveryState) -> None:
        if state is DeliveryState.READY:
            office.clock.jump(timedelta(seconds=-2))

    office.worker = office.hire(observe=lag)
    await office.work()
    assert other.accepted == ["a", "b", "c"]


async def test_what_has_expired_meanwhile_is_searched_and_not_repeated(
    office: PostOffice, fake: FakePlatform
) -> None:
    room, expires = fake.room("hub"), office.clock.now() + timedelta(seconds=30)
    fake.faults.lose_request()
    await office.commit(office.delivery("a", room, expires=expires))
    await office.work_until(office.clock.now() + MINUTES_5)
    assert fake.accepted == []
    assert office.told.failed == [("a", Failure.EXPIRED)]


@pytest.mark.parametrize(
    "refusal",
    [NotAccepted(), NotAccepted(retry_after=timedelta(minutes=1)), Doubtful(), OSError("reset")],
)
async def test_a_search_that_fails_leaves_the_doubt_as_it_is(
    office: PostOffice, other: FakePlatform, refusal: Exception
) -> None:
    other.faults.lose_answer()
    other.faults.refuse(refusal, on="find")
    await office.commit(office.delivery("a", other.room("hub")))
    await office.work()
    office.clock.advance(office.timing.settle)
    await office.work()
    assert await office.state("a") is AMBIGUOUS
    await office.work_until(office.clock.now() + MINUTES_5)
    assert other.accepted == ["a"]
    assert (await office.verdict()).clean


async def test_a_doubt_nobody_can_settle_is_put_to_a_human(
    office: PostOffice, other: FakePlatform
) -> None:
    other.faults.lose_answer()
    other.faults.refuse(TargetGone(), on="find")
    await office.commit(office.delivery("a", other.room("hub")))
    await office.work_until(office.clock.now() + MINUTES_5)
    assert office.told.failed == [("a", Failure.DOUBTFUL)]


async def test_doubts_of_a_stopped_platform_rest_with_it(
    office: PostOffice, other: FakePlatform
) -> None:
    other.faults.lose_answer()
    other.faults.refuse(PlatformStopped(), on="find")
    await office.commit(office.delivery("a", other.room("hub")))
    await office.work_until(office.clock.now() + timedelta(minutes=1))
    row = await office.row("a")
    assert (row.state, row.available > office.clock.now()) == (AMBIGUOUS, True)
    office.lines.stop("other", "the token was revoked")
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    assert await office.state("a") is AMBIGUOUS


async def test_an_edit_in_doubt_is_simply_made_again(
    office: PostOffice, platform: FakePlatform
) -> None:
    room = platform.room("hub")
    platform.faults.lose_request(on="edit")
    platform.faults.lose_answer(on="react")
    await office.commit(
        office.delivery("a", room, text="old"),
        office.delivery("e", room, text="new", edits="a"),
        office.delivery("r", room, edits="a", emoji="✅"),
    )
    await office.work_until(office.clock.now() + MINUTES_5)
    (message,) = platform.said(room)
    assert (message.text, len(message.reactions)) == ("new", 1)
    assert await office.state("r") is SENT


@pytest.mark.parametrize("edits", [None, "0"])
async def test_an_error_nobody_foresaw_is_searched_for_and_given_up_in_the_end(
    office: PostOffice, platform: FakePlatform, edits: str | None
) -> None:
    room = platform.room("hub")
    await office.commit(office.delivery("0", room))
    await office.work()
    broken = Fault(error=ZeroDivisionError(), on="edit" if edits else "send")
    platform.faults.add(broken, times=100)
    await office.commit(office.delivery("a", room, edits=edits))
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    row = await office.row("a")
    assert (row.state, row.tries) == (DeliveryState.FAILED, office.timing.tries)
    assert office.told.failed == [("a", Failure.BROKEN)]


async def test_an_error_nobody_foresaw_after_the_message_arrived_doubles_nothing(
    office: PostOffice, platform: FakePlatform
) -> None:
    platform.faults.add(Fault(error=ZeroDivisionError(), taken=Taken.AT_ONCE))
    await office.commit(office.delivery("a", platform.room("hub")))
    await office.work_until(office.clock.now() + MINUTES_5)
    assert platform.accepted == ["a"]
    assert (await office.verdict()).clean


async def test_stopped_by_its_supervisor_it_leaves_a_doubt_for_the_next_start(
    office: PostOffice, other: FakePlatform
) -> None:
    room = other.room("hub")
    other.faults.hold()
    started = asyncio.Event()
    row = office.delivery("a", room)

    def begin() -> Message:
        started.set()
        return saying("a")

    office.verdicts[row.key] = begin
    await office.commit(row)
    working = asyncio.create_task(office.worker.run())
    await started.wait()
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert await office.state("a") is DeliveryState.SENDING
    office.worker = office.hire()
    await office.work_until(office.clock.now() + MINUTES_5)
    assert other.accepted == ["a"]
    assert (await office.verdict()).clean
