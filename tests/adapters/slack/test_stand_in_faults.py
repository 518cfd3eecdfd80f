"""What is scripted to go wrong at the stand-in goes wrong, once, and only there."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of

POST = "chat.postMessage"


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


def texts(there: AppAtSlack, room: str) -> list[str]:
    return [one.text for one in there.slack.world.channels[room].messages]


@pytest.fixture
def room(there: AppAtSlack) -> str:
    return channel_of(there.slack.direct(there.bot, there.anna))


async def test_a_limited_call_says_how_long_to_wait(there: AppAtSlack, room: str) -> None:
    there.slack.faults.limit(POST, retry_after=30)
    headers = {"Authorization": f"Bearer {there.bot.token}"}
    body = {"channel": room, "text": "x"}
    url = there.slack.base_url + POST
    async with there.http.post(url, json=body, headers=headers) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "30")
    assert texts(there, room) == []
    assert (await there.post(room))["ok"]
    assert there.slack.refused == []


@pytest.mark.parametrize("taken", [True, False])
async def test_a_server_error_is_a_page_and_may_have_been_taken(
    there: AppAtSlack, room: str, *, taken: bool
) -> None:
    there.slack.faults.status(POST, 502, taken=taken)
    with pytest.raises(aiohttp.ContentTypeError) as caught:
        await there.post(room)
    assert caught.value.status == 502
    assert len(texts(there, room)) == taken


@pytest.mark.parametrize("taken", [True, False])
async def test_an_error_of_slacks_own_may_have_been_taken(
    there: AppAtSlack, room: str, *, taken: bool
) -> None:
    there.slack.faults.error(POST, "internal_error", taken=taken)
    assert (await there.post(room))["error"] == "internal_error"
    assert len(texts(there, room)) == taken
    assert there.slack.refused == []


async def test_a_call_is_lost_before_or_after_it_was_taken(there: AppAtSlack, room: str) -> None:
    there.slack.faults.lose_call(POST)
    with pytest.raises(aiohttp.ClientConnectionError):
        await there.post(room, text="before")
    there.slack.faults.lose_answer(POST)
    with pytest.raises(aiohttp.ClientConnectionError):
        await there.post(room, text="after")
    assert texts(there, room) == ["after"]


async def test_a_late_call_lands_when_the_test_says(there: AppAtSlack, room: str) -> None:
    late = there.slack.faults.take_late(POST)
    assert not late.land()
    with pytest.raises(aiohttp.ClientConnectionError):
        await there.post(room, text="late")
    await there.post(room, text="meanwhile")
    assert late.land()
    assert not late.land()
    assert texts(there, room) == ["meanwhile", "late"]


async def test_a_held_call_goes_well_when_it_is_let_go(there: AppAtSlack, room: str) -> None:
    gate = there.slack.faults.hold(POST)
    waiting = asyncio.create_task(there.post(room, text="held"))
    await there.slack.world.until(lambda: not there.slack.faults.coming)
    await there.post(room, text="other")
    assert not waiting.done()
    gate.set()
    assert (await waiting)["ok"]
    assert texts(there, room) == ["other", "held"]


async def test_a_slow_call_is_taken_before_it_is_answered(there: AppAtSlack, room: str) -> None:
    there.slack.faults.slow(POST, 0.01)
    assert (await there.post(room))["ok"]


async def test_a_fault_is_for_its_method_workspace_and_channel(
    there: AppAtSlack, room: str
) -> None:
    slack = there.slack
    slack.faults.error(POST, "fatal_error", team="T0OTHER")
    slack.faults.error(POST, "fatal_error", channel="C0OTHER")
    slack.faults.error("chat.update", "fatal_error")
    assert (await there.post(room))["ok"]
    assert len(slack.faults.coming) == 3
    assert (await there.post("C0OTHER"))["error"] == "fatal_error"


async def test_limits_are_kept_by_method_and_channel(there: AppAtSlack, room: str) -> None:
    there.slack.limits.on = True
    other = channel_of(there.slack.channel(there.team, there.bot))
    for number in range(3):
        assert (await there.post(room, text=str(number)))["ok"]
    assert (await there.post(room))["error"] == "ratelimited"
    assert (await there.post(other))["ok"]
    assert [one.method for one in there.slack.limited] == [POST]
    assert there.slack.refused == []
    there.slack.clock.turn(1)
    assert (await there.post(room, text="3"))["ok"]
    assert texts(there, room) == ["0", "1", "2", "3"]


async def test_limits_of_other_methods_follow_their_tiers(there: AppAtSlack) -> None:
    there.slack.limits.on = True
    answers = [await there.call("users.list") for _ in range(25)]
    assert [one["ok"] for one in answers] == [True] * 24 + [False]
    assert (await there.call("users.info", user=there.anna.id))["ok"]
    assert (await there.call("auth.test"))["ok"]
