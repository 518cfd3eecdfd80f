"""Who is heard where: in direct messages, channels and strange rooms."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import CoalitionId, MessageId, PersonId, RoomId
from ci_bot.ports.chat import MessageReceived
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland


async def test_in_a_direct_message_the_prefix_may_be_left_out(house: ChatHouse) -> None:
    assert "Open Lakeland" in await house.says("marek-o", "whoami")
    assert "Open Lakeland" in await house.says("marek-o", "!ci whoami")


async def test_in_a_channel_only_what_is_meant_for_the_bot_counts(house: ChatHouse) -> None:
    hall = house.channel("all", "marek-o", "aino-k")
    assert await house.says("marek-o", "status", room=hall) == ""
    assert "no update yet" in await house.says("marek-o", "!ci status", room=hall)
    assert "no update yet" in await house.says("marek-o", "status", room=hall, addressed=True)


@pytest.mark.parametrize("text", ["hello", "!ci help", "status", "join", "checkin open"])
async def test_a_stranger_gets_silence(house: ChatHouse, text: str) -> None:
    assert await house.says("mallory", text) == ""


async def test_what_is_private_is_not_said_in_a_channel(house: ChatHouse) -> None:
    hall = house.channel("all", "marek-o", "aino-k")
    assert await house.says("marek-o", "!ci whoami", room=hall) == ""
    assert "Marek O." in await house.heard_by("marek-o")


async def test_in_a_room_that_is_not_linked_nothing_is_said_aloud(house: ChatHouse) -> None:
    strange = house.channel("elsewhere", "ines-b", "mallory")
    assert await house.says("ines-b", "!ci status", room=strange) == ""
    assert "no update yet" in await house.heard_by("ines-b")


async def test_a_near_command_is_a_question_and_acts_only_on_a_yes(house: ChatHouse) -> None:
    assert "Did you mean activities" in await house.says("marek-o", "activites")
    assert "Label translation" in await house.says("marek-o", "y")
    assert "Did you mean" in await house.says("marek-o", "activites")
    assert "nothing done" in await house.says("marek-o", "n")


async def test_any_other_line_lets_the_question_go(house: ChatHouse) -> None:
    await house.says("marek-o", "activites")
    assert "Open Lakeland" in await house.says("marek-o", "whoami")
    assert "Label translation" not in await house.says("marek-o", "y")


async def test_the_prefix_alone_is_answered_with_help(house: ChatHouse) -> None:
    assert await house.says("marek-o", "!ci") == await house.says("marek-o", "help")


async def test_nonsense_gets_one_kind_sentence(house: ChatHouse) -> None:
    assert "help" in await house.says("marek-o", "qwertz uiop")
    assert "help" in await house.says("marek-o", "🦆")


@pytest.mark.parametrize("command", ["measures", "mydata", "forget me"])
async def test_what_is_not_there_yet_says_so(house: ChatHouse, command: str) -> None:
    assert "not there yet" in await house.says("marek-o", command)


async def test_what_a_role_may_not_do_is_refused_in_one_sentence(house: ChatHouse) -> None:
    said = await house.says("marek-o", "checkin open")
    assert "is for the backbone" in said
    async with house.store.read() as uow:
        assert not await uow.of((await house.coalition()).id).rounds()


async def test_a_backbone_command_is_refused_in_private_outside_its_rooms(house: ChatHouse) -> None:
    hall = house.channel("all", "ines-b", "marek-o")
    assert await house.says("ines-b", "!ci checkin open", room=hall) == ""
    assert "direct chat" in await house.heard_by("ines-b")


async def test_a_backbone_command_works_in_the_backbones_channel(house: ChatHouse) -> None:
    room = house.channel("backbone", "ines-b")
    assert "Opened" in await house.says("ines-b", "!ci checkin open", room=RoomId(room))


@pytest.mark.parametrize("word", ["y", "n", "ok", "d", "o", "thx"])
async def test_a_word_of_an_answer_is_not_taken_for_a_command(house: ChatHouse, word: str) -> None:
    assert "Did you mean" not in await house.says("marek-o", word)
    assert "Did you mean" not in await house.says("marek-o", f"{word} a van")


async def test_words_from_a_server_whose_clock_is_far_ahead_are_an_answer(
    house: ChatHouse,
) -> None:
    await house.write("ines-b", "checkin open")
    ahead = MessageReceived(
        event="ahead",
        account=house.chat.person("jonas-r").account,
        room=await house.direct("jonas-r"),
        at=house.clock.now() + timedelta(days=400),
        direct=True,
        message=MessageId("$ahead"),
        text="1 half are done",
    )
    await house.inlet.accept([ahead])
    await house.settle()
    assert "on track. “half are done”" in await house.heard_by("jonas-r")


async def test_strangers_do_not_read_in_which_coalitions_somebody_is(house: ChatHouse) -> None:
    other = replace(lakeland(), id=CoalitionId("second"), name="Second", channels=())
    await house.apply(other)
    cafe = house.channel("cafe", "marek-o", "somebody-else")
    assert await house.says("marek-o", "!ci whoami", room=cafe) == ""
    assert "For which coalition" in await house.heard_by("marek-o")
    assert "You are Marek O. in Second" in await house.says("marek-o", "2")


async def test_more_words_than_a_command_takes_get_its_usage(house: ChatHouse) -> None:
    said = await house.says("jonas-r", "!ci checkin nonsense")
    assert "Write: checkin" in said
    assert "Did you mean" not in said


async def test_a_near_second_word_is_a_question(house: ChatHouse) -> None:
    assert "Did you mean checkin open" in await house.says("ines-b", "!ci checkin opne")


@pytest.mark.parametrize("slug", ["open-lakeland", "ring"])
async def test_a_reply_to_what_one_coalition_asked_is_about_that_one(
    house: ChatHouse, slug: str
) -> None:
    await house.apply(replace(lakeland(), id=CoalitionId("ring"), name="Ring", channels=()))
    await house.write("ines-b", f"in {slug} checkin open")
    room = await house.direct("marek-o")
    asked = house.chat.said(room)[-1]
    await house.heard(room)
    await house.chat.person("marek-o").write(room, "stop", reply_to=asked.message)
    await house.settle()
    assert "For which coalition" not in await house.heard(room)
    for other in ("open-lakeland", "ring"):
        settings = (await house.coalition(other)).people[PersonId("marek-o")].settings
        assert settings.stopped == (other == slug)
