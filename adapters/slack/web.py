"""One call of Slack's Web API, and what can come of it."""

import base64
import json
from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

PAGE = 200
"""Slack recommends no more than that."""


class Refused(Exception):  # noqa: N818 - names what Slack did
    """Slack took the call and said no; `code` is its word for why."""

    def __init__(
        self,
        code: str,
        *,
        method: str = "",
        retry_after: float | None = None,
        needed: str = "",
        details: tuple[str, ...] = (),
    ) -> None:
        super().__init__(f"Slack refuses {method}: {code}" if method else code)
        self.code = code
        self.retry_after = retry_after
        self.needed = needed
        self.details = details


class Unreachable(Exception):  # noqa: N818 - names the state
    """No answer of Slack's; `unsent`: nothing of the call has left, so nothing came of it."""

    def __init__(self, reason: str, *, unsent: bool = False) -> None:
        super().__init__(reason)
        self.unsent = unsent


class Answer(dict[str, Any]):
    """What Slack answered; `scopes`: what the token may do, where Slack told."""

    scopes: frozenset[str] = frozenset()


async def call(client: AsyncWebClient, method: str, **arguments: Any) -> Answer:
    """Slack's answer with `ok`; raises Refused or Unreachable, and never tries twice."""
    return await _answer(method, client.api_call(method, json=arguments))


async def look(client: AsyncWebClient, method: str, **arguments: Any) -> Answer:
    """The same for a method that only reads: those take no JSON."""
    return await _answer(method, client.api_call(method, http_verb="GET", params=arguments))


async def pages(client: AsyncWebClient, method: str, **arguments: Any) -> AsyncIterator[Answer]:
    """The answers of a method that tells page by page; raises as `call`."""
    cursor: dict[str, str] = {}
    while True:
        answer = await look(client, method, limit=PAGE, **arguments, **cursor)
        yield answer
        metadata = answer.get("response_metadata")
        after = metadata.get("next_cursor") if isinstance(metadata, dict) else None
        if not isinstance(after, str) or not after:
            return
        cursor = {"cursor": after}


async def respond(session: aiohttp.ClientSession, url: str, content: Mapping[str, Any]) -> None:
    """Answers what somebody did, at its response_url; raises Refused or Unreachable."""
    client = AsyncWebhookClient(url, session=session, retry_handlers=[])
    with _as_ours():
        response = await client.send_dict(dict(content))
    body = response.body.strip()
    if response.status_code == 200 and (body == "ok" or _says_ok(body)):
        return
    if (response.status_code == 200 and not body.startswith("{")) or response.status_code >= 500:
        raise Unreachable(f"no answer from Slack (HTTP {response.status_code})")
    raise Refused(f"HTTP {response.status_code}", method="response_url")


async def put_file(
    client: AsyncWebClient, session: aiohttp.ClientSession, name: str, content: bytes
) -> str:
    """Uploads a file that nobody sees yet, and returns its id; raises as `call`."""
    # These two take no JSON.
    asked = client.files_getUploadURLExternal(filename=name, length=len(content))
    begun = await _answer("files.getUploadURLExternal", asked)
    with _as_ours():
        async with session.post(str(begun["upload_url"]), data=content) as response:
            if response.status != 200:
                raise Unreachable(f"no answer from Slack (HTTP {response.status})")
    file = str(begun["file_id"])
    asked = client.files_completeUploadExternal(files=[{"id": file, "title": name}])
    await _answer("files.completeUploadExternal", asked)
    return file


async def exchange(
    client: AsyncWebClient, *, client_id: str, client_secret: str, code: str, redirect_uri: str
) -> Answer:
    """The token for the code of an install; raises as `call`."""
    # The SDK's own method warns of aiohttp's.
    proof = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
    asked = client.api_call(
        "oauth.v2.access",
        data={"code": code, "redirect_uri": redirect_uri},
        headers={"Authorization": f"Basic {proof}"},
    )
    return await _answer("oauth.v2.access", asked)


async def _answer(method: str, asked: Awaitable[AsyncSlackResponse]) -> Answer:
    try:
        with _as_ours():
            response = await asked
    except SlackApiError as error:
        raise _meaning(method, error.response) from None
    if not isinstance(response.data, dict):
        raise Unreachable("what answers is not Slack")
    answer = Answer(response.data)
    answer.scopes = _scopes(response.headers)
    return answer


@contextmanager
def _as_ours() -> Iterator[None]:
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise Unreachable(f"Slack can't be reached ({type(error).__name__})", unsent=True) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unreachable(f"no answer from Slack ({type(error).__name__})") from None
    except (AttributeError, ValueError) as error:
        # The SDK stumbles over a body that is no JSON object.
        raise Unreachable(f"what answers is not Slack ({type(error).__name__})") from None


def _says_ok(body: str) -> bool:
    try:
        told = json.loads(body)
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("ok") is True


def _meaning(method: str, response: Any) -> Refused | Unreachable:
    # The SDK hands over its own response, or aiohttp's where the body was no JSON.
    status = int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)
    headers = {name.lower(): value for name, value in (response.headers or {}).items()}
    data = getattr(response, "data", None)
    body: Mapping[str, Any] = data if isinstance(data, dict) else {}
    if status == 429:
        return Refused("ratelimited", method=method, retry_after=_seconds(headers))
    if status >= 500 or body.get("ok") is not False or not isinstance(body.get("error"), str):
        return Unreachable(f"no answer from Slack (HTTP {status})")
    return Refused(
        body["error"],
        method=method,
        retry_after=_seconds(headers),
        needed=str(body.get("needed", "")),
        details=_details(body),
    )


def _seconds(headers: Mapping[str, str]) -> float | None:
    try:
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, ValueError):
        return None


def _details(body: Mapping[str, Any]) -> tuple[str, ...]:
    metadata = body.get("response_metadata")
    told = metadata.get("messages") if isinstance(metadata, dict) else None
    return tuple(str(line) for line in told) if isinstance(told, list) else ()


def _scopes(headers: Mapping[str, str]) -> frozenset[str]:
    told = next((value for name, value in headers.items() if name.lower() == "x-oauth-scopes"), "")
    return frozenset(scope.strip() for scope in told.split(",") if scope.strip())
