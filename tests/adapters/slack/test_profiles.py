"""Zones and languages come from profiles: of the coalition's people, and only when they change."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest

from ci_bot.ports.chat import AccountId, MessageReceived, ProfileSeen
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.slack.ears import Ears, Store, ears


class Sweeping(Store):
    """Tells when a sweep begins, and so the one before has ended."""

    def __init__(self, vault: MemoryVault) -> None:
        super().__init__(vault)
        self.swept = asyncio.Event()

    async def accounts(self) -> Sequence[AccountId]:
        self.swept.set()
        return await super().accounts()


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        ear.inlet.known.append(ear.anna.account)
        yield ear


async def test_a_profile_is_read_at_the_start_and_remembered(ear: Ears) -> None:
    ear.slack.change_profile(ear.anna, tz="America/New_York", locale="de-DE")
    async with ear.hearing():
        (event,) = await ear.heard(ProfileSeen)
    assert (event.account, event.zone, event.language) == (
        ear.anna.account,
        "America/New_York",
        "de-DE",
    )
    ear.inlet.events.clear()
    ear.slack.sent.clear()
    async with ear.hearing():
        await ear.slack.world.until(lambda: bool(ear.slack.calls("users.info")))
        await ear.anna.write(ear.direct, "end")
        await ear.heard(MessageReceived)
    assert [type(event) for event in ear.inlet.events] == [MessageReceived]


async def test_a_change_is_heard_at_once(ear: Ears) -> None:
    async with ear.hearing():
        await ear.heard(ProfileSeen)
        ear.slack.change_profile(ear.anna, tz="Asia/Tokyo")
        ear.slack.change_profile(ear.anna, name="anna-maria")
        _, event = await ear.heard(ProfileSeen, 2)
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 2)
    assert event.zone == "Asia/Tokyo"
    assert len(ear.inlet.events) == 2


async def test_of_people_outside_the_coalition_nothing_is_kept(ear: Ears) -> None:
    ben = ear.slack.person("ben", ear.team)
    async with ear.hearing():
        await ear.heard(ProfileSeen)
        ear.slack.change_profile(ben, tz="Asia/Tokyo")
        await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 1)
    assert [event.account for event in ear.inlet.events] == [ear.anna.account]
    assert await ear.vault.names("slack.profile.") == [
        f"slack.profile.{ear.anna.account.partition(':')[2]}"
    ]


async def test_who_joins_is_looked_at_soon(ear: Ears) -> None:
    ear.reading(profiles=0.01)
    ben = ear.slack.person("ben", ear.team)
    async with ear.hearing():
        await ear.heard(ProfileSeen)
        ear.inlet.known.append(ben.account)
        events = await ear.heard(ProfileSeen, 2)
    assert events[-1].account == ben.account


async def test_everybody_is_looked_at_once_a_day(ear: Ears) -> None:
    ear.reading(profiles=0.01)
    inlet = ear.inlet = Sweeping(ear.vault)
    inlet.known.append(ear.anna.account)
    start, shift = ear.now(), [timedelta(0)]
    ear.now = lambda: start + shift[0]
    async with ear.hearing():
        await ear.heard(ProfileSeen)
        ear.slack.world.users[ear.anna.user.who].tz = "Asia/Tokyo"
        for _ in range(2):
            inlet.swept.clear()
            await inlet.swept.wait()
        assert len(ear.slack.calls("users.info")) == 1
        shift[0] = timedelta(hours=25)
        _, event = await ear.heard(ProfileSeen, 2)
    assert event.zone == "Asia/Tokyo"


async def test_what_is_wrong_with_one_account_is_no_obstacle(ear: Ears) -> None:
    gone = ear.slack.person("gone", ear.team, deleted=True)
    strange = AccountId("slack:T0OTHER/U01")
    ear.inlet.known[:] = [strange, gone.account, AccountId(f"slack:{ear.team.id}/U0NOBODY")]
    ear.inlet.known.append(ear.anna.account)
    async with ear.hearing():
        (event,) = await ear.heard(ProfileSeen)
    assert event.account == ear.anna.account


async def test_what_was_seen_and_not_kept_is_handed_in_again(ear: Ears) -> None:
    ear.reading(profiles=0.01)
    ear.inlet.errors.append(RuntimeError("away"))
    async with ear.hearing():
        (event,) = await ear.heard(ProfileSeen)
    assert event.account == ear.anna.account


async def test_excuses_are_in_the_persons_language(ear: Ears) -> None:
    ear.slack.change_profile(ear.anna, locale="de-DE")
    ear.reading(accept=0.05)
    async with ear.hearing():
        await ear.heard(ProfileSeen)
        ear.inlet.errors += [RuntimeError("away")] * 1_000
        answer = await ear.anna.command(ear.direct, "/ci", "status")
    assert answer == {"response_type": "ephemeral", "text": "Try again (de-DE)."}
