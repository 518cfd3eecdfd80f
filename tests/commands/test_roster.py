"""What everybody of the roster may ask."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.ids import ActivityId, CoalitionId
from ci_bot.domain.measure import Measure
from ci_bot.domain.status import Visibility
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("help", "help all"),
        ("help all", "whoami"),
        ("help away", "away until 27 Nov"),
        ("help digest", "digest"),
        ("agenda", "Every pupil in Velmark"),
        ("activities", "Harbour photographs"),
        ("activity heritage-days", "Marek O., Museum of Little Things"),
        (
            "activity Teacher evenings",
            "Lead: Sanna H., Teachers' Guild Velmark\n- Deputy: Marek O.",
        ),
        ("activity Teacher evenings", "Working group: Schools working group"),
        ("who ines", "Commons Bridge Office (vision and strategy and aligned activities)"),
        ("map", "Reinforces"),
        ("map class", "Every pupil meets"),
        ("who", "Ines B."),
        ("who museum", "Lotte F."),
        ("who nobody at all", "Nobody here"),
        ("status", "no update yet"),
        ("mine", "Pupils' Heritage Days"),
        ("settings", "Europe/Berlin"),
        ("settings hour 19:00 days sat", "19:00"),
        ("settings hour late", "hour 19:00"),
        ("settings tz Mars/Base", "tz Europe/Kyiv"),
        ("join X", "not valid"),
        ("help nothing like it", "help all lists them"),
        ("activity nothing like it", "activities lists them"),
        ("activity", "Write: activity NAME"),
    ],
)
async def test_each_answers(house: ChatHouse, line: str, part: str) -> None:
    assert part in await house.says("marek-o", line)


async def test_an_activity_whose_lead_has_left_says_so_and_who_stands_in(house: ChatHouse) -> None:
    await house.write("ines-b", "person archive Sanna H.")
    said = await house.says("marek-o", "activity Teacher evenings")
    assert "Lead: nobody at present, Teachers' Guild Velmark\n- Deputy: Marek O." in said


async def test_an_activity_names_its_measures_and_its_end(house: ChatHouse) -> None:
    known, plans = await house.coalition(), ActivityId("lesson-plans")
    taught = Measure(key="taught", name="Pupils taught", definition="Counted", unit="pupils")
    changed = replace(known.activities[plans], measures=("taught",), end=date(2026, 12, 18))
    activities = {**known.activities, plans: changed}
    await house.apply(replace(known, activities=activities, measures={"taught": taught}))
    said = await house.says("marek-o", "activity Lesson plans")
    assert "Measured by Pupils taught" in said
    assert "Until 18 Dec" in said


async def test_the_help_is_for_the_role_that_asks(house: ChatHouse) -> None:
    assert "checkin open" not in await house.says("marek-o", "help all")
    assert "checkin open" in await house.says("ines-b", "help all")
    assert "checkin open" not in await house.says("marek-o", "help checkin")


async def test_a_channel_sees_no_more_than_its_audience_also_when_the_backbone_asks(
    house: ChatHouse,
) -> None:
    await house.write("jonas-r", "update Label translation at risk the translator is ill")
    await house.write("jonas-r", "3")
    hall = house.channel("all", "ines-b")
    room = house.channel("backbone", "ines-b")
    assert "translator" not in await house.says("ines-b", "!ci status", room=hall)
    assert "translator" not in await house.says("aino-k", "status")
    assert "translator" in await house.says("ines-b", "!ci status", room=room)
    assert "translator" in await house.says("ines-b", "status")


async def test_a_lead_sees_their_own_words_whoever_else_may(house: ChatHouse) -> None:
    await house.write("jonas-r", "update Label translation at risk the translator is ill")
    await house.write("jonas-r", "3")
    assert "translator" in await house.says("jonas-r", "mine")
    assert "translator" not in await house.says("aino-k", "status")


async def test_no_change_and_silence_look_the_same(house: ChatHouse) -> None:
    await house.write("jonas-r", "update Label translation on track half are done")
    before = await house.says("aino-k", "status")
    house.clock.advance(timedelta(days=1))
    await house.write("jonas-r", "same Label translation")
    assert await house.says("aino-k", "status") == before


async def test_somebody_in_two_coalitions_is_asked_once_which(house: ChatHouse) -> None:
    other = replace(lakeland(), id=CoalitionId("other"), name="Other Lake", channels=())
    await house.apply(other)
    said = await house.says("marek-o", "agenda")
    assert "1. Open Lakeland" in said
    assert "2. Other Lake" in said
    assert "Other Lake" in await house.says("marek-o", "2")
    assert "Other Lake" in await house.says("marek-o", "in other agenda")
    assert "For which" not in await house.says("marek-o", "in open-lakeland agenda")
    assert "For which" not in await house.says("marek-o", "good morning")
    assert "Did you mean agenda" in await house.says("marek-o", "agend")
    assert "For which" in await house.says("marek-o", "y")


async def test_an_answer_of_somebody_asked_by_two_coalitions_names_the_one_it_went_to(
    house: ChatHouse,
) -> None:
    other = replace(lakeland(), id=CoalitionId("other"), name="Other Lake", channels=())
    await house.apply(other)
    await house.write("ines-b", "in open-lakeland checkin open")
    house.clock.advance(timedelta(minutes=1))
    await house.write("ines-b", "in other checkin open")
    assert "About Other Lake" in await house.says("marek-o", "1 six schools")
    assert "About" not in await house.says("marek-o", "-")


@pytest.mark.parametrize("command", ["status", "activities", "map"])
async def test_an_end_that_only_the_backbone_reads_is_not_told_by_absence(command: str) -> None:
    house = ChatHouse()
    await house.apply(replace(lakeland(), visibility=Visibility.BACKBONE))
    before = await house.says("sanna-h", command)
    await house.write("jonas-r", "update label-translation 5")
    assert await house.says("sanna-h", command) == before
    assert "Label translation" not in await house.says("ines-b", command)


async def test_the_date_of_a_status_is_the_readers_own(house: ChatHouse) -> None:
    house.clock.advance(timedelta(hours=14, minutes=30))
    await house.write("jonas-r", "update label-translation on track half are done")
    await house.write("jonas-r", "ask 80 labels")
    assert "on track, 17 Nov" in await house.says("sanna-h", "status")
    assert "Eastwater, 17 Nov" in await house.says("sanna-h", "asks")
