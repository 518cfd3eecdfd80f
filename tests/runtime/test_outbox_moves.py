"""Who is gone from one platform is reached on another; certainly not twice."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.domain.person import Account, Person
from ci_bot.ports.chat import TargetGone
from ci_bot.ports.outgoing import Failure
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import PostOffice

HUB, MARA = CoalitionId("hub"), PersonId("mara")
SENT = DeliveryState.SENT


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


def _of_hub(delivery: Delivery, coalition: CoalitionId | None = HUB) -> Delivery:
    return replace(delivery, coalition=coalition)
