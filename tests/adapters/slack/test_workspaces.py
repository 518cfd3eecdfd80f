"""Which workspaces there are: each with its own token, each lost by itself."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import pytest

from adapters.slack.web import Refused, Unreachable
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import (
    DeliveryKey,
    NotAccepted,
    PlatformMisconfigured,
    PlatformStopped,
    RoomId,
)
from tests.adapters.slack.voice import UNPACED, say, voice
from tests.support.slack import Slack, slack_stand_in

KEY = DeliveryKey("a" * 40)


@asynccontextmanager
async def _workspaces(url: str, tokens: Sequence[str]) -> AsyncIterator[Workspaces]:
    async with aiohttp.ClientSession() as session:
        yield Workspaces(api_url=url, tokens=tokens, session=session, timing=UNPACED)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_stand_in() as slack:
        yield slack


async def test_each_token_is_asked_which_workspace_it_is_for(slack: Slack) -> None:
    one, two, app = slack.team("One"), slack.team("Two"), slack.app()
    first, second = slack.install(app, one), slack.install(app, two)
    async with _workspaces(slack.base_url, [first.token, second.token]) as workspaces:
        await workspaces.connect()
        assert [here.team for here in workspaces.here] == [one.id, two.id]
        found = workspaces.of(RoomId(f"slack:{two.id}/C1"))
        assert (found.token, found.name) == (second.token, "Two")
        assert (found.bot_user, found.bot_id) == (second.bot.id, second.bot.bot_id)
        assert found.app_id == app.id
        assert "chat:write" in found.scopes
        assert found.line == f"slack:{two.id}/"
        assert workspaces.trouble is None
        assert second.token not in repr(found)


async def test_a_wrong_token_alone_is_a_wrong_setting(slack: Slack) -> None:
    async with _workspaces(slack.base_url, ["xoxb-wrong"]) as workspaces:
        with pytest.raises(PlatformMisconfigured, match="bot_token_file"):
            await workspaces.connect()


async def test_a_wrong_token_among_others_is_that_workspaces_loss(slack: Slack) -> None:
    team = slack.team()
    bot = slack.install(slack.app(), team)
    async with _workspaces(slack.base_url, ["xoxb-wrong", bot.token]) as workspaces:
        await workspaces.connect()
        assert workspaces.of(RoomId(f"slack:{team.id}/C1")).token == bot.token
        assert "invalid_auth" in (workspaces.trouble or "")
        with pytest.raises(PlatformStopped) as stopped:
            workspaces.of(RoomId("slack:T9/C1"))
        assert stopped.value.line == "slack:T9/"
        assert "invalid_auth" in str(stopped.value)


async def test_a_persons_token_is_no_bots(slack: Slack) -> None:
    bot = slack.install(slack.app(), slack.team())
    bot.bot.bot_id = ""
    async with _workspaces(slack.base_url, [bot.token]) as workspaces:
        with pytest.raises(PlatformMisconfigured, match="xoxb-"):
            await workspaces.connect()


async def test_slack_is_waited_for(slack: Slack) -> None:
    team = slack.team()
    bot = slack.install(slack.app(), team)
    slack.faults.status("auth.test", 503, times=3)
    async with _workspaces(slack.base_url, [bot.token]) as workspaces:
        with pytest.raises(Unreachable):
            await workspaces.connect()
        assert workspaces.trouble == "Slack has not answered yet"
        with pytest.raises(NotAccepted):
            workspaces.of(RoomId(f"slack:{team.id}/C1"))
        await workspaces.keep_connecting()
        assert workspaces.of(RoomId(f"slack:{team.id}/C1")).token == bot.token


async def test_a_token_that_turns_out_wrong_while_waiting_ends_the_wait(slack: Slack) -> None:
    slack.faults.status("auth.test", 503)
    async with _workspaces(slack.base_url, ["xoxb-wrong"]) as workspaces:
        with pytest.raises(PlatformStopped):
            await workspaces.keep_connecting()


async def test_a_revoked_token_loses_its_workspace_until_it_is_let_in_again() -> None:
    async with voice() as bot:
        bot.slack.revoke(bot.bot)
        for _ in range(2):
            with pytest.raises(PlatformStopped) as stopped:
                await bot.sender.send(bot.channel, say("x"), key=KEY)
            assert stopped.value.line == f"slack:{bot.team.id}/"
        assert len(bot.slack.calls("chat.postMessage")) == 1
        assert bot.team.id in bot.workspaces.lost
        token = bot.workspaces.lost_tokens[bot.team.id]
        with pytest.raises(Refused):
            await bot.workspaces.admit(token)
        bot.bot.ended = ""
        await bot.workspaces.admit(token)
        await bot.sender.send(bot.channel, say("x"), key=KEY)
        assert bot.workspaces.trouble is None


async def test_a_workspace_may_come_later(slack: Slack) -> None:
    team = slack.team()
    async with _workspaces(slack.base_url, []) as workspaces:
        await workspaces.connect()
        with pytest.raises(PlatformStopped, match="not installed"):
            workspaces.of(RoomId(f"slack:{team.id}/C1"))
        with pytest.raises(Refused):
            await workspaces.admit("xoxb-wrong")
        await workspaces.admit(slack.install(slack.app(), team).token)
        assert workspaces.of(RoomId(f"slack:{team.id}/C1")).team == team.id
