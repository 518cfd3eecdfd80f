"""Two connections of an app: all that Slack sends is heard, whatever becomes of one of them."""

import asyncio
import logging
import math
from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_bolt.response import BoltResponse

from ci_bot.ports.chat import PlatformStopped
from tests.support.slack_hearing import House, a_house, listening, sockets_of


@pytest.fixture
async def house(http: aiohttp.ClientSession) -> AsyncIterator[House]:
    async with a_house(http) as house:
        yield house


async def test_what_is_written_is_heard_and_acknowledged(house: House) -> None:
    slack, hearing, mode = house.slack, house.hearing, house.mode
    assert mode.trouble == "not connected yet"
    async with listening(mode, hearing):
        await slack.sockets.connected(2)
        await house.anna.write(house.room, "hello")
        await slack.world.until(lambda: len(slack.courier.acknowledged) == 1)
        assert hearing.texts == {"hello"}
        assert house.mode.trouble is None
        assert hearing.silences == [math.inf]


async def test_an_answer_goes_back_with_the_acknowledgement(house: House) -> None:
    house.hearing.answers = lambda _: BoltResponse(status=200, body={"text": "done"})
    async with listening(house.mode, house.hearing):
        await house.slack.sockets.connected()
        assert await house.anna.command(house.room, "/ci", "status") == {"text": "done"}


@pytest.mark.parametrize("fault", ["refused", "raised"])
async def test_what_is_not_kept_is_not_acknowledged_and_comes_again(
    house: House, fault: str
) -> None:
    slack, hearing = house.slack, house.hearing

    def fail_first(_: object) -> BoltResponse:
        if len(hearing.heard) == 1 and fault == "raised":
            raise RuntimeError("no time")
        return BoltResponse(status=500 if len(hearing.heard) == 1 else 200)

    hearing.answers = fail_first
    async with listening(house.mode, hearing):
        await slack.sockets.connected()
        await house.anna.write(house.room, "hello")
        await slack.world.until(lambda: len(hearing.heard) == 1)
        await house.anna.write(house.room, "more")
        await slack.world.until(lambda: len(slack.courier.acknowledged) == 1)
        assert slack.courier.acknowledged[0].payload["event"]["text"] == "more"
        slack.clock.turn(3.1)
        await slack.world.until(lambda: len(slack.courier.acknowledged) == 2)
        assert len(hearing.heard) == 3


async def test_an_announced_end_loses_no_command(house: House) -> None:
    slack, hearing, sent = house.slack, house.hearing, 0
    async with listening(house.mode, hearing):
        await slack.sockets.connected(2)
        old, live = list(slack.sockets.live), slack.sockets.live
        await slack.sockets.warn()
        # Slack never delivers a command again: some connection hears at every moment.
        while old[0] in live:
            assert await house.anna.command(house.room, "/ci", "status") is not None
            sent += 1
            if len(live) == 4:
                live.remove(old[0])
                await old[0].ws.close()
        # Who was only told is left for Slack to close.
        assert old[1] in live
        assert house.mode.trouble is None
        assert len(hearing.heard) == sent
        assert hearing.silences == [math.inf]


async def test_clicks_come_over_the_other_connection_while_one_is_replaced(house: House) -> None:
    slack = house.slack
    async with listening(house.mode, house.hearing):
        await slack.sockets.connected(2)
        for _ in range(4):
            first = slack.sockets.live[0]
            await first.ws.send_json({"type": "disconnect", "reason": "refresh_requested"})
            await first.ws.close()
            assert await house.anna.command(house.room, "/ci", "status") is not None
            await slack.sockets.connected(2)
            assert house.mode.trouble is None


async def test_an_app_token_that_is_revoked_stops_the_platform(house: House) -> None:
    slack = house.slack
    async with listening(house.mode, house.hearing) as running:
        await slack.sockets.connected(2)
        slack.faults.error("apps.connections.open", "token_revoked", times=9)
        slack.sockets.abort()
        with pytest.raises(PlatformStopped, match="token_revoked"):
            await running
    assert "token_revoked" in (house.mode.trouble or "")


async def test_the_refusal_says_what_to_do(house: House) -> None:
    house.slack.faults.error("apps.connections.open", "missing_scope", times=9)
    with pytest.raises(PlatformStopped, match="connections:write"):
        await house.mode.run(house.hearing)


async def test_one_apps_refusal_leaves_the_other_connected(house: House) -> None:
    slack, other = house.slack, house.slack.app("Other")
    mode = sockets_of(slack, house.http, house.app, other)
    other.token = "xapp-another-now"
    async with listening(mode, house.hearing):
        await slack.sockets.connected(2, app=house.app)
        await slack.world.until(lambda: "invalid_auth" in (mode.trouble or ""))
        old = set(slack.sockets.live)
        slack.sockets.abort()
        await slack.world.until(lambda: len(set(slack.sockets.live) - old) == 2)
        assert await house.anna.command(house.room, "/ci", "status") is not None


async def test_what_was_heard_before_the_end_is_answered_and_nothing_stays(house: House) -> None:
    before = asyncio.all_tasks()
    async with listening(house.mode, house.hearing):
        await house.slack.sockets.connected(2)
        house.hearing.free.clear()
        told = asyncio.create_task(house.anna.command(house.room, "/ci", "status"))
        await house.slack.world.until(lambda: bool(house.hearing.heard))
        asyncio.get_running_loop().call_later(0.05, house.hearing.free.set)
    assert await told is not None
    await house.slack.world.until(lambda: not house.slack.sockets.live)
    left = [repr(task.get_coro()) for task in asyncio.all_tasks() - before]
    assert not [coroutine for coroutine in left if "Connection" in coroutine or "Pair" in coroutine]


async def test_whoever_never_answers_does_not_keep_the_bot_from_ending(house: House) -> None:
    async with listening(house.mode, house.hearing):
        await house.slack.sockets.connected(1)
        house.hearing.free.clear()
        told = asyncio.create_task(house.anna.command(house.room, "/ci", "status"))
        await house.slack.world.until(lambda: bool(house.hearing.heard))
    assert await told is None


async def test_no_token_and_no_ticket_is_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with listening(house.mode, house.hearing):
        house.slack.sockets.refuse(2)
        await house.slack.sockets.connected(2)
        house.slack.sockets.abort()
        await house.slack.sockets.connected(2)
    assert house.app.token not in caplog.text
    assert "ticket=" not in caplog.text
