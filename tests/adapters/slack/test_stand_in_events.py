"""The stand-in tells an app what happened, again and again until it is acknowledged."""

import random
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of

BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}
BLOCKS = [{"type": "actions", "elements": [BUTTON]}]


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


async def test_an_event_comes_again_at_once_after_a_minute_and_after_five(
    there: AppAtSlack,
) -> None:
    room = there.slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        ear.answer = lambda _: None
        await there.anna.write(room, "hello")
        for attempt, seconds in enumerate([3, 3 + 60, 3 + 300], start=1):
            await ear.hears(attempt)
            there.slack.clock.turn(seconds)
        await ear.hears(4)
        there.slack.clock.turn(3)
        told = [one for one in ear.heard if "payload" in one]
        assert [one["retry_attempt"] for one in told] == [0, 1, 2, 3]
        assert len({one["payload"]["event_id"] for one in told}) == 1
        assert len({one["envelope_id"] for one in told}) == 4
    assert len(there.slack.courier.lost) == 1


async def test_an_event_that_nobody_can_take_comes_when_somebody_can(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    await there.anna.write(room, "hello")
    async with there.ear() as ear:
        there.slack.clock.turn(60)
        await ear.hears(1)
        assert ear.events[0]["text"] == "hello"
    assert len(there.slack.courier.acknowledged) == 1


async def test_an_event_on_a_socket_that_dies_comes_on_another(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    async with there.ear() as deaf:
        deaf.answer = lambda _: None
        await there.anna.write(room, "hello")
        await deaf.hears(1)
        async with there.ear() as other:
            there.slack.sockets.live[0].abort()
            await other.hears(1)
            assert other.heard[-1]["retry_reason"] == "connection_closed"


async def test_what_is_pressed_is_told_once_only(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    posted = await there.post(channel_of(room), blocks=BLOCKS)
    assert await there.anna.click(room, posted["ts"], "Press") is None
    async with there.ear() as ear:
        there.slack.clock.turn(600)
        await there.anna.write(room, "hello")
        await ear.hears(1)
        assert {one["type"] for one in ear.payloads} == {"event_callback"}


async def test_events_are_duplicated_lost_and_reordered_as_scripted(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        there.slack.faults.duplicate_events()
        there.slack.faults.duplicate_events(other_id=True)
        await there.anna.write(room, "same id")
        await there.anna.write(room, "other id")
        told = await ear.hears(4)
        assert told[0]["event_id"] == told[1]["event_id"]
        assert told[2]["event_id"] != told[3]["event_id"]
        assert told[2]["event"] == told[3]["event"]

        there.slack.courier.hold()
        for number in range(5):
            await there.anna.write(room, str(number))
        there.slack.courier.release(random.Random(1))
        await ear.hears(9)
        texts = [one["text"] for one in ear.events[4:]]
        assert sorted(texts) == list("01234") != texts

        await there.slack.world.until(lambda: not there.slack.courier.open)
        there.slack.faults.lose_deliveries()
        await there.anna.write(room, "lost at first")
        there.slack.clock.turn(3)
        await ear.hears(10)
        tries = [one["retry_attempt"] for one in ear.heard if "payload" in one]
        assert tries[9:] == [1]


async def test_messages_are_told_as_slack_tells_them(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        ts = await there.anna.write(room, "a < b & c")
        await there.anna.edit(room, ts, "now")
        await there.anna.delete(room, ts)
        await there.anna.write(room, "more", thread=(await there.post(channel_of(room)))["ts"])
        await ear.hears(5)
        said, changed, deleted, bots, reply = ear.events
    assert said["text"] == "a &lt; b &amp; c"
    assert (said["channel_type"], said["ts"], said["user"]) == ("im", ts, there.anna.id)
    assert changed["subtype"] == "message_changed"
    assert changed["message"]["text"] == "now"
    assert changed["message"]["edited"]["user"] == there.anna.id
    assert changed["previous_message"]["text"] == "a &lt; b &amp; c"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", ts)
    assert deleted["previous_message"]["text"] == "now"
    assert (bots["bot_id"], bots["user"]) == (there.bot.bot.bot_id, there.bot.bot.id)
    assert (reply["thread_ts"], reply["parent_user_id"]) == (bots["ts"], there.bot.bot.id)


async def test_only_what_an_app_subscribed_to_is_told(there: AppAtSlack) -> None:
    room = there.slack.channel(there.team, there.anna, there.bot)
    there.app.events |= {"message.groups"}
    private = there.slack.channel(there.team, there.anna, there.bot, private=True)
    there.bot.scopes -= {"groups:history"}
    async with there.ear() as ear:
        await there.anna.write(room, "to everybody")
        await there.anna.write(private, "without the scope for it")
        await there.anna.write(room, "status", to_bot=True)
        await ear.hears(1)
        (event,) = ear.events
    assert (event["type"], event["text"]) == ("app_mention", f"<@{there.bot.bot.id}> status")


async def test_what_administrators_do_is_told(there: AppAtSlack) -> None:
    slack, ben = there.slack, there.slack.person("ben", there.team)
    room = slack.channel(there.team, there.anna, there.bot)
    async with there.ear() as ear:
        slack.invite(room, ben)
        slack.rename(room, "other")
        slack.share(room, slack.team("Elsewhere"))
        slack.change_profile(there.anna, tz="Europe/Riga")
        slack.archive(room)
        slack.delete_channel(room)
        await there.anna.open_home()
        slack.uninstall(there.bot)
        await ear.hears(9)
        events = ear.events
    assert [one["type"] for one in events] == [
        "member_joined_channel",
        "channel_rename",
        "channel_shared",
        "user_change",
        "channel_archive",
        "channel_deleted",
        "app_home_opened",
        "tokens_revoked",
        "app_uninstalled",
    ]
    assert events[3]["user"]["tz"] == "Europe/Riga"


async def test_a_foreign_integration_has_no_account(there: AppAtSlack) -> None:
    room = there.slack.channel(there.team, there.anna, there.bot)
    there.app.events |= {"message.channels"}
    async with there.ear() as ear:
        there.slack.integration_says(room, "build failed")
        await ear.hears(1)
        (event,) = ear.events
    assert event["subtype"] == "bot_message"
    assert "user" not in event


@pytest.mark.parametrize("private", [True, False])
async def test_a_bot_that_is_put_out_of_a_channel_is_told(there: AppAtSlack, private: bool) -> None:
    left: Any = "group_left" if private else "channel_left"
    room = there.slack.channel(there.team, there.anna, there.bot, private=private)
    async with there.ear() as ear:
        there.slack.remove(room, there.bot)
        await ear.hears(1)
        (event,) = ear.events
    assert (event["type"], event["channel"]) == (left, channel_of(room))
    assert "user" not in event
