"""A person's profile says their zone and language, where nobody set them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, PersonId
from ci_bot.domain.person import Account, PersonalSettings
from ci_bot.ports.chat import ProfileSeen
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

JONAS = PersonId("jonas-r")


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    await house.apply()
    return house


async def test_the_profile_comes_before_the_organisation(house: ChatHouse) -> None:
    await _seen(house, "Asia/Tokyo", "de-AT")
    said = await house.says("jonas-r", "whoami")
    assert "Zeitzone" in said
    assert "Asia/Tokyo" in said


@pytest.mark.parametrize("who", [{"timezone": "Europe/Oslo", "language": "en"}, {}])
async def test_what_was_set_comes_before_the_profile(who: dict[str, str]) -> None:
    house = ChatHouse()
    settings = PersonalSettings(timezone="Europe/Kyiv", language="en") if not who else None
    await house.apply(_with(lakeland(), settings=settings or PersonalSettings(), **who))
    await _seen(house, "Asia/Tokyo", "de")
    coalition = await house.coalition()
    today = house.clock.now().date()
    expected = who.get("timezone", "Europe/Kyiv")
    assert coalition.zone_of(JONAS, today) == expected
    assert coalition.language_of(JONAS, today) == "en"
    said = await house.says("jonas-r", "whoami")
    assert ("the backbone entered" if who else "the one you set") in said


@pytest.mark.parametrize(
    ("zone", "language"), [("Moon/Crater", "tlh"), ("../etc/passwd", "xx"), ("", ""), (None, None)]
)
async def test_what_nobody_knows_says_nothing(
    house: ChatHouse, zone: str | None, language: str | None
) -> None:
    await _seen(house, "Asia/Tokyo", "de")
    before = await house.coalition()
    await _seen(house, zone, language)
    assert await house.coalition() == before


async def test_an_unchanged_profile_changes_nothing(house: ChatHouse) -> None:
    await _seen(house, "Asia/Tokyo", "de")
    before = await house.coalition()
    await _seen(house, "Asia/Tokyo", "de")
    assert (await house.coalition()).revision == before.revision


async def test_of_two_workspaces_the_first_accounts_profile_counts(house: ChatHouse) -> None:
    coalition = await house.coalition()
    second = Account(id=AccountId("fake:T2/jonas-r"), person=JONAS)
    accounts = (*coalition.accounts, second)
    await house.app.composition.apply_coalition(
        coalition.id, lambda _stored: replace(coalition, accounts=accounts)
    )
    await _seen(house, "Asia/Tokyo", "de")
    await _seen(house, "America/Lima", "en", person="T2/jonas-r")
    who = (await house.coalition()).people[JONAS]
    assert (who.profile_timezone, who.profile_language) == ("Asia/Tokyo", "de")


async def test_a_stranger_s_profile_changes_nothing(house: ChatHouse) -> None:
    before = await house.coalition()
    await _seen(house, "Asia/Tokyo", "de", person="mallory")
    assert await house.coalition() == before


async def test_the_next_round_asks_at_an_hour_of_the_profiles_day(house: ChatHouse) -> None:
    await _seen(house, "Asia/Tokyo", None)
    house.clock.turn_to(datetime(2026, 11, 18, 23, 0, tzinfo=UTC))
    await house.settle()
    async with house.store.read() as uow:
        (prompt,) = await uow.of((await house.coalition()).id).prompts_of_person(JONAS)
    assert prompt.due == datetime(2026, 11, 19, 0, 30, tzinfo=UTC)


async def _seen(
    house: ChatHouse, zone: str | None, language: str | None, *, person: str = "jonas-r"
) -> None:
    room = await house.direct(person)
    account = house.chat.person(person).account
    envelope = house.chat.server.envelope(account, room)
    house.chat.tell(ProfileSeen(**envelope, zone=zone, language=language))
    await house.settle()


def _with(coalition: Coalition, **facts: object) -> Coalition:
    who = replace(coalition.people[JONAS], **facts)  # type: ignore[arg-type]
    return replace(coalition, people={**coalition.people, JONAS: who})
