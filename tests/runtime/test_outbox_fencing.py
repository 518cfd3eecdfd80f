"""Only whoever holds the lease may change a delivery; what was sent stays sent."""

import asyncio
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import TargetGone
from ci_bot.ports.store import ConflictError, StoreBusyError
from ci_bot.runtime.outbox_reconcile import Reconciliation
from ci_bot.testing.fake_chat import FakePlatform
from tests.runtime.post_office import PostOffice, saying
from tests.runtime.stalling_store import StallingStore

AMBIGUOUS, SENT = DeliveryState.AMBIGUOUS, DeliveryState.SENT


async def test_a_zombie_does_not_send_what_another_worker_has_sent(
    office: PostOffice, other: FakePlatform, stalling: StallingStore
) -> None:
    mara = other.person("mara")
    await office.commit(office.delivery("p", mara.account, kind=DeliveryKind.PROMPT))
    zombie = asyncio.create_task(office.hire(stalling).drain())
    await stalling.stalled.wait()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert other.accepted == ["p"]
    stalling.go_on.set()
    await zombie
    assert other.accepted == ["p"]
    assert (await office.verdict()).clean


async def test_a_zombie_writes_nothing_over_what_another_worker_found_out(
    office: PostOffice, other: FakePlatform, stalling: StallingStore
) -> None:
    other.faults.refuse(TargetGone())
    await office.commit(office.delivery("a", other.room("hub")))
    zombie = asyncio.create_task(office.hire(stalling).drain())
    await stalling.stalled.wait()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    stalling.go_on.set()
    await zombie
    assert await office.state("a") is SENT
    assert office.told.failed == []


async def test_a_zombie_that_sent_tells_nobody_so_twice(
    office: PostOffice, other: FakePlatform, stalling: StallingStore
) -> None:
    await office.commit(office.delivery("a", other.room("hub")))
    zombie = asyncio.create_task(office.hire(stalling).drain())
    await stalling.stalled.wait()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    stalling.go_on.set()
    await zombie
    assert [told.key for told in office.told.sent] == ["a"]


async def test_whose_lease_is_nearly_over_asks_the_platform_for_nothing(
    office: PostOffice, other: FakePlatform
) -> None:
    row = office.delivery("a", other.room("hub"))

    def slow() -> Message:
        office.clock.advance(office.timing.lease - timedelta(seconds=5))
        return saying("x")

    office.verdicts[row.key] = slow
    await office.commit(row)
    await office.worker.drain()
    assert other.accepted == []
    office.verdicts.clear()
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert other.accepted == ["a"]
    assert (await office.verdict()).clean


async def test_whose_lease_on_a_doubt_is_over_asks_nothing_either(
    office: PostOffice, other: FakePlatform
) -> None:
    other.faults.lose_answer()
    await office.commit(office.delivery("a", other.room("hub")))
    await office.work()
    office.clock.advance(office.timing.settle)
    async with office.store.write() as uow:
        (doubtful,) = await uow.outbox.claim_doubtful(
            now=office.clock.now(),
            attempt="mine",
            leased_until=office.clock.now() + timedelta(seconds=5),
            limit=1,
        )
        await uow.commit()
    other.faults.refuse(AssertionError("the lease is over"), on="find")
    reconcile = Reconciliation(
        store=office.store, clock=office.clock, lines=office.lines, timing=office.timing
    )
    assert await reconcile(doubtful) is None


async def test_what_was_sent_stays_sent_even_if_its_outcome_stumbles(
    office: PostOffice, fake: FakePlatform
) -> None:
    office.told.errors.append(LookupError())
    await office.commit(office.delivery("a", fake.room("hub")))
    await office.work()
    assert await office.state("a") is SENT
    assert office.told.sent == []


@pytest.mark.parametrize("failure", [TargetGone(), None])
async def test_a_failure_stays_one_even_if_its_outcome_stumbles(
    office: PostOffice, fake: FakePlatform, failure: TargetGone | None
) -> None:
    room = fake.room("hub")
    if failure:
        fake.faults.refuse(failure)
    else:
        fake.stop("revoked")
    office.told.errors.append(LookupError())
    await office.commit(office.delivery("a", room))
    await office.work()
    expected = DeliveryState.FAILED if failure else DeliveryState.DEFERRED
    assert await office.state("a") is expected


async def test_a_conflict_while_settling_is_settled_again_with_its_outcome(
    office: PostOffice, fake: FakePlatform
) -> None:
    office.told.errors += [ConflictError(), StoreBusyError()]
    await office.commit(office.delivery("a", fake.room("hub")))
    await office.work()
    assert [told.key for told in office.told.sent] == ["a"]


async def test_a_receipt_that_cannot_be_written_is_found_out_later(
    office: PostOffice, other: FakePlatform
) -> None:
    office.told.errors += [StoreBusyError()] * 3
    await office.commit(office.delivery("a", other.room("hub")))
    with pytest.raises(ExceptionGroup):
        await office.work()
    assert await office.state("a") is DeliveryState.SENDING
    await office.work_until(office.clock.now() + timedelta(minutes=5))
    assert other.accepted == ["a"]
    assert [told.key for told in office.told.sent] == ["a"]
