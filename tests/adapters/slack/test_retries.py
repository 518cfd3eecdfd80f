"""The SDK repeats nothing by itself: the outbox alone knows what may be repeated."""

import pytest

from ci_bot.ports.chat import ChatError, DeliveryKey, Message, Posted
from tests.adapters.slack.voice import Voice, say, voice

KEY = DeliveryKey("a" * 40)


async def _send(bot: Voice, message: Message) -> None:
    await bot.sender.send(bot.channel, message, key=KEY)


async def _change(bot: Voice, message: Message) -> None:
    posted = Posted(room=bot.channel, message=bot.anna.shown(bot.channel)[0].message)
    await bot.sender.edit(posted, message, key=KEY)


@pytest.mark.parametrize("what", ["lose_call", "lose_answer", "status", "error", "limit"])
@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update"])
async def test_each_call_is_made_once_whatever_comes_of_it(what: str, method: str) -> None:
    async with voice() as bot:
        await _send(bot, say("before"))
        made = len(bot.slack.calls(method))
        getattr(bot.slack.faults, what)(method)
        with pytest.raises(ChatError):
            await (_send if method == "chat.postMessage" else _change)(bot, say("x"))
        assert len(bot.slack.faults.coming) == 0
        assert len(bot.slack.calls(method)) - made <= 1
        copies = [text for text in bot.texts(bot.channel) if text == "x"]
        assert len(copies) == (1 if what == "lose_answer" else 0)
