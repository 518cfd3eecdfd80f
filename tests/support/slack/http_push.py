"""The Events API, interactivity and slash commands over HTTP, signed."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.support.slack.courier import ACK_SECONDS, Courier, Envelope
from tests.support.slack.records import App

FORM = "application/x-www-form-urlencoded"


def signed(app: App, body: bytes, *, at: float | None = None) -> dict[str, str]:
    """The headers that prove that the body is from Slack; the time is the real one."""
    stamp = str(int(time.time() if at is None else at))
    base = b"v0:" + stamp.encode() + b":" + body
    digest = hmac.new(app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Pushed:
    """One request to the app, and how it answered; status 0: not at all."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    status: int


@dataclass(eq=False)
class HttpPush:
    """`urls` of an app name its three addresses: `events`, `interactivity` and `commands`."""

    courier: Courier
    http: ClientSession | None = None
    pushed: list[Pushed] = field(default_factory=list)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def bring(self, envelope: Envelope) -> bool:
        kinds = {"interactive": "interactivity", "slash_commands": "commands"}
        url = envelope.app.urls.get(kinds.get(envelope.kind, "events"))
        if not url:
            return False
        task = asyncio.create_task(self._push(envelope, url))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.http is not None:
            await self.http.close()

    async def challenge(self, app: App) -> str:
        """The check that Slack makes when the address is entered; gives what comes back."""
        body = json.dumps({"type": "url_verification", "token": "t", "challenge": "abc"}).encode()
        status, text = await self._send(app, app.urls["events"], body, {}, "application/json")
        return text if status == 200 else f"status {status}"

    async def _push(self, envelope: Envelope, url: str) -> None:
        more: dict[str, str] = {}
        if envelope.attempt:
            more = {"X-Slack-Retry-Num": str(envelope.attempt)}
            more["X-Slack-Retry-Reason"] = envelope.reason
        body, kind = json.dumps(envelope.payload).encode(), "application/json"
        if envelope.kind == "interactive":
            body, kind = urlencode({"payload": json.dumps(envelope.payload)}).encode(), FORM
        elif envelope.kind == "slash_commands":
            body, kind = urlencode(envelope.payload).encode(), FORM
        this = envelope.id
        status, text = await self._send(envelope.app, url, body, more, kind)
        if 200 <= status < 300:
            answer = json.loads(text) if text.startswith("{") else {"text": text} if text else {}
            self.courier.acknowledge(this, answer)
        elif envelope.id == this:
            self.courier.fail(envelope, "http_error" if status else "http_timeout")

    async def _send(
        self, app: App, url: str, body: bytes, more: dict[str, str], kind: str
    ) -> tuple[int, str]:
        if self.http is None:
            self.http = ClientSession(timeout=ClientTimeout(total=ACK_SECONDS))
        headers = {"Content-Type": kind, **more, **signed(app, body)}
        status, text = 0, ""
        try:
            async with self.http.post(url, data=body, headers=headers) as answer:
                status, text = answer.status, await answer.text()
        except (ClientError, TimeoutError, ConnectionError):
            pass
        self.pushed.append(Pushed(url=url, headers=headers, body=body, status=status))
        return status, text
