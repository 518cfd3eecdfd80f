"""What may have been sent is found again by its key, or it is said that nobody may look."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.web import PAGE
from ci_bot.ports.chat import (
    DeliveryKey,
    Doubtful,
    MessageId,
    NotAccepted,
    PlatformStopped,
    Unsearchable,
)
from tests.adapters.slack.voice import Voice, say, voice

KEY, OTHER = DeliveryKey("a" * 40), DeliveryKey("b" * 40)


@pytest.fixture
async def bot() -> AsyncIterator[Voice]:
    async with voice() as voice_:
        yield voice_


def _now() -> datetime:
    return datetime.now(UTC)


@pytest.mark.parametrize("place", ["channel", "direct"])
async def test_a_message_whose_answer_was_lost_is_found(bot: Voice, place: str) -> None:
    room = bot.channel if place == "channel" else bot.direct
    since = _now()
    bot.slack.faults.lose_answer("chat.postMessage")
    with pytest.raises(Doubtful):
        await bot.sender.send(room, say("once"), key=KEY)
    found = await bot.sender.find(room, KEY, since=since)
    assert found is not None
    assert found.message == bot.anna.shown(room)[0].message
    assert await bot.sender.find(room, OTHER, since=since) is None


async def test_one_that_was_lost_on_the_way_is_not_found(bot: Voice) -> None:
    bot.slack.faults.lose_call("chat.postMessage")
    with pytest.raises(Doubtful):
        await bot.sender.send(bot.channel, say("x"), key=KEY)
    assert await bot.sender.find(bot.channel, KEY, since=_now()) is None


async def test_what_is_in_a_thread_is_found_only_there(bot: Voice) -> None:
    since = _now()
    top = await bot.sender.send(bot.channel, say("top"), key=KEY)
    part = await bot.sender.send(bot.channel, say("part"), key=OTHER, thread=top.message)
    assert await bot.sender.find(bot.channel, OTHER, since=since) is None
    assert await bot.sender.find(bot.channel, OTHER, since=since, thread=top.message) == part


async def test_in_a_thread_that_is_gone_there_is_nothing(bot: Voice) -> None:
    thread = MessageId("1700000000.000100")
    assert await bot.sender.find(bot.channel, KEY, since=_now(), thread=thread) is None


async def test_it_is_found_behind_hundreds_of_others(bot: Voice) -> None:
    since = _now()
    posted = await bot.sender.send(bot.channel, say("one"), key=KEY)
    for _ in range(2 * PAGE):
        await bot.anna.write(bot.channel, "chatter")
    assert await bot.sender.find(bot.channel, KEY, since=since) == posted
    assert len(bot.slack.calls("conversations.history")) == 3


async def test_what_was_before_is_not_looked_at(bot: Voice) -> None:
    await bot.sender.send(bot.channel, say("one"), key=KEY)
    assert await bot.sender.find(bot.channel, KEY, since=_now() + timedelta(minutes=11)) is None
    # Their clock and ours may be minutes apart.
    assert await bot.sender.find(bot.channel, KEY, since=_now() + timedelta(minutes=9)) is not None


async def test_a_message_without_its_metadata_is_known_by_its_blocks(bot: Voice) -> None:
    posted = await bot.sender.send(bot.channel, say("one"), key=KEY)
    kept = bot.slack.find(bot.channel).message(posted.message)
    assert kept is not None
    kept.metadata = None
    assert await bot.sender.find(bot.channel, KEY, since=_now()) == posted


async def test_a_message_whose_blocks_were_replaced_is_known_by_its_metadata(bot: Voice) -> None:
    posted = await bot.sender.send(bot.channel, say("one"), key=KEY)
    await bot.sender.edit(posted, say("two"), key=OTHER)
    assert await bot.sender.find(bot.channel, KEY, since=_now()) == posted


async def test_another_apps_message_with_our_key_is_not_ours(bot: Voice) -> None:
    other = bot.slack.install(bot.slack.app("Copycat"), bot.team)
    posted = await bot.sender.send(bot.channel, say("one"), key=KEY)
    kept = bot.slack.find(bot.channel).message(posted.message)
    assert kept is not None
    kept.author, kept.app, kept.bot_id = other.bot.who, other.app, other.bot.bot_id
    assert await bot.sender.find(bot.channel, KEY, since=_now()) is None


async def test_without_the_scope_a_channel_is_not_searched_but_a_direct_message_is(
    bot: Voice,
) -> None:
    bot.bot.scopes -= {"channels:history", "groups:history"}
    with pytest.raises(Unsearchable):
        await bot.sender.find(bot.channel, KEY, since=_now())
    assert await bot.sender.find(bot.direct, KEY, since=_now()) is None


async def test_where_the_bot_no_longer_is_nobody_can_look(bot: Voice) -> None:
    bot.slack.remove(bot.channel, bot.bot)
    with pytest.raises(Unsearchable):
        await bot.sender.find(bot.channel, KEY, since=_now())


async def test_a_search_that_fails_is_made_again_later(bot: Voice) -> None:
    bot.slack.faults.limit("conversations.history", retry_after=7)
    with pytest.raises(NotAccepted) as limited:
        await bot.sender.find(bot.channel, KEY, since=_now())
    assert limited.value.retry_after == timedelta(seconds=7)
    bot.slack.faults.status("conversations.history", 502)
    with pytest.raises(NotAccepted):
        await bot.sender.find(bot.channel, KEY, since=_now())
    bot.slack.revoke(bot.bot)
    with pytest.raises(PlatformStopped):
        await bot.sender.find(bot.channel, KEY, since=_now())
