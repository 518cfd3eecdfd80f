"""A picture is uploaded for the message that shows it, and that message is posted once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.render.limits import ALT
from ci_bot.ports.chat import DeliveryKey, Doubtful, NoPicture, NotAccepted
from ci_bot.testing.contracts.chat_pictures import PNG, picture
from tests.adapters.slack.voice import Voice, voice
from tests.support.slack.admin import SCOPES

KEY, OTHER = DeliveryKey("a" * 40), DeliveryKey("b" * 40)
UPLOADS = ("files.getUploadURLExternal", "upload", "files.completeUploadExternal")


@pytest.fixture
async def bot() -> AsyncIterator[Voice]:
    async with voice() as voice_:
        yield voice_
        assert not voice_.slack.objections


async def show(bot: Voice, key: DeliveryKey = KEY, words: str = "Now: 1 at risk.") -> None:
    await bot.sender.send(bot.channel, picture(words), key=key)


def shown(bot: Voice) -> list[tuple[str, bytes | None]]:
    return [(seen.text, seen.picture) for seen in bot.anna.shown(bot.channel)]


async def test_it_is_seen_with_its_words_and_read_aloud(bot: Voice) -> None:
    await show(bot)
    assert shown(bot) == [("Now: 1 at risk.", PNG)]
    (message,) = bot.slack.find(bot.channel).messages
    assert message.text == "Now: 1 at risk."
    assert not message.files
    assert message.metadata == {"event_type": "ci_bot_delivery", "event_payload": {"key": KEY}}
    (file,) = bot.slack.world.files.values()
    assert file["name"] == "chart.png"


async def test_words_that_are_too_long_for_the_picture_are_read_aloud_in_whole(bot: Voice) -> None:
    words = "One activity & another <one>. " * 200
    await show(bot, words=words)
    (message,) = bot.slack.find(bot.channel).messages
    assert message.blocks is not None
    assert len(message.blocks[0]["alt_text"]) == ALT
    assert message.text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">") == words


@pytest.mark.parametrize("step", UPLOADS)
async def test_an_upload_without_an_answer_has_posted_nothing(bot: Voice, step: str) -> None:
    bot.slack.faults.lose_answer(step)
    with pytest.raises(NotAccepted):
        await show(bot)
    assert shown(bot) == []
    await show(bot)
    assert shown(bot) == [("Now: 1 at risk.", PNG)]


async def test_a_picture_that_slack_looks_at_first_is_shown_a_little_later(bot: Voice) -> None:
    bot.slack.world.takes_in = 2
    for _ in range(2):
        with pytest.raises(NotAccepted) as refusal:
            await show(bot)
        assert refusal.value.retry_after == timedelta(seconds=5)
    await show(bot)
    assert shown(bot) == [("Now: 1 at risk.", PNG)]
    assert len(bot.slack.calls("files.getUploadURLExternal")) == 1


async def test_a_message_whose_answer_was_lost_is_found(bot: Voice) -> None:
    since = datetime.now(UTC)
    bot.slack.faults.lose_answer("chat.postMessage")
    with pytest.raises(Doubtful):
        await show(bot)
    found = await bot.sender.find(bot.channel, KEY, since=since)
    assert found is not None
    assert shown(bot) == [("Now: 1 at risk.", PNG)]


@pytest.mark.parametrize("error", ["missing_scope", "file_uploads_disabled"])
async def test_where_uploads_are_refused_no_picture_is_shown(bot: Voice, error: str) -> None:
    bot.slack.faults.error("files.getUploadURLExternal", error)
    with pytest.raises(NoPicture):
        await show(bot)
    assert shown(bot) == []


async def test_without_the_scope_nothing_is_even_asked(bot: Voice) -> None:
    granted = " ".join(set(SCOPES.split()) - {"files:write"})
    least = bot.slack.install(bot.slack.app(), bot.slack.team("Small"), scopes=granted)
    workspace = await bot.workspaces.admit(least.token)
    room = bot.slack.channel(bot.slack.world.teams[workspace.team], least)
    with pytest.raises(NoPicture, match="files:write"):
        await bot.sender.send(room, picture("x"), key=KEY)
    assert not bot.slack.calls("files.getUploadURLExternal")


async def test_another_picture_takes_the_place_of_the_first(bot: Voice) -> None:
    posted = await bot.sender.send(bot.channel, picture("At first"), key=KEY)
    await bot.sender.edit(posted, picture("Now"), key=OTHER)
    assert shown(bot) == [("Now", PNG)]
    await bot.sender.edit(posted, replace(picture("x"), blocks=()), key=OTHER)
    assert shown(bot)[0][1] is None
