"""An ask from Slack is answered from Matrix: the bot carries the words, until it is closed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import PersonId
from ci_bot.messages.inline import Words
from ci_bot.messages.serial import from_json
from ci_bot.ports.chat import Unsearchable
from tests.support.two_platforms import TwoPlatforms, spread_out

ASK = "A5 leaflets, *800* copies @room <!channel>"


@pytest.fixture
async def house() -> TwoPlatforms:
    """Marek on Slack has asked for leaflets; Aino and Jonas are on Matrix."""
    house = TwoPlatforms()
    await house.apply(spread_out())
    await house.write("marek-o", f"ask {ASK}")
    return house


async def test_both_are_told_whom_they_are_in_touch_with_and_how_to_answer(
    house: TwoPlatforms,
) -> None:
    said = await house.says("aino-k", "help with 1")
    assert "You are in touch with Marek O., Museum of Little Things, about 1:" in said
    assert ASK in said
    heard = await house.heard_by("marek-o")
    assert "Aino K., Harbour Archive, can help with your ask 1:" in heard
    for text in (said, heard):
        assert "reply 1 TEXT" in text
        assert "close 1" in text


async def test_words_go_over_and_back_each_once_with_a_short_echo(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    await house.heard_by("marek-o")
    said = await house.says("aino-k", "reply 1 we have 500 left")
    assert said == "On its way to Marek O., Museum of Little Things, about 1."
    heard = await house.heard_by("marek-o")
    assert heard == "Aino K., Harbour Archive, about 1: “we have 500 left”"
    await house.write("marek-o", "reply #1 wonderful, thank you")
    assert await house.heard_by("aino-k") == (
        "Marek O., Museum of Little Things, about 1: “wonderful, thank you”"
    )
    for chat in house.chats.values():
        assert len(chat.accepted) == len(set(chat.accepted))


@pytest.mark.parametrize("threaded", [False, True])
async def test_a_reply_in_the_chat_to_a_carried_message_goes_the_same_way(
    house: TwoPlatforms, *, threaded: bool
) -> None:
    await house.write("aino-k", "help with 1")
    opening = await house.newest("marek-o", "can help")
    await house.write("marek-o", "By Friday?", reply_to=opening, threaded=threaded)
    assert "about 1: “By Friday?”" in await house.heard_by("aino-k")
    carried = await house.newest("aino-k", "By Friday?")
    await house.write("aino-k", "1: yes", reply_to=carried, threaded=threaded)
    assert "about 1: “1: yes”" in await house.heard_by("marek-o")
    echo = await house.newest("aino-k", "On its way")
    await house.write("aino-k", "or on Thursday", reply_to=echo)
    assert "or on Thursday" in await house.heard_by("marek-o")


async def test_a_command_in_the_thread_of_a_carried_message_stays_a_command(
    house: TwoPlatforms,
) -> None:
    await house.write("aino-k", "help with 1")
    opening = await house.newest("marek-o", "can help")
    await house.heard_by("aino-k")
    await house.write("marek-o", "asks", reply_to=opening)
    await house.write("marek-o", "!ci whoami", reply_to=opening)
    assert await house.heard_by("aino-k") == ""
    await house.write("marek-o", "reply 1 hello", reply_to=opening)
    assert "about 1: “hello”" in await house.heard_by("aino-k")
    await house.write("marek-o", "close 1", reply_to=opening)
    assert "closed" in await house.heard_by("aino-k")


async def test_what_belongs_to_no_carried_message_is_carried_nowhere(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    await house.heard_by("marek-o")
    await house.write("aino-k", "a bare line")
    await house.write("jonas-r", "another bare line")
    assert await house.heard_by("marek-o") == ""


async def test_a_reply_is_carried_even_while_the_prompt_awaits_a_sentence(
    house: TwoPlatforms,
) -> None:
    await house.write("aino-k", "help with 1")
    await house.write("ines-b", "checkin open")
    await house.write("aino-k", "1: 2")
    await house.heard_by("marek-o")
    await house.write("aino-k", "reply #1 for you alone")
    assert "for you alone" in await house.heard_by("marek-o")
    async with house.store.read() as uow:
        updates = await uow.of(spread_out().id).updates()
    assert not any("alone" in update.words for update in updates)


async def test_an_edited_message_is_carried_again_as_a_change(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    message = await house.write("aino-k", "reply 1 we have 500")
    await house.heard_by("marek-o")
    await house.edit("aino-k", message, "reply 1 we have 400")
    assert await house.heard_by("marek-o") == (
        "Aino K., Harbour Archive, about 1, changed: “we have 400”"
    )
    await house.edit("aino-k", message, "reply 1 we have 400")
    assert await house.heard_by("marek-o") == ""
    await house.edit("aino-k", message, "reply 2 we have 300")
    assert await house.heard_by("marek-o") == ""
    assert "I carried nothing new" in await house.heard_by("aino-k")


async def test_a_deleted_message_is_taken_out_of_the_other_chat(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    opening = await house.newest("aino-k", "in touch")
    message = await house.write("aino-k", "my secret number", reply_to=opening)
    await house.edit("aino-k", message, "my other secret")
    assert "other secret" in await house.everything_said_to("marek-o")
    await house.delete("aino-k", message)
    everything = await house.everything_said_to("marek-o")
    assert "secret" not in everything
    assert "Aino K., Harbour Archive, took back what they wrote about 1." in everything
    assert "Taken back from Marek O." in await house.heard_by("aino-k")


async def test_a_long_message_goes_in_parts_that_belong_together(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    opening = await house.newest("aino-k", "in touch")
    long = " ".join(["博物館"] * 999)
    message = await house.write("aino-k", long, reply_to=opening)
    heard = await house.everything_said_to("marek-o")
    assert heard.count("博物館") == 999
    assert len(house.chats["slack"].said(await house.direct("marek-o"))) > 3
    await house.edit("aino-k", message, long)
    assert (await house.everything_said_to("marek-o")).count("博物館") == 999
    await house.delete("aino-k", message)
    assert "博物館" not in await house.everything_said_to("marek-o")
    await house.write("aino-k", "x" * 4001, reply_to=opening)
    assert "xxx" not in await house.everything_said_to("marek-o")


async def test_people_in_a_relay_see_words_and_names_but_no_accounts(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    await house.write("aino-k", "reply 1 *bold* @room <!here> [x](http://evil.example)")
    async with house.store.read() as uow:
        rows = [row for row in await uow.outbox.recent(50) if row.kind == "relay"]
    assert len(rows) == 3
    for row in rows:
        assert row.body is not None
        assert "slack:" not in row.body
        assert "matrix:" not in row.body
    pieces = [
        piece
        for block in from_json(rows[0].body or "").blocks
        for piece in getattr(block, "line", ())
    ]
    assert Words("*bold* @room <!here> [x](http://evil.example)", "en") in pieces


async def test_whoever_has_several_helpers_is_asked_who_gets_it(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    await house.write("jonas-r", "help with 1")
    said = await house.says("marek-o", "reply 1 what do you have?")
    assert "1 Aino K., Harbour Archive" in said
    assert "2 Jonas R., Municipality of Eastwater" in said
    await house.heard_by("aino-k")
    await house.heard_by("jonas-r")
    assert "On its way to Jonas R." in await house.says("marek-o", "2")
    assert "what do you have?" in await house.heard_by("jonas-r")
    assert await house.heard_by("aino-k") == ""
    await house.write("jonas-r", "reply 1 for you")
    assert await house.heard_by("aino-k") == ""


async def test_who_cannot_be_reached_is_told_to_the_author(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    house.chats["slack"].unreachable.add(house.accounts[PersonId("marek-o")])
    said = await house.says("aino-k", "reply 1 are you there?")
    assert "I could not bring what was meant for Marek O., Museum of Little Things" in said
    assert "are you there?" in said
    assert "are you there?" not in await house.heard_by("ines-b")


async def test_what_may_have_arrived_is_not_called_lost(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    chat, room = house.chats["slack"], await house.direct("marek-o")
    chat.capabilities = replace(chat.capabilities, idempotent_for=timedelta(0))
    chat.faults.lose_answer(room=room)
    chat.faults.refuse(Unsearchable(), on="find", room=room)
    await house.says("aino-k", "reply 1 can you hear me?")
    house.clock.advance(timedelta(minutes=5))
    await house.settle()
    heard = await house.heard_by("aino-k")
    assert "I can't find out whether this reached Marek O., Museum of Little Things" in heard
    assert "can you hear me?" in heard
    assert (await house.everything_said_to("marek-o")).count("can you hear me?") == 1
