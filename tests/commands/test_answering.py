"""Commands of those who answer."""

from datetime import timedelta

import pytest

from ci_bot.domain.ids import ActivityId, CoalitionId
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from tests.support.chat_house import ChatHouse


async def updates(house: ChatHouse, activity: str) -> list[Update]:
    async with house.store.read() as uow:
        return list(
            await uow.of(CoalitionId("open-lakeland")).updates(activity=ActivityId(activity))
        )


async def test_a_lead_tells_something_unasked(house: ChatHouse) -> None:
    said = await house.says("jonas-r", "update Label translation on track half are done")
    assert "Label translation" in said
    (update,) = await updates(house, "label-translation")
    assert (update.status, update.words) == (Status.ON_TRACK, "half are done")


@pytest.mark.parametrize(
    ("line", "status", "words"),
    [
        ("update label-translation 5", Status.DONE, ""),
        ("update label-translation on_track fine", Status.ON_TRACK, "fine"),
        ('update "Label translation" 4 until June', Status.ON_HOLD, "until June"),
        ("update label translation just words", None, "just words"),
    ],
)
async def test_a_status_is_understood_by_digit_and_word(
    house: ChatHouse, line: str, status: Status | None, words: str
) -> None:
    await house.write("jonas-r", line)
    (update,) = await updates(house, "label-translation")
    assert (update.status, update.words) == (status, words)


async def test_a_supporting_partner_adds_words_but_no_status(house: ChatHouse) -> None:
    said = await house.says("petr-v", "update Pupils' Heritage Days at risk we can print posters")
    assert "status" in said
    (update,) = await updates(house, "heritage-days")
    assert update.contribution
    assert update.status is None
    assert update.words == "we can print posters"


@pytest.mark.parametrize("name", ["Lable translation", "label", "Lable", "translaton"])
async def test_a_near_activity_is_a_question(house: ChatHouse, name: str) -> None:
    assert "Did you mean Label translation" in await house.says(
        "jonas-r", f"update {name} on track half"
    )
    assert not await updates(house, "label-translation")
    await house.write("jonas-r", "y")
    (update,) = await updates(house, "label-translation")
    assert update.words == "half"


@pytest.mark.parametrize(
    "line", ["update", "update Label translation", "away", "away soon", "edit x"]
)
async def test_wrong_arguments_get_a_line_to_copy_and_change_nothing(
    house: ChatHouse, line: str
) -> None:
    assert "Write: " in await house.says("jonas-r", line)
    assert not await updates(house, "label-translation")


@pytest.mark.parametrize("name", ["Lotte", "lotta", "Lotte E."])
async def test_a_near_person_is_a_question(house: ChatHouse, name: str) -> None:
    await house.write("ines-b", "checkin open")
    assert "Did you mean Lotte F." in await house.says("marek-o", f"deputy {name}")
    assert "Lotte F." in await house.says("marek-o", "y")


async def test_an_unknown_activity_says_where_the_right_ones_are(house: ChatHouse) -> None:
    assert "activities lists them" in await house.says("jonas-r", "update xyzzy all fine")


async def test_the_prompt_can_be_seen_again_and_answered_by_commands(house: ChatHouse) -> None:
    assert "update heritage-days ..." in await house.says("marek-o", "checkin")
    await house.write("ines-b", "checkin open")
    assert "Pupils' Heritage Days" in await house.heard_by("marek-o")
    assert "Pupils' Heritage Days" in await house.says("marek-o", "checkin")
    await house.write("marek-o", "skip")
    assert "Nothing is open for you now" in await house.says("marek-o", "checkin")
    assert "Anything you need" in await house.says("marek-o", "1 Six schools signed up")
    assert "What I understood" in await house.says("marek-o", "-")
    assert "Seven schools" in await house.says("marek-o", "edit 1 on track Seven schools")
    (update,) = await updates(house, "heritage-days")
    assert update.words == "Seven schools"
    await house.write("marek-o", "withdraw 1")
    assert not await updates(house, "heritage-days")


