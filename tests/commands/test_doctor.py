"""The doctor says what is wrong and what to do, to the backbone alone, in private."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId, RoomId
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.person import Account
from ci_bot.messages.plain import render
from ci_bot.ports.chat import Capabilities, TargetGone, Unsearchable
from ci_bot.services.care.diagnose import Diagnose
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.views.doctor import diagnosis
from ci_bot.views.reader import Reader
from tests.support.chat_house import MONDAY, ChatHouse
from tests.support.lakeland import lakeland

WELL = "All well: I see nothing that needs you."


def sound() -> Coalition:
    """Open Lakeland with channels that the platform has shown."""
    known = lakeland()
    seen = tuple(replace(channel, room=channel.address) for channel in known.channels)
    return replace(known, channels=seen)


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    await house.apply(sound())
    house.channel("all", "aino-k")
    house.channel("backbone", "ines-b")
    return house


async def test_a_sound_coalition_is_told_so(house: ChatHouse) -> None:
    assert await house.says("ines-b", "doctor") == WELL


async def test_names_are_told_in_private_alone(house: ChatHouse) -> None:
    known = await house.coalition()
    linked = tuple(a for a in known.accounts if a.person != "petr-v")
    await house.apply(replace(known, accounts=linked))
    assert await house.says("ines-b", "!ci doctor", room=RoomId("fake:!backbone")) == ""
    assert "Petr V." in await house.heard_by("ines-b")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"channels": ()}, "- No channel gets the digest yet: link here FOR there."),
        (
            {"channels": (Channel(address=RoomId("fake:!later")),)},
            "- I can't see !later yet. Please invite me there.",
        ),
    ],
)
async def test_each_thing_that_is_wrong_has_one_thing_to_do(
    house: ChatHouse, changes: dict[str, object], line: str
) -> None:
    await house.apply(replace(await house.coalition(), **changes))  # type: ignore[arg-type]
    assert line in await house.says("ines-b", "doctor")


async def test_whoever_left_is_seen_where_they_led(house: ChatHouse) -> None:
    known = await house.coalition()
    roles = tuple(
        replace(hat, until=date(2026, 11, 1)) if hat.person == "aino-k" else hat
        for hat in known.roles
    )
    await house.apply(replace(known, roles=roles))
    said = await house.says("ines-b", "doctor")
    assert "No lead is here any more for Harbour photographs." in said
    assert "activity edit ACTIVITY lead PERSON names one." in said
    assert "No co-chair leads Collections working group." in said


async def test_whose_platform_is_not_here_is_named(house: ChatHouse) -> None:
    known = await house.coalition()
    other = Account(id=AccountId("pigeon:petr"), person=PersonId("petr-v"))
    linked = tuple(a for a in known.accounts if a.person != "petr-v")
    await house.apply(replace(known, accounts=(*linked, other)))
    said = await house.says("ines-b", "doctor")
    assert "links another account for Petr V.: I don't work with their platform." in said


async def test_what_was_not_delivered_is_told_for_a_week(house: ChatHouse) -> None:
    await house.write("ines-b", "announce Hello")
    house.chat.faults.refuse(TargetGone(), room=RoomId("fake:!all"))
    await house.write("ines-b", "y")
    said = await house.says("ines-b", "doctor")
    assert "Not delivered to !all lately. Invite me there again, or write unlink there." in said
    house.clock.advance(timedelta(days=7, minutes=1))
    assert "lately" not in await house.says("ines-b", "doctor")


async def test_who_could_not_be_reached_is_named(house: ChatHouse) -> None:
    house.chat.unreachable.add(AccountId("fake:aino-k"))
    await house.write("ines-b", "introduce little-things harbour-archive about tea")
    said = await house.says("ines-b", "doctor")
    assert "Not delivered to Aino K. lately. invite PERSON links another account." in said


async def test_what_is_in_doubt_and_what_is_late_is_counted(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities()
    await house.write("ines-b", "announce Hello")
    house.chat.faults.lose_answer(room=RoomId("fake:!all"))
    house.chat.faults.refuse(Unsearchable(), on="find")
    await house.write("ines-b", "y")
    house.clock.advance(timedelta(minutes=20))
    await house.settle()
    said = await house.says("ines-b", "doctor")
    assert "I am not sure whether 1 message arrived." in said


async def test_a_platform_that_refuses_the_bot_is_told(house: ChatHouse) -> None:
    house.app.supervisor  # noqa: B018 - the lines are stopped by whoever sends
    await house.write("ines-b", "announce Hello")
    house.chat.stop("token revoked", line="fake:!all")
    await house.write("ines-b", "y")
    house.clock.advance(timedelta(minutes=20))
    said = await house.says("ines-b", "doctor")
    assert "Nothing goes out over" in said
    assert "1 message is late." in said


async def test_what_nobody_planned_is_told(house: ChatHouse) -> None:
    slug = CoalitionId("open-lakeland")
    async with house.store.write() as uow:
        await uow.calendar.remove(slug, OccurrenceKind.FREEZE, "")
        await uow.commit()
    said = await house.says("ines-b", "doctor")
    assert "The next check-in or digest is not planned. pause, then resume plans it." in said
    await house.write("ines-b", "pause")
    assert await house.says("ines-b", "doctor") == WELL
    await house.write("ines-b", "resume")
    assert await house.says("ines-b", "doctor") == WELL


async def test_chats_with_unreadable_messages_are_counted(house: ChatHouse) -> None:
    async with house.store.write() as uow:
        await uow.values.put("open-lakeland.unreadable.fake:!one", "2026-11-16")
        await uow.values.put("open-lakeland.unreadable.fake:!old", "2026-10-01")
        await uow.values.put("other.unreadable.fake:!two", "2026-11-16")
        await uow.commit()
    assert "I could not read a message in 1 direct chat." in await house.says("ines-b", "doctor")


async def test_other_coalitions_troubles_are_not_told(house: ChatHouse) -> None:
    other = replace(lakeland(), id=CoalitionId("other"), accounts=(), channels=())
    await house.apply(other)
    assert await house.says("ines-b", "doctor") == WELL


async def test_a_clock_that_went_back_and_unknown_regions_are_told(house: ChatHouse) -> None:
    known = await house.coalition()
    look = Diagnose(holidays=FakeHolidays(unknown={"LT"}), clock_back=lambda: True)
    async with house.store.read() as uow:
        found = await look(uow, known, MONDAY)
    assert (found.clock_back, found.regions, found.well) == (True, ["LT"], False)
    said = render(diagnosis(Reader(language="de", zone="UTC", now=MONDAY), found))
    assert "Meine Uhr ging zurück." in said
    assert "Von LT kenne ich keine Feiertage." in said
