"""Slack opens, waits for what is away, and says what is wrong."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.slack.platform import SlackPlatform, open_platform
from adapters.slack.settings import SlackSettings
from adapters.slack.timing import SocketTiming, Timing
from ci_bot.ports.chat import (
    DeliveryKey,
    NotAccepted,
    PlatformMisconfigured,
    PlatformStopped,
    RoomId,
)
from ci_bot.testing.contracts.chat_base import receiving
from ci_bot.testing.memory_vault import MemoryVault
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.adapters.slack.voice import say
from tests.support.slack import Slack, slack_stand_in

KEY = DeliveryKey("a" * 40)
TIMING = Timing(pace=0, backoff=0.01, sockets=SocketTiming(apart=0.05, backoff=0.05))


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_stand_in() as slack:
        yield slack


@asynccontextmanager
async def _opened(slack: Slack, token: str, app_token: str) -> AsyncIterator[SlackPlatform]:
    settings = SlackSettings(
        api_url=slack.base_url, bot_token=SecretStr(token), app_token=SecretStr(app_token)
    )
    async with open_platform(settings, MemoryVault(), Path(), TIMING) as platform:
        yield platform


async def _is_refused(platform: SlackPlatform, room: RoomId) -> bool:
    try:
        await platform.sender.send(room, say("x"), key=KEY)
    except NotAccepted:
        return True
    return False


async def test_a_wrong_token_is_refused_before_anything_starts(slack: Slack) -> None:
    with pytest.raises(PlatformMisconfigured, match="invalid_auth"):
        async with _opened(slack, "xoxb-wrong", slack.app().token):
            pass


async def test_slack_may_be_away_when_the_bot_starts(slack: Slack) -> None:
    team, app = slack.team(), slack.app()
    bot = slack.install(app, team)
    anna = slack.person("anna", team)
    room = slack.direct(bot, anna)
    slack.faults.status("auth.test", 503, times=3)
    async with _opened(slack, bot.token, app.token) as platform:
        assert platform.trouble
        assert await _is_refused(platform, room)
        async with receiving(platform, RecordingInlet(MemoryVault())):
            async with asyncio.timeout(20):
                while await _is_refused(platform, room):  # noqa: ASYNC110 - as the outbox does
                    await asyncio.sleep(0.01)
        assert [seen.text for seen in anna.shown(room)] == ["x"]


async def test_a_refused_app_ends_receiving_with_the_reason(slack: Slack) -> None:
    bot = slack.install(slack.app(), slack.team())
    async with _opened(slack, bot.token, "xapp-wrong") as platform:
        with pytest.raises(PlatformStopped, match="invalid_auth"):
            await platform.receive(RecordingInlet(MemoryVault()))


async def test_a_token_that_turns_out_wrong_ends_receiving_too(slack: Slack) -> None:
    slack.faults.status("auth.test", 503)
    async with _opened(slack, "xoxb-wrong", slack.app().token) as platform:
        with pytest.raises(PlatformStopped, match="bot_token_file"):
            await platform.receive(RecordingInlet(MemoryVault()))
