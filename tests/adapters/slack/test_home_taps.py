"""What is tapped on the home tab belongs to the person's direct room."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from ci_bot.messages.blocks import Choice
from ci_bot.ports.chat import Pressed
from tests.adapters.slack.ears import FORM, Ears, ears
from tests.adapters.slack.said import KEY, choices, sender


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        shown = choices(
            Choice("settings", "Settings"),
            Choice("away", "Away", aside=True),
            Choice("words", "Words", aside=True, opens="answer:7"),
            Choice("more", "More", opens="answer:7"),
        )
        await sender(ear).show_home(ear.anna.account, shown, key=KEY)
        yield ear


async def test_a_tap_on_the_home_tab_names_no_message(ear: Ears) -> None:
    async with ear.hearing():
        assert await ear.anna.click_home("Settings") == {}
        (event,) = await ear.heard(Pressed)
    assert (event.account, event.room, event.direct) == (ear.anna.account, ear.direct, True)
    assert (event.message, event.delivery, event.block, event.option) == (None, KEY, 0, 0)


async def test_an_entry_of_a_menu_is_a_choice_like_any_other(ear: Ears) -> None:
    async with ear.hearing():
        await ear.anna.click_home("Away")
        (event,) = await ear.heard(Pressed)
    assert (event.delivery, event.block, event.option) == (KEY, 0, 1)


@pytest.mark.parametrize("label", ["Words", "More"])
async def test_a_form_opens_from_a_menu_and_from_a_button(ear: Ears, label: str) -> None:
    ear.inlet.forms["answer:7"] = FORM
    async with ear.hearing():
        await ear.anna.click_home(label)
        view = await ear.anna.modal()
    assert view.body["title"]["text"] == "Words"
    (opening,) = ear.inlet.openings
    assert (opening.form, opening.room, opening.message) == ("answer:7", ear.direct, None)


async def test_a_form_that_slack_refuses_is_excused_in_the_direct_message(ear: Ears) -> None:
    ear.inlet.forms["answer:7"] = FORM
    ear.slack.faults.error("views.open", "expired_trigger_id")
    async with ear.hearing():
        await ear.anna.click_home("More")
        seen = await ear.anna.see(ear.direct)
    assert [one.text for one in seen] == ["Try again (None)."]


async def test_a_tap_that_can_not_be_kept_is_excused_in_the_direct_message(ear: Ears) -> None:
    ear.reading(accept=0.05)
    ear.inlet.errors += [RuntimeError("away")] * 1_000
    async with ear.hearing():
        clicked = asyncio.create_task(ear.anna.click_home("Settings"))
        seen = await ear.anna.see(ear.direct)
        ear.slack.clock.turn(3.1)
        assert await clicked is None
    assert [one.text for one in seen] == ["Try again (None)."]
