"""The stand-in serves apps over HTTP, signed, and installs them by OAuth."""

import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import web

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of

REDIRECT = "https://bot.example/oauth"


@dataclass
class Door:
    """The app's own addresses: what came, and how it is answered."""

    came: list[tuple[web.Request, bytes]] = field(default_factory=list)
    status: int = 200
    body: str = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        raw = await request.read()
        self.came.append((request, raw))
        if b"url_verification" in raw:
            return web.Response(text=json.loads(raw)["challenge"])
        return web.Response(status=self.status, text=self.body, content_type="application/json")


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


@pytest.fixture
async def door(there: AppAtSlack) -> AsyncIterator[Door]:
    door = Door()
    runner = web.ServerRunner(web.Server(door.handle))  # type: ignore[arg-type]
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack"
    there.app.urls = {"events": url, "interactivity": url, "commands": url}
    yield door
    await runner.cleanup()


async def test_requests_are_signed(there: AppAtSlack, door: Door) -> None:
    await there.anna.write(there.slack.direct(there.bot, there.anna), "hello")
    await there.slack.world.until(lambda: bool(there.slack.courier.acknowledged))
    (request, raw) = door.came[0]
    stamp = request.headers["X-Slack-Request-Timestamp"]
    base = f"v0:{stamp}:".encode() + raw
    digest = hmac.new(there.app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    assert request.headers["X-Slack-Signature"] == f"v0={digest}"
    assert abs(time.time() - int(stamp)) < 60
    assert json.loads(raw)["event"]["text"] == "hello"


async def test_an_event_that_is_not_taken_comes_again_and_says_so(
    there: AppAtSlack, door: Door
) -> None:
    door.status = 503
    await there.anna.write(there.slack.direct(there.bot, there.anna), "hello")
    await there.slack.world.until(lambda: len(there.slack.push.pushed) == 2)
    door.status = 200
    there.slack.clock.turn(60)
    await there.slack.world.until(lambda: bool(there.slack.courier.acknowledged))
    numbers = [request.headers.get("X-Slack-Retry-Num") for request, _ in door.came]
    assert numbers == [None, "1", "2"]
    assert door.came[1][0].headers["X-Slack-Retry-Reason"] == "http_error"


async def test_interactions_and_commands_come_as_forms(there: AppAtSlack, door: Door) -> None:
    room = there.slack.direct(there.bot, there.anna)
    button = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}
    posted = await there.post(channel_of(room), blocks=[{"type": "actions", "elements": [button]}])
    assert await there.anna.click(room, posted["ts"], "Press") == {}
    door.body = json.dumps({"text": "only you"})
    await there.anna.command(room, "/ci", "status")
    forms = [
        parse_qs(raw.decode()) for request, raw in door.came if "json" not in request.content_type
    ]
    assert json.loads(forms[0]["payload"][0])["type"] == "block_actions"
    assert (forms[1]["command"], forms[1]["text"]) == (["/ci"], ["status"])
    assert there.anna.shown(room)[-1].text == "only you"


async def test_the_address_is_checked_with_a_challenge(there: AppAtSlack, door: Door) -> None:
    assert await there.slack.push.challenge(there.app) == "abc"


async def exchange(there: AppAtSlack, code: str, **other: Any) -> dict[str, Any]:
    secrets = {"client_id": there.app.client_id, "client_secret": there.app.client_secret}
    args = {**secrets, "code": code, "redirect_uri": REDIRECT, **other}
    async with there.http.post(there.slack.base_url + "oauth.v2.access", data=args) as answer:
        return dict(await answer.json())


def approved(there: AppAtSlack) -> dict[str, str]:
    there.app.redirect_urls.add(REDIRECT)
    other = there.slack.team("Elsewhere")
    eve = there.slack.person("eve", other)
    page = (
        f"https://slack.com/oauth/v2/authorize?client_id={there.app.client_id}"
        f"&scope=chat:write,users:read&state=s1&redirect_uri={REDIRECT}"
    )
    where = urlsplit(there.slack.approve(page, eve))
    assert where.path == "/oauth"
    return {name: values[0] for name, values in parse_qs(where.query).items()}


async def test_an_install_is_approved_and_its_code_works_once(there: AppAtSlack) -> None:
    back = approved(there)
    assert back["state"] == "s1"
    answer = await exchange(there, back["code"])
    assert answer["scope"] == "chat:write,users:read"
    who = await there.call("auth.test", token=answer["access_token"])
    assert (who["team_id"], who["team"]) == (answer["team"]["id"], "Elsewhere")
    assert (await exchange(there, back["code"]))["error"] == "code_already_used"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"client_secret": "no"}, "bad_client_secret"),
        ({"client_id": "no"}, "invalid_client_id"),
        ({"redirect_uri": "https://evil.example"}, "bad_redirect_uri"),
        ({"code": "made up"}, "invalid_code"),
    ],
)
async def test_a_code_is_not_exchanged_by_just_anybody(
    there: AppAtSlack, args: dict[str, str], error: str
) -> None:
    code = approved(there)["code"]
    assert (await exchange(there, **{"code": code, **args}))["error"] == error


async def test_a_code_is_too_old_after_ten_minutes(there: AppAtSlack) -> None:
    code = approved(there)["code"]
    there.slack.clock.turn(601)
    assert (await exchange(there, code))["error"] == "invalid_code"
