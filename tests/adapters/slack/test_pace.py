"""Slack is asked no faster than it likes, channel by channel."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.timing import Timing
from ci_bot.ports.chat import DeliveryKey, NotAccepted
from tests.adapters.slack.voice import UNPACED, say, voice

IMPATIENT = replace(UNPACED, pace=1.0, burst=3, patience=0.0)


def _key(number: int) -> DeliveryKey:
    return DeliveryKey(f"{number:040}")


class Seconds:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_channel_gets_about_one_message_a_second_by_default() -> None:
    assert (Timing().pace, Timing().burst) == (1.0, 3)


async def test_a_few_go_at_once_and_then_one_a_second() -> None:
    seconds = Seconds()
    async with voice(replace(IMPATIENT, clock=seconds)) as bot:
        for number in range(3):
            await bot.sender.send(bot.channel, say("x"), key=_key(number))
        with pytest.raises(NotAccepted) as wait:
            await bot.sender.send(bot.channel, say("x"), key=_key(3))
        assert wait.value.retry_after == timedelta(seconds=1)
        await bot.sender.send(bot.direct, say("others don't wait"), key=_key(4))
        seconds.now += 1
        await bot.sender.send(bot.channel, say("x"), key=_key(3))
        with pytest.raises(NotAccepted):
            await bot.sender.send(bot.channel, say("x"), key=_key(5))
        assert len(bot.texts(bot.channel)) == 4


async def test_a_short_wait_is_waited_for() -> None:
    async with voice(replace(UNPACED, pace=0.05, burst=1, patience=5.0)) as bot:
        for number in range(3):
            await bot.sender.send(bot.channel, say(str(number)), key=_key(number))
        assert bot.texts(bot.channel) == ["0", "1", "2"]
        times = [call.at for call in bot.slack.calls("chat.postMessage")]
        assert times[2] - times[0] >= 0.08


async def test_messages_to_one_channel_never_overtake_each_other() -> None:
    async with voice() as bot:
        gate = bot.slack.faults.hold("chat.postMessage")
        held = bot.slack.faults.coming[0].met
        first = asyncio.create_task(bot.sender.send(bot.channel, say("first"), key=_key(1)))
        await held.wait()
        second = asyncio.create_task(bot.sender.send(bot.channel, say("second"), key=_key(2)))
        await bot.sender.send(bot.direct, say("elsewhere"), key=_key(3))
        gate.set()
        await asyncio.gather(first, second)
        assert bot.texts(bot.channel) == ["first", "second"]


async def test_whoever_waits_too_long_for_others_has_not_been_sent() -> None:
    async with voice(replace(UNPACED, patience=0.01)) as bot:
        gate = bot.slack.faults.hold("chat.postMessage")
        held = bot.slack.faults.coming[0].met
        first = asyncio.create_task(bot.sender.send(bot.channel, say("first"), key=_key(1)))
        await held.wait()
        with pytest.raises(NotAccepted):
            await bot.sender.send(bot.channel, say("second"), key=_key(2))
        gate.set()
        await first
        await bot.sender.send(bot.channel, say("second"), key=_key(2))
        assert bot.texts(bot.channel) == ["first", "second"]


async def test_slacks_wish_is_kept_for_that_call_to_that_channel_only() -> None:
    seconds = Seconds()
    async with voice(replace(UNPACED, clock=seconds)) as bot:
        posted = await bot.sender.send(bot.channel, say("x"), key=_key(0))
        bot.slack.faults.limit("chat.postMessage", retry_after=30)
        for _ in range(3):
            with pytest.raises(NotAccepted) as wait:
                await bot.sender.send(bot.channel, say("x"), key=_key(1))
            assert wait.value.retry_after == timedelta(seconds=30)
        assert len(bot.slack.calls("chat.postMessage")) == 2
        await bot.sender.send(bot.direct, say("y"), key=_key(2))
        await bot.sender.edit(posted, say("z"), key=_key(3))
        seconds.now += 30
        await bot.sender.send(bot.channel, say("x"), key=_key(1))
