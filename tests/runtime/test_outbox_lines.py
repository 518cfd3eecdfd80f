"""One workspace that refuses the bot stops alone: its deliveries rest or move, all others go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.domain.person import Account, Person
from ci_bot.ports.chat import TargetGone
from ci_bot.runtime.lines import Lines
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import PostOffice

HUB, MARA = CoalitionId("hub"), PersonId("mara")
T1 = "fake:T1/"
DEFERRED, SENT = DeliveryState.DEFERRED, DeliveryState.SENT


@pytest.fixture
async def accounts(store: MemoryStore, fake: FakePlatform) -> tuple[AccountId, ...]:
    """Two accounts of one person in one workspace, and one in another of the same platform."""
    own = tuple(fake.person(name).account for name in ("T1/mara", "T1/mara-too", "T2/mara"))
    async with store.write() as uow:
        await uow.of(HUB).save(
            Coalition(
                id=HUB,
                name="Hub",
                people={MARA: Person(id=MARA, name="Mara")},
                accounts=tuple(Account(id=a, person=MARA) for a in own),
            )
        )
        await uow.commit()
    return own


async def test_a_refused_workspace_rests_and_the_other_goes_on(
    office: PostOffice, fake: FakePlatform
) -> None:
    here, there = fake.room("T1/all"), fake.room("T2/all")
    fake.stop("account_inactive", line=T1)
    await office.commit(office.delivery("1", here), office.delivery("2", there))
    await office.work_until(office.clock.now() + timedelta(minutes=20), timedelta(minutes=1))
    assert fake.accepted == ["2"]
    assert await office.state("1") is DEFERRED
    assert dict(office.lines.stopped) == {T1: "account_inactive"}
    assert office.told.stopped == [(T1, "account_inactive")]
    assert office.told.failed == []


async def test_what_waited_for_a_workspace_goes_once_when_it_is_back(
    office: PostOffice, fake: FakePlatform
) -> None:
    here = fake.room("T1/all")
    fake.stop("account_inactive", line=T1)
    await office.commit(*(office.delivery(key, here) for key in "abc"))
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    fake.resume()
    office.lines.resume(T1)
    await office.work_until(office.clock.now() + timedelta(minutes=6), timedelta(minutes=1))
    assert fake.accepted == ["a", "b", "c"]
    assert (await office.verdict()).clean


async def test_a_person_of_a_refused_workspace_is_reached_in_another(
    office: PostOffice, fake: FakePlatform, accounts: tuple[AccountId, ...]
) -> None:
    fake.stop("account_inactive", line=T1)
    await office.commit(replace(office.delivery("p", accounts[0]), coalition=HUB))
    await office.work()
    row = await office.row("p")
    assert (row.state, row.account) == (SENT, accounts[2])
    assert fake.accepted == ["p"]


async def test_a_person_without_any_other_workspace_waits_at_their_first_account(
    office: PostOffice, fake: FakePlatform, accounts: tuple[AccountId, ...]
) -> None:
    fake.stop("account_inactive", line=T1)
    office.lines.stop("fake:T2/", "account_inactive")
    await office.commit(replace(office.delivery("p", accounts[0]), coalition=HUB))
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    row = await office.row("p")
    assert (row.state, row.account) == (DEFERRED, accounts[0])


async def test_a_person_gone_from_a_workspace_is_reached_by_their_next_account(
    office: PostOffice, fake: FakePlatform, accounts: tuple[AccountId, ...]
) -> None:
    fake.faults.refuse(TargetGone(), on="direct_room")
    await office.commit(replace(office.delivery("p", accounts[0]), coalition=HUB))
    await office.work()
    assert (await office.row("p")).account == accounts[1]
    assert fake.accepted == ["p"]


async def test_a_doubt_in_a_refused_workspace_rests_with_it(
    office: PostOffice, other: FakePlatform
) -> None:
    here = other.room("T1/all")
    other.faults.lose_answer()
    await office.commit(office.delivery("a", here), office.delivery("b", here))
    await office.work()
    other.stop("account_inactive", line="other:T1/")
    office.lines.stop("other:T1/", "account_inactive")
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    assert await office.state("a") is DeliveryState.AMBIGUOUS
    other.resume()
    office.lines.resume("other:T1/")
    await office.work_until(office.clock.now() + timedelta(minutes=6), timedelta(minutes=1))
    assert other.accepted == ["a", "b"]
    assert (await office.verdict()).clean


def test_a_line_is_a_platform_or_a_part_of_it_and_never_a_namesake(fake: FakePlatform) -> None:
    lines = Lines({"fake": fake})
    lines.stop(T1, "revoked")
    assert lines.to(AccountId("fake:T1/mara")) is None
    assert lines.to(AccountId("fake:T12/mara")) is fake
    lines.stop("fake", "revoked")
    assert lines.to(AccountId("fake:T12/mara")) is None
    lines.resume("fake")
    assert lines.to(AccountId("fake:T12/mara")) is fake
    assert lines.stopped_for(AccountId("fake:T1/mara")) == T1
