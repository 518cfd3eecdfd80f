"""What a platform refuses is tried again, moved, or told to a human: never lost in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Doubtful, Misshapen, NotAccepted, TooLong
from ci_bot.ports.outgoing import Failure
from ci_bot.ports.store import StoreBusyError
from ci_bot.testing.fake_chat import FakePlatform
from tests.runtime.post_office import PostOffice, saying

HUB, MARA = CoalitionId("hub"), PersonId("mara")
DEFERRED, FAILED, SENT = DeliveryState.DEFERRED, DeliveryState.FAILED, DeliveryState.SENT


async def test_a_refusal_is_tried_again_after_the_time_the_platform_names(
    office: PostOffice, fake: FakePlatform
) -> None:
    fake.faults.refuse(NotAccepted(retry_after=timedelta(minutes=30)))
    await office.commit(office.delivery("a", fake.room("hub")))
    await office.work()
    row = await office.row("a")
    assert (row.state, row.available - office.clock.now()) == (DEFERRED, timedelta(minutes=30))
    await office.work_until(row.available)
    assert fake.accepted == ["a"]


async def test_refusals_without_a_time_are_retried_more_and_more_slowly(
    office: PostOffice, fake: FakePlatform
) -> None:
    for _ in range(12):
        fake.faults.refuse(NotAccepted())
    await office.commit(office.delivery("a", fake.room("hub")))
    waits = []
    for _ in range(12):
        await office.work()
        row = await office.row("a")
        waits.append((row.available - office.clock.now()).total_seconds())
        office.clock.turn_to(row.available)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]
    await office.work()
    assert await office.state("a") is SENT


async def test_a_refused_lane_waits_in_order_and_others_go_on(
    office: PostOffice, fake: FakePlatform
) -> None:
    one, two = fake.room("one"), fake.room("two")
    fake.faults.refuse(NotAccepted(), room=one)
    await office.commit(
        office.delivery("10", one), office.delivery("11", one), office.delivery("20", two)
    )
    await office.work()
    assert fake.accepted == ["20"]
    await office.work_until(office.clock.now() + timedelta(seconds=10))
    assert fake.accepted == ["20", "10", "11"]


async def test_a_message_too_long_fails_and_somebody_is_told(
    office: PostOffice, fake: FakePlatform
) -> None:
    fake.faults.refuse(TooLong())
    await office.commit(office.delivery("a", fake.room("hub")))
    await office.work()
    assert await office.state("a") is FAILED
    assert office.told.failed == [("a", Failure.TOO_LONG)]


async def test_a_message_that_no_repeating_mends_fails_at_once_and_holds_up_nobody(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    fake.faults.refuse(Misshapen())
    await office.commit(office.delivery("a", room), office.delivery("b", room))
    await office.work()
    assert await office.state("a") is FAILED
    assert office.told.failed == [("a", Failure.BROKEN)]
    assert fake.accepted == ["b"]


async def test_a_room_gone_fails_alone(office: PostOffice, fake: FakePlatform) -> None:
    one, two = fake.room("one", fake.person("mara")), fake.room("two")
    fake.expel(one, fake.person("mara"))
    await office.commit(office.delivery("1", one), office.delivery("2", two))
    await office.work()
    assert office.told.failed == [("1", Failure.TARGET_GONE)]
    assert fake.accepted == ["2"]


async def test_a_stopped_platform_rests_others_go_on_and_one_notice_is_given(
    office: PostOffice, fake: FakePlatform, other: FakePlatform
) -> None:
    here, there = [fake.room(f"r{n}") for n in range(3)], other.room("there")
    fake.stop("the token was revoked")
    await office.commit(*(office.delivery(room, room) for room in here))
    await office.commit(office.delivery("x", there))
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    assert office.told.stopped == [("fake", "the token was revoked")]
    assert dict(office.lines.stopped) == {"fake": "the token was revoked"}
    assert other.accepted == ["x"]
    assert [await office.state(room) for room in here] == [DEFERRED] * 3
    assert office.told.failed == []


async def test_what_rested_goes_out_once_the_platform_lets_the_bot_in_again(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    fake.stop("the token was revoked")
    await office.commit(office.delivery("a", room), office.delivery("b", room))
    await office.work()
    fake.resume()
    restarted = PostOffice(office.store, office.clock, office.timing, fake)
    await restarted.work_until(office.clock.now() + timedelta(minutes=6))
    assert fake.accepted == ["a", "b"]


async def test_a_platform_that_is_not_there_is_one_that_stopped(
    office: PostOffice, fake: FakePlatform
) -> None:
    await office.commit(office.delivery("a", AccountId("pigeon:mara")))
    await office.work_until(office.clock.now() + timedelta(minutes=20), timedelta(minutes=1))
    assert [name for name, _ in office.told.stopped] == ["pigeon"]
    assert await office.state("a") is DEFERRED


async def test_a_direct_room_that_could_not_be_made_leaves_no_doubt(
    office: PostOffice, fake: FakePlatform
) -> None:
    fake.faults.refuse(Doubtful("no answer"), on="direct_room")
    await office.commit(office.delivery("p", fake.person("mara").account))
    await office.work()
    assert await office.state("p") is DEFERRED
    await office.work_until(office.clock.now() + timedelta(seconds=10))
    assert await office.state("p") is SENT


async def test_what_cannot_be_prepared_is_given_up_in_the_end_and_told(
    office: PostOffice, fake: FakePlatform
) -> None:
    row = office.delivery("p", fake.room("hub"))

    def broken() -> Message:
        raise LookupError("Mara's words")

    office.verdicts[row.key] = broken
    await office.commit(row)
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    kept = await office.row("p")
    assert (kept.state, kept.tries) == (FAILED, office.timing.tries)
    assert kept.reason == "mistake: LookupError"
    assert office.told.failed == [("p", Failure.BROKEN)]


async def test_a_slip_is_forgiven_even_after_many_refusals(
    office: PostOffice, fake: FakePlatform
) -> None:
    for _ in range(6):
        fake.faults.refuse(NotAccepted())
    row = office.delivery("p", fake.room("hub"))
    answers = iter([*[saying("x")] * 6, None, saying("x")])

    def slips() -> Message:
        answer = next(answers)
        if answer is None:
            raise LookupError
        return answer

    office.verdicts[row.key] = slips
    await office.commit(row)
    await office.work_until(office.clock.now() + timedelta(minutes=20))
    assert await office.state("p") is SENT


async def test_a_database_that_is_away_while_preparing_is_held_against_nobody(
    office: PostOffice, fake: FakePlatform
) -> None:
    row = office.delivery("p", fake.room("hub"))
    answers = iter([StoreBusyError("locked")] * 10)

    def away() -> Message:
        for error in answers:
            raise error
        return saying("x")

    office.verdicts[row.key] = away
    await office.commit(row)
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    assert await office.state("p") is SENT


@pytest.mark.parametrize(
    "saying_nothing", [{"body": None}, {"edits": "0", "body": None}, {"emoji": "✅", "body": None}]
)
async def test_a_row_that_says_nothing_is_a_mistake_that_stops_its_lane_for_a_while_only(
    office: PostOffice, fake: FakePlatform, saying_nothing: dict[str, str | None]
) -> None:
    room = fake.room("hub")
    first = office.delivery("0", room, kind=DeliveryKind.REPLY)
    empty = replace(office.delivery("a", room, kind=DeliveryKind.REPLY), **saying_nothing)  # type: ignore[arg-type]
    await office.commit(first, empty, office.delivery("b", room))
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert office.told.failed == [("a", Failure.BROKEN)]
    assert fake.accepted == ["0", "b"]
