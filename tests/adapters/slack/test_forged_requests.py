"""Forged requests: 401 with an empty body, and nothing else happens."""

import json
import random
import time
from collections.abc import Callable, Iterator
from typing import Any

from adapters.slack.http.mode import Door, HttpMode
from adapters.slack.http.signature import Signature
from tests.adapters.slack.ears import ears
from tests.adapters.slack.envelopes import command, message, tap
from tests.support.slack.http_push import signed
from tests.support.slack.records import App
from tests.support.slack_door import doorway

STAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
Headers = list[tuple[str, str]]
Forger = Callable[[random.Random, dict[str, str], App, bytes], tuple[Headers, bytes]]


def pairs(right: dict[str, str], **changed: str | None) -> Headers:
    names = {"stamp": STAMP, "signature": SIGNATURE}
    told = right | {names[name]: value for name, value in changed.items() if value is not None}
    gone = {names[name] for name, value in changed.items() if value is None}
    return [(name, value) for name, value in told.items() if name not in gone]


def wrong_signature(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    at = dice.randrange(3, len(right[SIGNATURE]))
    other = "0" if right[SIGNATURE][at] != "0" else "1"
    return pairs(right, signature=right[SIGNATURE][:at] + other + right[SIGNATURE][at + 1 :]), body


def short_signature(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    return pairs(right, signature=right[SIGNATURE][: dice.randrange(len(right[SIGNATURE]))]), body


def long_signature(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    return pairs(right, signature=right[SIGNATURE] + "0" * dice.randrange(1, 2_000)), body


def not_ascii(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    odd = dice.choice(["é", "v0=é", "v0=" + "٣" * 64, right[SIGNATURE] + "ÿ"])
    return pairs(right, signature=odd), body


def missing(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    gone: dict[str, None] = dict.fromkeys(
        dice.choice([["stamp"], ["signature"], ["stamp", "signature"]])
    )
    return pairs(right, **gone), body


def twice(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    name = dice.choice([STAMP, SIGNATURE])
    return [*pairs(right), (name, right[name])], body


def odd_stamp(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    stamps = ["", "now", "-1", "1e9", "0x10", "9" * 400, "١٢٣", "1.5", "+1", "1_000", "nan", " "]
    return pairs(right, stamp=dice.choice(stamps)), body


def stale(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    shift = dice.choice([-1, 1]) * dice.choice([302, 3_600, 86_400])
    return pairs(signed(app, body, at=time.time() + shift)), body


def other_stamp(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    return pairs(right, stamp=str(int(right[STAMP]) - dice.randrange(1, 200))), body


def other_body(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    at = dice.randrange(len(body))
    return pairs(right), body[:at] + b" " + body[at:]


def not_text(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    return pairs(right), bytes(dice.randrange(128, 256) for _ in range(40))


def other_secret(dice: random.Random, right: dict[str, str], app: App, body: bytes) -> Any:
    secret, app.signing_secret = app.signing_secret, f"{dice.random()}"
    forged = signed(app, body)
    app.signing_secret = secret
    return pairs(forged), body


FORGERS: list[Forger] = [
    wrong_signature,
    short_signature,
    long_signature,
    not_ascii,
    missing,
    twice,
    odd_stamp,
    stale,
    other_stamp,
    other_body,
    not_text,
    other_secret,
]


def forgeries(count: int, app: App, payloads: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    dice = random.Random(3)
    for number in range(count):
        forger = FORGERS[number % len(FORGERS)]
        body = json.dumps(dice.choice(payloads)).encode()
        yield forger.__name__, forger(dice, signed(app, body), app, body)


async def test_500_forged_requests_have_no_effect() -> None:
    async with ears() as ear:
        mode = HttpMode([Door(signature=Signature(ear.app.signing_secret))], ear.workspaces)
        payloads = [message(ear), command(ear), tap(ear), {"type": "url_verification"}]
        async with doorway(ear, mode) as door:
            for name, (headers, body) in forgeries(500, ear.app, payloads):
                answer = await door.post(body, headers)
                assert (answer.status, answer.text) == (401, ""), name
            assert ear.inlet.events == []
            assert ear.inlet.openings == []
            right = json.dumps(message(ear)).encode()
            assert (await door.sent(ear.app, right)).status == 200
            assert len(ear.inlet.events) == 1