async def test_skip_says_nothing_and_asks_nothing_more(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "skip")
    assert not await updates(house, "heritage-days")
    assert "Marek O." not in await house.says("ines-b", "checkin status")


async def test_a_deputy_is_asked_when_the_lead_passes_it_on(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.heard_by("lotte-f")
    await house.write("marek-o", "deputy")
    assert "Pupils' Heritage Days" in await house.heard_by("lotte-f")


async def test_who_is_away_is_not_asked_and_their_deputy_is(house: ChatHouse) -> None:
    assert "27 Nov" in await house.says("marek-o", "away until 27 Nov")
    await house.write("ines-b", "checkin open")
    assert "heritage" not in (await house.heard_by("marek-o")).casefold()
    assert "Pupils' Heritage Days" in await house.heard_by("lotte-f")
    assert "ask you again" in await house.says("marek-o", "back")
    assert (await house.coalition()).people["marek-o"].away_until is None  # type: ignore[index]


async def test_whoever_is_back_gets_their_open_prompt_again(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "a 27 Nov")
    await house.write("marek-o", "back")
    assert "Pupils' Heritage Days" in await house.says("marek-o", "checkin")
    await house.write("marek-o", "1 Six schools signed up")
    assert [u.words for u in await updates(house, "heritage-days")] == ["Six schools signed up"]
    assert "Anything you need" in await house.says("marek-o", "same")


async def test_whoever_is_back_is_not_asked_what_somebody_else_leads_by_now(
    house: ChatHouse,
) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "a 27 Nov")
    assert "Lotte" in await house.says("ines-b", "activity edit heritage-days lead lotte-f")
    await house.write("marek-o", "back")
    assert "Nothing is open" in await house.says("marek-o", "checkin")


async def test_a_day_that_is_over_is_no_day_to_be_away_until(house: ChatHouse) -> None:
    await house.write("marek-o", "away until 2026-11-01")
    assert (await house.coalition()).people["marek-o"].away_until is None  # type: ignore[index]


async def test_the_same_can_be_said_of_one_activity(house: ChatHouse) -> None:
    await house.write("jonas-r", "update Label translation on track half")
    house.clock.advance(timedelta(minutes=1))
    await house.write("jonas-r", "same Label translation")
    assert [u.no_change for u in await updates(house, "label-translation")][-1] is True


async def test_the_same_of_one_activity_is_never_words_of_an_open_prompt(house: ChatHouse) -> None:
    await house.write("jonas-r", "update Label translation on track half")
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "same label-translation")
    assert [u.words for u in await updates(house, "label-translation")] == ["half", ""]


async def test_stop_and_back(house: ChatHouse) -> None:
    assert "nothing any more" in await house.says("marek-o", "stop")
    await house.write("ines-b", "checkin open")
    assert "How does" not in await house.heard_by("marek-o")
    await house.write("marek-o", "back")
    assert not (await house.coalition()).people["marek-o"].settings.stopped  # type: ignore[index]


async def test_who_stops_under_an_open_prompt_leaves_it_to_the_deputy(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.heard_by("lotte-f")
    await house.write("marek-o", "stop")
    assert "Pupils' Heritage Days" in await house.heard_by("lotte-f")


async def test_not_me_tells_the_backbone(house: ChatHouse) -> None:
    room = house.channel("backbone", "ines-b")
    await house.write("marek-o", "not me")
    assert "Marek O." in await house.heard(room)


@pytest.mark.parametrize(("line", "part"), [("withdraw 1", "Taken back"), ("edit 1", "stand")])
async def test_where_a_sentence_is_awaited_a_number_makes_a_whole_command(
    house: ChatHouse, line: str, part: str
) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "2")
    assert part in await house.says("jonas-r", line)
    assert all(line not in update.words for update in await updates(house, "label-translation"))


async def test_who_is_asked_at_times_hears_how_to_answer_where_nothing_was_understood(
    house: ChatHouse,
) -> None:
    assert "checkin shows how to answer" in await house.says("kaisa-n", "2 the roof leaks")
    assert "checkin" not in await house.says("ines-b", "2 the roof leaks")
