"""The home tab: what is mine, what is asked of me, and what to press."""

from dataclasses import replace

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import ActivityId, CoalitionId, PersonId, RoomId
from ci_bot.messages import plain
from ci_bot.messages.blocks import Choice, Choices
from ci_bot.messages.forms import Form
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from ci_bot.views.home import COALITIONS
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

JONAS = PersonId("jonas-r")


@pytest.fixture
async def house() -> ChatHouse:
    house = _tapping_house()
    await house.apply()
    return house


async def test_it_shows_activities_asks_and_settings(house: ChatHouse) -> None:
    await house.write("jonas-r", "update label-translation on track Fifty labels are done.")
    await house.write("jonas-r", "ask A van for Friday")
    shown = await _home(house, "jonas-r")
    assert "Label translation: on track, 16 Nov" in shown
    assert "1. Needed: “A van for Friday”" in shown
    assert "Next check-in: Thu 19 Nov" in shown
    assert "Time zone: Europe/" in shown
    assert "For the backbone" not in shown


async def test_an_open_check_in_has_a_button_for_each_activity(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    shown = await _home(house, "jonas-r")
    assert "Your check-in is open" in shown
    form = await house.chat.person("jonas-r").press_home("Answer")
    assert isinstance(form, Form)
    await house.chat.person("jonas-r").submit({"words": "All labels are done.", "status": "done"})
    await house.settle()
    assert "Label translation: done, 16 Nov" not in _shown(house, "jonas-r")
    assert "Your check-in is open" not in _shown(house, "jonas-r")


async def test_a_press_on_it_is_a_command_and_the_tab_shows_what_came_of_it(
    house: ChatHouse,
) -> None:
    await _home(house, "jonas-r")
    await _press(house, "jonas-r", "Stop asking me")
    assert (await house.coalition()).people[JONAS].settings.stopped
    assert "You asked me to stop" in _shown(house, "jonas-r")
    await _press(house, "jonas-r", "Ask me again")
    assert not (await house.coalition()).people[JONAS].settings.stopped


async def test_a_press_on_it_is_seen_on_the_card_in_the_chat(house: ChatHouse) -> None:
    await house.write("jonas-r", "update label-translation on track Fifty labels are done.")
    await house.write("ines-b", "checkin open")
    room = await house.direct("jonas-r")
    card = house.chat.said(room)[-1]
    assert "1: 0 no change" in card.text
    await _home(house, "jonas-r")
    await _press(house, "jonas-r", "No change in all")
    assert "1: 0 no change" not in card.text
    assert "Your check-in is open" not in _shown(house, "jonas-r")


async def test_an_old_tab_pressed_again_changes_nothing_twice(house: ChatHouse) -> None:
    await _home(house, "jonas-r")
    old = house.chat.homes[house.chat.person("jonas-r").account]
    await _press(house, "jonas-r", "Stop asking me")
    house.chat.homes[house.chat.person("jonas-r").account] = old
    await _press(house, "jonas-r", "Stop asking me")
    assert (await house.coalition()).people[JONAS].settings.stopped


async def test_the_backbone_sees_what_is_set_up(house: ChatHouse) -> None:
    coalition = lakeland()
    without = tuple(a for a in coalition.accounts if a.person != "aino-k")
    unseen = Channel(address=RoomId("pigeon:#later"), audience="coalition")
    house = _tapping_house()
    await house.apply(replace(coalition, accounts=without, channels=(*coalition.channels, unseen)))
    house.chat.room("all")
    house.chat.room("backbone")
    house.chat.trouble = "users:read is missing"
    await house.app.channels.look()
    shown = await _home(house, "ines-b")
    assert "invite PERSON makes a code for who has no account yet: Aino K." in shown
    assert "channels: !all (coalition), !backbone (backbone), and #later (coalition)." in shown
    assert "I can't see #later yet." in shown
    assert "Trouble: fake: ci-bot status" in shown
    assert "users:read" not in shown, "what a platform says of itself may be about others"
    assert "Next: content fixed Tue 17 Nov, 16:00, digest Wed 18 Nov, 10:00" in shown


async def test_the_backbone_sees_no_trouble_of_another_ones_workspace(house: ChatHouse) -> None:
    house.chat.room("backbone")
    await house.inlet.refused("fake:T1/", "token_revoked")
    assert "token_revoked" not in await _home(house, "ines-b")
    coalition = await house.coalition()
    theirs = Channel(address=RoomId("fake:T1/!all"))
    await house.app.composition.apply_coalition(
        coalition.id,
        lambda _stored: replace(coalition, channels=(*coalition.channels, theirs)),
    )
    assert "Trouble: fake:T1: token_revoked" in await _home(house, "ines-b")


async def test_what_the_backbone_asks_there_is_answered_to_it_alone(house: ChatHouse) -> None:
    await _home(house, "ines-b")
    await house.heard_by("ines-b")
    await _press(house, "ines-b", "How far is the check-in?")
    assert "No check-in is open." in await house.heard_by("ines-b")
    await _press(house, "ines-b", "What will the digest say?")
    assert "Open Lakeland" in await house.heard_by("ines-b")


async def test_a_stranger_reads_one_line_that_tells_of_no_coalition(house: ChatHouse) -> None:
    shown = await _home(house, "mallory")
    assert shown == "Hello. I work with people who were invited. With a code, write me join CODE."


async def test_somebody_without_any_role_is_a_stranger(house: ChatHouse) -> None:
    coalition = lakeland()
    house = _tapping_house()
    roles = tuple(role for role in coalition.roles if role.person != JONAS)
    await house.apply(replace(coalition, roles=roles))
    assert "Lakeland" not in await _home(house, "jonas-r")


async def test_somebody_in_two_coalitions_sees_both_and_presses_for_one(house: ChatHouse) -> None:
    ring = replace(lakeland(), id=CoalitionId("ring"), name="The Ring", channels=())
    await house.apply(ring)
    shown = await _home(house, "jonas-r")
    assert shown.index("Open Lakeland") < shown.index("The Ring")
    values = [c.value for c in _choices(house, "jonas-r")]
    assert "in ring stop" in values
    await house.chat.person("jonas-r").press_home("Stop asking me")
    await house.settle()
    assert (await house.coalition()).people[JONAS].settings.stopped
    assert not (await house.coalition("ring")).people[JONAS].settings.stopped


async def test_much_of_everything_fits_one_tab() -> None:
    house = _tapping_house()
    coalition = lakeland()
    labels = coalition.activities[ActivityId("label-translation")]
    many = {
        ActivityId(f"a-{n}"): replace(labels, id=ActivityId(f"a-{n}"), title=f"Activity {n}")
        for n in range(40)
    }
    for slug in ("open-lakeland", "two", "three", "four", "five"):
        await house.apply(
            replace(
                coalition,
                id=CoalitionId(slug),
                channels=(),
                activities={**coalition.activities, **many},
            )
        )
    for slug in ("open-lakeland", "two", "three", "four", "five"):
        await house.write("ines-b", f"in {slug} checkin open")
    await house.settle()
    await _home(house, "jonas-r")
    _key, message = house.chat.homes[house.chat.person("jonas-r").account]
    assert len(message.blocks) < 90
    text = plain.render(message)
    assert "and 31 more" in text
    assert text.count("Activity 8:") == COALITIONS
    assert "Activity 9:" not in text
    assert text.endswith("and 2 more")


async def test_a_german_reader_sees_it_in_german(house: ChatHouse) -> None:
    await house.write("jonas-r", "settings lang de")
    shown = await _home(house, "jonas-r")
    assert "Meine Vorhaben" in shown
    assert "Settings" not in shown


def _tapping_house() -> ChatHouse:
    house = ChatHouse()
    house.chat = FakePlatform(house.clock, capabilities=TAPPING)
    house.begin()
    return house


async def _home(house: ChatHouse, person: str) -> str:
    """What somebody sees who looks at their tab."""
    await house.direct(person)
    await house.chat.person(person).open_home()
    await house.settle()
    return _shown(house, person)


def _shown(house: ChatHouse, person: str) -> str:
    return plain.render(house.chat.homes[house.chat.person(person).account][1])


def _choices(house: ChatHouse, person: str) -> list[Choice]:
    _key, message = house.chat.homes[house.chat.person(person).account]
    rows = [block.options for block in message.blocks if isinstance(block, Choices)]
    return [option for row in rows for option in row]


async def _press(house: ChatHouse, person: str, label: str) -> None:
    await house.chat.person(person).press_home(label)
    await house.settle()
