"""The settings form does what the command does."""

from dataclasses import replace
from datetime import time

import pytest

from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.person import PersonalSettings
from ci_bot.messages.forms import Form
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

JONAS = PersonId("jonas-r")
FORM = "settings:open-lakeland"


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    house.chat = FakePlatform(house.clock, capabilities=TAPPING)
    house.begin()
    await house.apply()
    for person in ("jonas-r", "mallory"):
        await house.direct(person)
        await house.chat.person(person).open_home()
    await house.settle()
    return house


async def test_from_the_home_tab_it_sets_zone_language_hour_and_days(house: ChatHouse) -> None:
    form = await house.chat.person("jonas-r").press_home("Change")
    assert isinstance(form, Form)
    said = await _submits(house, tz="Europe/Kyiv", lang="de", hour="19:00", days="thu, sat")
    assert "Europe/Kyiv" in said
    assert await _settings(house) == PersonalSettings(
        timezone="Europe/Kyiv", language="de", hour=time(19), days=(4, 6)
    )
    _key, home = house.chat.homes[house.chat.person("jonas-r").account]
    assert home.language == "de"


async def test_it_shows_what_is_set_and_keeps_what_it_has_no_field_for(house: ChatHouse) -> None:
    await house.write("jonas-r", "settings tz Europe/Kyiv hour 19:00 days thu every 4 weeks")
    form = await house.chat.person("jonas-r").open_form(FORM)
    assert isinstance(form, Form)
    assert [field.value for field in form.fields] == ["Europe/Kyiv", "-", "19:00", "thu"]
    await _submits(house, tz="", hour="", days="")
    assert await _settings(house) == PersonalSettings(every_weeks=4)


@pytest.mark.parametrize(
    "values",
    [{"tz": "Moon/Crater"}, {"lang": "tlh"}, {"hour": "25:00"}, {"days": "someday"}],
)
async def test_what_cannot_be_set_changes_nothing(house: ChatHouse, values: dict[str, str]) -> None:
    await house.write("jonas-r", "settings hour 19:00")
    await house.chat.person("jonas-r").open_form(FORM)
    assert "needs another value" in await _submits(house, **values)
    assert await _settings(house) == PersonalSettings(hour=time(19))


@pytest.mark.parametrize("form", [FORM, "settings:no-such", "settings", "settings:"])
async def test_nobody_outside_the_roster_has_settings(house: ChatHouse, form: str) -> None:
    mallory = house.chat.person("mallory")
    assert await mallory.open_form(form) is None
    await mallory.submit({"hour": "19:00"}, form=form)
    await house.settle()
    assert await house.heard_by("mallory") == ""


async def test_in_two_coalitions_each_has_its_own(house: ChatHouse) -> None:
    await house.apply(replace(lakeland(), id=CoalitionId("ring"), name="The Ring", channels=()))
    await house.chat.person("jonas-r").submit({"hour": "19:00"}, form="settings:ring")
    await house.settle()
    assert await _settings(house) == PersonalSettings()
    assert (await house.coalition("ring")).people[JONAS].settings.hour == time(19)


async def _submits(house: ChatHouse, **values: str) -> str:
    await house.heard_by("jonas-r")
    await house.chat.person("jonas-r").submit(values)
    await house.settle()
    return await house.heard_by("jonas-r")


async def _settings(house: ChatHouse) -> PersonalSettings:
    return (await house.coalition()).people[JONAS].settings
