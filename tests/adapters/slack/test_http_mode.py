"""HTTP mode: what is Slack's is kept before it is acknowledged, and nothing else has an effect."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest

from adapters.slack.addresses import EVENTS
from adapters.slack.http.mode import Door, HttpMode
from adapters.slack.http.signature import Signature
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import StoreBusyError
from tests.adapters.slack.ears import Ears, ears
from tests.adapters.slack.envelopes import command, message, tap
from tests.support.slack.http_push import FORM, signed
from tests.support.slack_door import Doorway, doorway, served


@dataclass(kw_only=True, slots=True)
class House:
    ear: Ears
    door: Doorway

    async def send(self, payload: object, *, kind: str = "application/json") -> int:
        body = json.dumps(payload).encode()
        return (await self.door.sent(self.ear.app, body, kind=kind)).status


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with ears() as ear:
        mode = HttpMode([Door(signature=Signature(ear.app.signing_secret))], ear.workspaces)
        async with doorway(ear, mode) as door:
            yield House(ear=ear, door=door)


async def test_what_is_written_is_kept_and_acknowledged(house: House) -> None:
    ear = house.ear
    await ear.anna.write(ear.direct, "hello")
    assert (await ear.heard(MessageReceived))[0].text == "hello"
    assert await house.send(message(ear, "more")) == 200
    assert len(ear.inlet.events) == 2


async def test_commands_and_taps_come_in_forms(house: House) -> None:
    ear = house.ear
    assert await ear.anna.command(ear.direct, "/ci", "status") is not None
    assert (await ear.heard(MessageReceived))[0].text == "status"
    body = urlencode({"payload": json.dumps(tap(ear))}).encode()
    assert (await house.door.sent(ear.app, body, kind=FORM)).status == 200


async def test_slack_may_look_whether_the_address_is_ours(house: House) -> None:
    ear = house.ear
    assert await ear.slack.push.challenge(ear.app) == "abc"
    answer = await house.door.sent(ear.app, b"ssl_check=1&token=x", kind=FORM)
    assert (answer.status, answer.text) == (200, "")
    odd = await house.door.sent(ear.app, b'{"type": "url_verification", "challenge": "\\ud800"}')
    assert (odd.status, odd.text) == (200, "?")
    asked = await house.door.post(b'{"type": "url_verification", "challenge": "abc"}')
    assert (asked.status, asked.text) == (401, "")


async def test_a_request_that_comes_again_has_one_effect(house: House) -> None:
    body = json.dumps(message(house.ear)).encode()
    headers = signed(house.ear.app, body)
    for _ in range(3):
        assert (await house.door.post(body, headers)).status == 200
    assert len(house.ear.inlet.events) == 1


async def test_what_could_not_be_kept_comes_again(house: House) -> None:
    ear = house.ear
    ear.inlet.errors.append(StoreBusyError("no time"))
    assert await house.send(message(ear)) == 503
    assert await house.send(message(ear)) == 200
    assert len(ear.inlet.events) == 1


async def test_before_the_bot_receives_nothing_is_acknowledged() -> None:
    async with ears() as ear:
        mode = HttpMode([Door(signature=Signature(ear.app.signing_secret))], ear.workspaces)
        assert mode.trouble == "not receiving yet"
        receiver = ear.receiver([mode])
        async with served(receiver.pages) as url:
            door = Doorway(url=url, session=ear.session)
            body = json.dumps(message(ear)).encode()
            assert (await door.sent(ear.app, body)).status == 503


MALFORMED = [
    b"",
    b"{",
    b"[]",
    b"null",
    b'"text"',
    b"[" * 100_000,
    b'{"type": "event_callback"}',
    b'{"type": 7}',
    b'{"type": "event_callback", "team_id": ["T1"]}',
    b"{}",
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
@pytest.mark.parametrize(
    "kind", ["application/json", FORM, "text/plain", "multipart/form-data", ""]
)
async def test_what_is_no_payload_is_400(house: House, body: bytes, kind: str) -> None:
    answer = await house.door.sent(house.ear.app, body, kind=kind)
    assert (answer.status, answer.text) == (400, "")
    assert house.ear.inlet.events == []


@pytest.mark.parametrize(
    "body",
    [
        b"payload=%FF",
        b"payload=%7B",
        b"payload={}&payload={}",
        b"&".join(b"a%d=1" % number for number in range(200)),
        b"payload=[]",
    ],
)
async def test_a_form_that_is_odd_is_400(house: House, body: bytes) -> None:
    assert (await house.door.sent(house.ear.app, body, kind=FORM)).status == 400


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
async def test_slack_only_posts(house: House, method: str) -> None:
    assert (await house.door.ask(method, EVENTS)).status == 405


async def test_an_app_speaks_of_its_own_workspaces_only() -> None:
    async with ears() as ear:
        slack, other = ear.slack, ear.slack.app("Other")
        theirs = slack.install(other, slack.team("Elsewhere"))
        await ear.workspaces.admit(theirs.token)
        doors = [
            Door(signature=Signature(app.signing_secret), bot_tokens=frozenset({token}))
            for app, token in ((ear.app, ear.bot.token), (other, theirs.token))
        ]
        async with doorway(ear, HttpMode(doors, ear.workspaces)) as door:
            body = json.dumps(message(ear)).encode()
            for payload in (message(ear), command(ear), tap(ear)):
                forged = json.dumps({k: v for k, v in payload.items() if k != "api_app_id"})
                assert (await door.sent(other, forged.encode())).status == 200
                assert ear.inlet.events == []
            assert (await door.sent(ear.app, body)).status == 200
            assert len(ear.inlet.events) == 1


async def test_a_signature_is_good_for_five_minutes(house: House) -> None:
    body = json.dumps(message(house.ear)).encode()
    for shift, status in ((-301.5, 401), (302.5, 401), (-290, 200), (290, 200)):
        headers = signed(house.ear.app, body, at=time.time() + shift)
        assert (await house.door.post(body, headers)).status == status
