"""What a platform refuses is tried again, moved, or told to a human: never lost in silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.domain.person import Account, Person
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Doubtful, NotAccepted, TargetGone, TooLong
from ci_bot.ports.outgoing import Failure
from ci_bot.ports.store import StoreBusyError
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import PostOffice, saying

HUB, MARA = CoalitionId("hub"), PersonId("mara")
DEFERRED, FAILED, SENT = DeliveryState.DEFERRED, DeliveryState.FAILED, DeliveryState.SENT


@pytest.fixture
async def both_accounts(
    store: MemoryStore, fake: FakePlatform, other: FakePlatform
) -> tuple[AccountId, AccountId]:
    """The accounts of one person, the preferred one first."""
    accounts = (fake.person("mara").account, other.person("mara").account)
    async with store.write() as uow:
        await uow.of(HUB).save(
            Coalition(
                id=HUB,
                name="Hub",
                people={MARA: Person(id=MARA, name="Mara")},
                accounts=tuple(Account(id=a, person=MARA) for a in accounts),
            )
        )
        await uow.commit()
    return accounts


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


@pytest.mark.parametrize("on", ["send", "direct_room"])
async def test_a_person_gone_from_one_platform_is_reached_on_the_other(
    office: PostOffice,
    fake: FakePlatform,
    other: FakePlatform,
    both_accounts: tuple[AccountId, AccountId],
    on: str,
) -> None:
    first, second = both_accounts
    fake.faults.refuse(TargetGone(), on=on)
    await office.commit(_of_hub(office.delivery("p", first)))
    await office.work()
    row = await office.row("p")
    assert (row.state, row.account, row.lane) == (SENT, second, second)
    assert (fake.accepted, other.accepted) == ([], ["p"])
    assert office.told.failed == []


async def test_a_person_gone_from_all_platforms_is_told_about_once(
    office: PostOffice,
    fake: FakePlatform,
    other: FakePlatform,
    both_accounts: tuple[AccountId, AccountId],
) -> None:
    fake.unreachable.add(both_accounts[0])
    other.unreachable.add(both_accounts[1])
    await office.commit(_of_hub(office.delivery("p", both_accounts[0])))
    await office.work_until(office.clock.now() + timedelta(minutes=1))
    assert office.told.failed == [("p", Failure.TARGET_GONE)]


async def test_what_may_have_arrived_is_never_moved_to_another_platform(
    office: PostOffice,
    fake: FakePlatform,
    other: FakePlatform,
    both_accounts: tuple[AccountId, AccountId],
) -> None:
    fake.faults.lose_answer()
    await office.commit(_of_hub(office.delivery("p", both_accounts[0])))
    await office.work()
    fake.unreachable.add(both_accounts[0])
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert office.told.failed == [("p", Failure.DOUBTFUL)]
    assert other.accepted == []


@pytest.mark.parametrize("coalition", [None, CoalitionId("no-such"), HUB])
async def test_somebody_unknown_is_not_looked_for_elsewhere(
    office: PostOffice,
    fake: FakePlatform,
    both_accounts: tuple[AccountId, AccountId],
    coalition: CoalitionId | None,
) -> None:
    stranger = fake.person("stranger").account
    fake.unreachable.add(stranger)
    await office.commit(_of_hub(office.delivery("p", stranger), coalition))
    await office.work()
    assert office.told.failed == [("p", Failure.TARGET_GONE)]


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


async def test_people_of_a_stopped_platform_are_reached_on_the_other(
    office: PostOffice,
    fake: FakePlatform,
    other: FakePlatform,
    both_accounts: tuple[AccountId, AccountId],
) -> None:
    fake.stop("the token was revoked")
    await office.commit(_of_hub(office.delivery("p", both_accounts[0])))
    await office.work()
    assert other.accepted == ["p"]


async def test_nobody_is_moved_to_a_platform_that_stopped(
    office: PostOffice, fake: FakePlatform, both_accounts: tuple[AccountId, AccountId]
) -> None:
    office.lines.stop("other", "revoked")
    fake.unreachable.add(both_accounts[0])
    await office.commit(_of_hub(office.delivery("p", both_accounts[0])))
    await office.work()
    assert office.told.failed == [("p", Failure.TARGET_GONE)]


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


def _of_hub(delivery: Delivery, coalition: CoalitionId | None = HUB) -> Delivery:
    return replace(delivery, coalition=coalition)
