"""What Slack gives for a while ends at the stand-in, too."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "action_id": "a"}
BLOCKS = [{"type": "actions", "elements": [BUTTON]}]


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


async def pressed(there: AppAtSlack) -> Mapping[str, Any]:
    """What the app is told when Anna presses a button."""
    room = there.slack.direct(there.bot, there.anna)
    posted = await there.post(channel_of(room), blocks=BLOCKS)
    async with there.ear() as ear:
        assert await there.anna.click(room, posted["ts"], "Press") == {}
        return ear.payloads[-1]


async def test_a_trigger_opens_one_modal(there: AppAtSlack) -> None:
    trigger = (await pressed(there))["trigger_id"]
    assert (await there.call("views.open", trigger_id=trigger, view=MODAL))["ok"]
    again = await there.refusal("views.open", trigger_id=trigger, view=MODAL)
    assert again == "exchanged_trigger_id"
    assert (await there.anna.modal()).body["title"]["text"] == "x"


async def test_a_trigger_is_too_old_after_three_seconds(there: AppAtSlack) -> None:
    trigger = (await pressed(there))["trigger_id"]
    there.slack.clock.turn(3.1)
    error = await there.refusal("views.open", trigger_id=trigger, view=MODAL)
    assert error == "expired_trigger_id"
    error = await there.refusal("views.open", trigger_id="made up", view=MODAL)
    assert error == "invalid_trigger_id"


async def respond(there: AppAtSlack, url: str, **body: Any) -> tuple[int, str]:
    async with there.http.post(url, json=body) as answer:
        return answer.status, await answer.text()


async def test_a_response_url_works_five_times(there: AppAtSlack) -> None:
    url = (await pressed(there))["response_url"]
    room = there.slack.direct(there.bot, there.anna)
    for number in range(5):
        status, _ = await respond(there, url, text=f"answer {number}", replace_original=True)
        assert status == 200
    assert await respond(there, url, text="x") == (404, "used_url")
    (message,) = there.slack.find(room).messages
    assert (message.text, message.edited) == ("answer 4", None)
    assert there.slack.refused[-1].error == "used_url"


async def test_a_response_url_is_too_old_after_half_an_hour(there: AppAtSlack) -> None:
    url = (await pressed(there))["response_url"]
    there.slack.clock.turn(30 * 60 + 1)
    assert await respond(there, url, text="x") == (404, "expired_url")


async def test_a_response_url_speaks_to_one_or_deletes(there: AppAtSlack) -> None:
    url = (await pressed(there))["response_url"]
    room = there.slack.direct(there.bot, there.anna)
    await respond(there, url, text="only you")
    shown = [one for one in there.slack.find(room).messages if one.only]
    assert [one.text for one in shown] == ["only you"]
    await respond(there, url, delete_original=True)
    assert there.slack.find(room).messages == shown


async def test_a_response_url_takes_no_bad_blocks(there: AppAtSlack) -> None:
    url = (await pressed(there))["response_url"]
    _, body = await respond(there, url, text="x", blocks=[{"type": "section"}])
    assert "invalid_blocks" in body
    assert there.slack.refused[-1].error == "invalid_blocks"


async def test_a_socket_ticket_works_once(there: AppAtSlack) -> None:
    opened = await there.call("apps.connections.open", token=there.app.token)
    async with there.http.ws_connect(opened["url"]) as ws:
        assert (await ws.receive_json())["type"] == "hello"
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await there.http.ws_connect(opened["url"])
    assert there.slack.sockets.seen == ["open", "burnt"]


async def test_an_eleventh_socket_is_sent_away(there: AppAtSlack) -> None:
    sockets = []
    for _ in range(11):
        opened = await there.call("apps.connections.open", token=there.app.token)
        sockets.append(await there.http.ws_connect(opened["url"]))
    hellos = [await ws.receive_json() for ws in sockets]
    assert [one["num_connections"] for one in hellos[:10]] == list(range(1, 11))
    assert hellos[10]["reason"] == "too_many_websockets"
    assert (await sockets[10].receive()).type is aiohttp.WSMsgType.CLOSE
    for ws in sockets:
        await ws.close()


async def test_refused_sockets_leave_the_ticket_good_until_it_is_burnt(there: AppAtSlack) -> None:
    opened = await there.call("apps.connections.open", token=there.app.token)
    there.slack.sockets.refuse(1)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await there.http.ws_connect(opened["url"])
    async with there.http.ws_connect(opened["url"]) as ws:
        assert (await ws.receive_json())["type"] == "hello"
    opened = await there.call("apps.connections.open", token=there.app.token)
    there.slack.sockets.burn_tickets()
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await there.http.ws_connect(opened["url"])
    assert there.slack.sockets.seen == ["refused", "open", "burnt"]


async def test_a_silent_peer_answers_no_ping(there: AppAtSlack) -> None:
    opened = await there.call("apps.connections.open", token=there.app.token)
    async with there.http.ws_connect(opened["url"], autoping=False) as ws:
        await ws.receive_json()
        await ws.ping(b"1")
        assert (await ws.receive()).type is aiohttp.WSMsgType.PONG
        there.slack.sockets.mute()
        await ws.ping(b"2")
        await there.slack.sockets.warn()
        assert (await ws.receive_json())["reason"] == "warning"
        there.slack.sockets.abort()
        assert (await ws.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)


async def test_a_refresh_says_so_and_closes(there: AppAtSlack) -> None:
    async with there.ear() as ear:
        await there.slack.sockets.refresh()
        await there.slack.world.until(lambda: len(ear.heard) > 1 and not there.slack.sockets.live)
        assert ear.heard[-1]["reason"] == "refresh_requested"
