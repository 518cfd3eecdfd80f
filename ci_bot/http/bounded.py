"""Reads a request whole, for whoever must see all of it, unless it is too large or too slow."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from ci_bot.ports.chat import Page

LARGEST = 1_048_576
"""Bytes of a body."""
PATIENCE = 5.0
"""Seconds for a body."""


class Bounded:
    """A platform's page, which gets only requests that are all there.

    A body that is declared or found to be larger than 1 MiB is 413, one that takes too long 408.
    """

    def __init__(self, page: Page, *, patience: float = PATIENCE) -> None:
        self._page = page
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            async with asyncio.timeout(self._patience):
                body = await _whole(Request(scope, receive))
        except ClientDisconnect:
            return
        except TimeoutError:
            await _refusal(408)(scope, receive, send)
            return
        if body is None:
            await _refusal(413)(scope, receive, send)
            return
        messages = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Mapping[str, Any]:
            return messages.pop() if messages else await receive()

        await self._page(scope, again, send)


async def _whole(request: Request) -> bytes | None:
    """The body; None when it is too large, without reading all of it."""
    if int(request.headers.get("content-length", "0")) > LARGEST:
        return None
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _refusal(status: int) -> Response:
    # What is still to come of it is not read.
    return Response(status_code=status, headers={"Connection": "close"})
