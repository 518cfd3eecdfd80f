"""What the bot says in Slack arrives where it should, once, and for whom it should."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from ci_bot.messages.blocks import Choice, Choices, Message
from ci_bot.ports.chat import (
    AccountId,
    DeliveryKey,
    Doubtful,
    MessageId,
    NotAccepted,
    Posted,
    RoomId,
    TargetGone,
)
from tests.adapters.slack.voice import UNPACED, Voice, say, voice

KEY, OTHER = DeliveryKey("a" * 40), DeliveryKey("b" * 40)


@pytest.fixture
async def bot() -> AsyncIterator[Voice]:
    async with voice() as voice_:
        yield voice_
        voice_.slack.assert_clean()


async def test_a_message_is_seen_and_carries_its_key(bot: Voice) -> None:
    posted = await bot.sender.send(bot.channel, say("hello <!channel>"), key=KEY)
    assert posted.room == bot.channel
    assert bot.texts(bot.channel) == ["hello <!channel>"]
    sent = bot.slack.find(bot.channel).message(posted.message)
    assert sent is not None
    assert sent.metadata == {"event_type": "ci_bot_delivery", "event_payload": {"key": KEY}}
    assert sent.blocks is not None
    assert sent.blocks[0]["block_id"] == f"{KEY}:0"
    assert not bot.slack.live_markup()


async def test_details_go_into_the_thread(bot: Voice) -> None:
    top = await bot.sender.send(bot.channel, say("digest"), key=KEY)
    await bot.sender.send(bot.channel, say("details"), key=OTHER, thread=top.message)
    assert [seen.thread for seen in bot.anna.shown(bot.channel)] == [None, top.message]


async def test_a_direct_room_is_opened_once(bot: Voice) -> None:
    room = await bot.sender.direct_room(bot.anna.account)
    assert room == bot.direct
    assert await bot.sender.direct_room(bot.anna.account) == room
    assert len(bot.slack.calls("conversations.open")) == 1


async def test_the_direct_room_that_somebody_wrote_in_need_not_be_asked_for(bot: Voice) -> None:
    await bot.direct_rooms.met(bot.anna.account, bot.direct)
    assert await bot.sender.direct_room(bot.anna.account) == bot.direct
    assert not bot.slack.calls("conversations.open")


async def test_a_direct_room_with_another_workspaces_bot_is_not_the_own(bot: Voice) -> None:
    stranger = AccountId(f"slack:T9/{bot.anna.id}")
    await bot.direct_rooms.met(stranger, bot.direct)
    await bot.direct_rooms.met(bot.anna.account, RoomId("slack:T9/D1"))
    assert await bot.direct_rooms.known() == []
    assert await bot.sender.direct_room(bot.anna.account) == bot.direct
    assert await bot.direct_rooms.known() == [bot.direct]


async def test_rooms_are_known_before_slack_tells_of_their_workspace(bot: Voice) -> None:
    await bot.direct_rooms.met(bot.anna.account, bot.direct)
    bot.workspaces.lose(bot.team.id, "away")
    assert await bot.direct_rooms.known() == [bot.direct]


async def test_an_app_that_was_made_anew_opens_its_own_direct_rooms() -> None:
    async with voice() as bot:
        old = await bot.sender.direct_room(bot.anna.account)
        bot.slack.uninstall(bot.bot)
        again = bot.slack.install(bot.slack.app("Anew"), bot.team)
        await bot.workspaces.admit(again.token)
        new = await bot.sender.direct_room(bot.anna.account)
        assert new != old
        assert new == bot.slack.direct(again, bot.anna)
        assert await bot.direct_rooms.known() == [new]


async def test_an_edit_replaces_the_message(bot: Voice) -> None:
    posted = await bot.sender.send(bot.direct, say("before"), key=KEY)
    await bot.sender.edit(posted, say("after"), key=OTHER)
    assert bot.texts(bot.direct) == ["after"]
    assert bot.slack.calls("chat.update")


async def test_what_was_tapped_is_replaced_as_the_answer_to_the_tap(bot: Voice) -> None:
    message = Message((Choices((Choice("1", "on track"),)),))
    posted = await bot.sender.send(bot.direct, message, key=KEY)
    bot.heard(bot.direct, posted.message)
    for number in range(7):
        await bot.sender.edit(posted, say(str(number)), key=OTHER)
    assert bot.texts(bot.direct) == ["6"]
    assert len(bot.slack.calls("response_url")) == 5
    assert len(bot.slack.calls("chat.update")) == 2


async def test_an_answer_to_a_tap_that_slack_no_longer_takes_is_an_edit() -> None:
    async with voice() as bot:
        posted = await bot.sender.send(bot.direct, say("before"), key=KEY)
        bot.heard(bot.direct, posted.message)
        bot.slack.clock.turn(31 * 60)
        await bot.sender.edit(posted, say("after"), key=OTHER)
        assert bot.texts(bot.direct) == ["after"]


async def test_old_taps_are_not_answered() -> None:
    now = 0.0
    async with voice(replace(UNPACED, clock=lambda: now)) as bot:
        posted = await bot.sender.send(bot.direct, say("before"), key=KEY)
        bot.heard(bot.direct, posted.message)
        now = 29 * 60.0
        await bot.sender.edit(posted, say("after"), key=OTHER)
        assert not bot.slack.calls("response_url")


async def test_one_person_alone_sees_what_is_meant_for_them(bot: Voice) -> None:
    ben = bot.slack.person("ben", bot.team)
    bot.slack.invite(bot.channel, ben)
    await bot.sender.send(bot.channel, say("for you"), key=KEY, only=bot.anna.account)
    assert bot.texts(bot.channel) == ["for you"]
    assert bot.texts(bot.channel, ben) == []
    assert bot.slack.calls("chat.postEphemeral")


async def test_a_command_is_answered_through_its_own_address(bot: Voice) -> None:
    bot.heard(bot.channel)
    await bot.sender.send(bot.channel, say("for you"), key=KEY, only=bot.anna.account)
    assert bot.texts(bot.channel) == ["for you"]
    assert not bot.slack.calls("chat.postEphemeral")


async def test_where_the_bot_is_not_it_answers_in_the_direct_message() -> None:
    async with voice() as bot:
        elsewhere = bot.slack.channel(bot.team, bot.anna)
        posted = await bot.sender.send(
            elsewhere, say("for you"), key=KEY, only=bot.anna.account, thread=MessageId("1.1")
        )
        assert posted.room == bot.direct
        assert bot.texts(bot.direct) == ["for you"]
        assert bot.texts(elsewhere) == []


async def test_what_was_shown_to_one_person_is_not_in_doubt() -> None:
    async with voice() as bot:
        bot.slack.faults.lose_answer("chat.postEphemeral")
        with pytest.raises(NotAccepted):
            await bot.sender.send(bot.channel, say("x"), key=KEY, only=bot.anna.account)
        posted = Posted(room=bot.channel, message=MessageId(""))
        with pytest.raises(TargetGone):
            await bot.sender.edit(posted, say("y"), key=OTHER)


async def test_the_home_tab_shows_the_latest(bot: Voice) -> None:
    await bot.sender.show_home(bot.anna.account, say("one"), key=KEY)
    await bot.sender.show_home(bot.anna.account, say("two"), key=OTHER)
    assert await bot.anna.sees_home() == ["two"]


async def test_a_lost_answer_leaves_one_copy_and_a_doubt(bot: Voice) -> None:
    bot.slack.faults.lose_answer("chat.postMessage")
    with pytest.raises(Doubtful):
        await bot.sender.send(bot.channel, say("once"), key=KEY)
    assert bot.texts(bot.channel) == ["once"]


@pytest.mark.parametrize("status", [200, 404, 500, 502, 503, 504])
async def test_a_page_that_is_not_slacks_is_never_an_answer(bot: Voice, status: int) -> None:
    bot.slack.faults.status("chat.postMessage", status)
    with pytest.raises(Doubtful):
        await bot.sender.send(bot.channel, say("x"), key=KEY)


async def test_what_takes_too_long_is_in_doubt() -> None:
    async with voice(replace(UNPACED, request=0.2)) as bot:
        gate = bot.slack.faults.hold("chat.postMessage")
        with pytest.raises(Doubtful):
            await bot.sender.send(bot.channel, say("x"), key=KEY)
        gate.set()


async def test_a_channel_is_named_by_its_id(bot: Voice) -> None:
    assert await bot.sender.resolve(bot.channel) == bot.channel
    with pytest.raises(TargetGone):
        await bot.sender.resolve(RoomId(f"slack:{bot.team.id}/#general"))


async def test_the_bot_puts_no_emoji_under_messages(bot: Voice) -> None:
    with pytest.raises(TargetGone):
        await bot.sender.react(Posted(room=bot.channel, message=MessageId("1")), "x", key=KEY)
    assert not bot.sender.capabilities.reactions
