"""Storms: whatever breaks, the connections come back, not too fast, and no answer is lost."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import replace

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.timing import SocketTiming
from tests.support.slack import Slack
from tests.support.slack.sockets import Socket
from tests.support.slack_hearing import (
    QUICK,
    House,
    a_house,
    closest,
    listening,
    opened,
    sockets_of,
)

ANSWERS = 12
EXPECTED = {f"answer {number}" for number in range(ANSWERS)}
NONSENSE = (
    "",
    "[]",
    "null",
    "{",
    "[" * 100_000,
    '{"type": 3}',
    '{"type":"a","envelope_id":1,"payload":2}',
)


@pytest.fixture
async def house(http: aiohttp.ClientSession) -> AsyncIterator[House]:
    async with a_house(http) as house:
        yield house


async def abort(slack: Slack) -> None:
    slack.sockets.abort()


async def refresh(slack: Slack) -> None:
    await slack.sockets.refresh()


async def refuse(slack: Slack) -> None:
    slack.sockets.refuse(4)
    slack.sockets.abort()


async def burn(slack: Slack) -> None:
    ticket = slack.faults.slow("apps.connections.open", 0.05)
    slack.sockets.abort()
    await ticket.met.wait()
    slack.sockets.burn_tickets()


async def go_silent(slack: Slack) -> None:
    slack.sockets.mute()


async def limit(slack: Slack) -> None:
    slack.faults.limit("apps.connections.open", retry_after=1)
    slack.faults.status("apps.connections.open", 503, times=2)
    slack.faults.error("apps.connections.open", "internal_error")
    slack.faults.lose_answer("apps.connections.open")
    slack.sockets.abort()


async def switch_off(slack: Slack) -> None:
    for socket in slack.sockets.live:
        await socket.ws.send_json({"type": "disconnect", "reason": "link_disabled"})
        await socket.ws.close()


Storm = Callable[[Slack], Awaitable[None]]


@pytest.mark.parametrize("storm", [abort, refresh, refuse, burn, go_silent, limit, switch_off])
async def test_every_answer_gets_through_the_storm(house: House, storm: Storm) -> None:
    slack = house.slack
    async with listening(house.mode, house.hearing):
        await slack.sockets.connected(2)
        old: list[Socket] = []
        for number in range(ANSWERS):
            await house.anna.write(house.room, f"answer {number}")
            if number in (2, 6):
                old += slack.sockets.live
                await storm(slack)
        await slack.world.until(lambda: len(set(slack.sockets.live) - set(old)) == 2)
        slack.clock.turn(3.1)
        # Slack delivers at once again, after 1 and after 5 minutes.
        for _ in range(380):
            await slack.world.until(lambda: not slack.courier.open)
            slack.clock.turn(1)
    assert house.hearing.texts == EXPECTED
    assert slack.courier.lost == []
    # Without turns it would be thousandths; requests may be held up on their way.
    assert closest(slack) > QUICK.apart / 2


async def test_what_is_not_understood_changes_nothing(house: House) -> None:
    slack = house.slack
    async with listening(house.mode, house.hearing):
        await slack.sockets.connected(2)
        for text in NONSENSE:
            for socket in slack.sockets.live:
                await socket.ws.send_str(text)
        await house.anna.write(house.room, "hello")
        await slack.world.until(lambda: len(slack.courier.acknowledged) == 1)
    assert len(opened(slack)) == 2


async def test_a_ticket_is_never_used_twice(house: House) -> None:
    house.slack.sockets.refuse(5)
    async with listening(house.mode, house.hearing):
        await house.slack.sockets.connected(2)
    assert len(opened(house.slack)) == len(house.slack.sockets.seen) == 7


async def test_too_many_connections_are_no_reason_to_ask_faster(house: House) -> None:
    slack, token, patient = house.slack, house.app.token, replace(QUICK, apart=0.01, backoff=0.1)
    mode = sockets_of(slack, house.http, house.app, timing=replace(patient, backoff_limit=9.0))
    asking = AsyncWebClient(token=token, base_url=slack.base_url, session=house.http)
    async with AsyncExitStack() as others:
        for _ in range(10):
            told = await asking.apps_connections_open(app_token=token)
            await others.enter_async_context(house.http.ws_connect(told["url"]))
        await slack.sockets.connected(10)
        began = len(opened(slack))
        async with listening(mode, house.hearing):
            await slack.world.until(lambda: slack.sockets.seen.count("too many") >= 6)
            times = opened(slack)[began:]
            # Each pause is about twice the one before, down to half of that by chance, and the two
            # may ask within the same one; without pauses it is 0.05.
            assert times[5] - times[0] > 0.25
            assert "too many connections" in (mode.trouble or "")
            await others.aclose()
            await slack.world.until(lambda: mode.trouble is None)


async def test_a_gap_is_told_with_its_length_before_anything_is_heard(house: House) -> None:
    slack, hearing = house.slack, house.hearing
    async with listening(house.mode, hearing):
        await slack.sockets.connected(2)
        slack.sockets.refuse(3)
        slack.sockets.abort()
        await slack.world.until(lambda: len(hearing.silences) == 2)
        assert 0 < hearing.silences[1] < 60


async def test_the_real_pace_is_one_a_second_and_back_within_ten(house: House) -> None:
    slack, loop = house.slack, asyncio.get_running_loop()
    mode = sockets_of(slack, house.http, house.app, timing=SocketTiming())
    async with listening(mode, house.hearing):
        await slack.sockets.connected(2)
        slack.sockets.refuse(1)
        slack.sockets.mute()
        began = loop.time()
        await slack.world.until(lambda: any(not one.silent for one in slack.sockets.live))
        assert loop.time() - began < 10
        await house.anna.write(house.room, "back")
        await slack.world.until(lambda: "back" in house.hearing.texts)
    assert closest(slack) >= 1
