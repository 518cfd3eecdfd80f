"""What people do at Slack comes in, once, as what it is."""

from collections.abc import AsyncIterator

import pytest

from ci_bot.ports.chat import (
    HomeOpened,
    MessageEdited,
    MessageReceived,
    Removed,
    RoomLost,
    Submitted,
)
from tests.adapters.slack.ears import FORM, Ears, ears


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear, ear.hearing():
        yield ear


async def test_words_in_the_direct_message_come_in(ear: Ears) -> None:
    message = await ear.anna.write(ear.direct, "2 printer cancelled & <gone>")
    (event,) = await ear.heard(MessageReceived)
    assert (event.account, event.room, event.message) == (ear.anna.account, ear.direct, message)
    assert event.text == "2 printer cancelled & <gone>"
    assert (event.direct, event.aside, event.addressed) == (True, False, False)
    assert (event.thread, event.reply_to) == (None, None)


async def test_a_reply_in_a_thread_names_the_thread(ear: Ears) -> None:
    first = await ear.anna.write(ear.direct, "one")
    await ear.anna.write(ear.direct, "two", thread=first)
    events = await ear.heard(MessageReceived, 2)
    assert [event.thread for event in events] == [None, first]


async def test_an_edit_and_a_deletion_name_the_message(ear: Ears) -> None:
    message = await ear.anna.write(ear.direct, "1")
    await ear.anna.edit(ear.direct, message, "2")
    (edit,) = await ear.heard(MessageEdited)
    assert (edit.message, edit.text, edit.account) == (message, "2", ear.anna.account)
    await ear.anna.delete(ear.direct, message)
    (gone,) = await ear.heard(Removed)
    assert (gone.target, gone.account, gone.room) == (message, ear.anna.account, ear.direct)


async def test_a_mention_in_a_channel_comes_in_without_it(ear: Ears) -> None:
    room = ear.slack.channel(ear.team, ear.anna, ear.bot)
    await ear.anna.write(room, "not for the bot")
    await ear.anna.write(room, "status", to_bot=True)
    (event,) = await ear.heard(MessageReceived)
    assert (event.text, event.addressed, event.direct, event.aside) == ("status", True, False, True)
    assert event.room == room


async def test_a_command_in_a_channel_may_be_answered_aside(ear: Ears) -> None:
    room = ear.slack.channel(ear.team, ear.anna)
    answer = await ear.anna.command(room, "/ci", "status & more")
    assert answer == {}
    (event,) = await ear.heard(MessageReceived)
    assert (event.text, event.addressed, event.direct, event.aside) == (
        "status & more",
        True,
        False,
        True,
    )
    assert event.message.startswith("slash:")
    assert ear.responses.to_tell(room, ear.anna.account)


async def test_a_command_in_the_direct_message_is_direct(ear: Ears) -> None:
    await ear.anna.command(ear.direct, "/ci", "status")
    (event,) = await ear.heard(MessageReceived)
    assert (event.room, event.direct, event.aside) == (ear.direct, True, False)


async def test_a_command_between_two_people_is_not_direct(ear: Ears) -> None:
    ben = ear.slack.person("ben", ear.team)
    theirs = ear.slack.world.direct(ear.bot, ear.anna.user.who)
    theirs.members[:] = [ear.anna.user.who, ben.user.who]
    await ear.anna.command(ear.direct, "/ci", "my secrets")
    (event,) = await ear.heard(MessageReceived)
    assert (event.direct, event.aside) == (False, True)


async def test_the_home_tab_is_opened_in_the_direct_room(ear: Ears) -> None:
    await ear.anna.open_home(tab="messages")
    await ear.anna.open_home()
    (event,) = await ear.heard(HomeOpened)
    assert (event.account, event.room, event.direct) == (ear.anna.account, ear.direct, True)


async def test_a_channel_that_is_archived_or_deleted_is_lost(ear: Ears) -> None:
    first = ear.slack.channel(ear.team, ear.anna, ear.bot)
    second = ear.slack.channel(ear.team, ear.anna, ear.bot)
    ear.slack.rename(first, "renamed")
    ear.slack.archive(first)
    ear.slack.delete_channel(second)
    events = await ear.heard(RoomLost, 2)
    assert {(event.room, event.reason) for event in events} == {
        (first, "archived"),
        (second, "deleted"),
    }


async def test_what_bots_say_is_not_received(ear: Ears) -> None:
    client = ear.workspaces.here[0].client
    channel = ear.direct.rpartition("/")[2]
    said = await client.chat_postMessage(channel=channel, text="Hello")
    await client.chat_update(channel=channel, ts=said["ts"], text="Hi")
    await client.chat_delete(channel=channel, ts=said["ts"])
    ear.slack.integration_says(ear.direct, "build 12 failed")
    await ear.anna.write(ear.direct, "end")
    events = await ear.inlet.until(bool)
    assert [type(event) for event in events] == [MessageReceived]
    assert not ear.slack.courier.lost


async def test_a_form_comes_in_with_the_direct_room_and_closes(ear: Ears) -> None:
    room = ear.slack.channel(ear.team, ear.anna, ear.bot)
    ear.inlet.forms["use-as-update"] = FORM
    message = await ear.anna.write(room, "the printer is gone")
    await ear.anna.shortcut(room, message, "use-as-update")
    view = await ear.anna.modal()
    assert ear.inlet.openings[0].text == "the printer is gone"
    assert await ear.anna.submit(view, {"words": "a < b"}) == {"response_action": "clear"}
    (event,) = await ear.heard(Submitted)
    assert (event.account, event.room, event.direct) == (ear.anna.account, ear.direct, True)
    assert (event.form, dict(event.values), event.message) == ("answer:7", {"words": "a < b"}, None)
    ear.slack.assert_clean()
