"""Requests to the homeserver's client API, where every failure is one of two exceptions."""

import asyncio
import json
import os
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlencode

import aiohttp
from yarl import URL


class Refused(Exception):  # noqa: N818 - what the homeserver did
    """The homeserver answered, but not with success; `code` is empty when it was a proxy."""

    def __init__(self, status: int, body: Mapping[str, Any]) -> None:
        self.status = status
        self.body = body
        code, retry = body.get("errcode"), body.get("retry_after_ms")
        self.code = code if isinstance(code, str) else ""
        self.retry_after = retry / 1000 if isinstance(retry, int | float) else None
        super().__init__(f"the homeserver refused with {status} {self.code}".rstrip())

    @property
    def lasting(self) -> bool:
        """Whether asking the same again would be refused again."""
        return self.status in {400, 403, 404}


class Unreachable(Exception):  # noqa: N818 - what the homeserver is
    """No whole answer came; `unsent` when the request certainly did not arrive."""

    def __init__(self, reason: str, *, unsent: bool = False) -> None:
        self.unsent = unsent
        super().__init__(reason)


class Homeserver:
    """One homeserver, asked with the bot's token."""

    def __init__(self, url: str, *, timeout: float) -> None:
        self.url = url.rstrip("/")
        self.timeout = timeout
        self.token = ""
        self.session = aiohttp.ClientSession()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.session.close()

    async def call(
        self,
        method: str,
        *path: str,
        body: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        within: float | None = None,
    ) -> dict[str, Any]:
        """Asks `/_matrix/client/{path}` and returns the JSON object; raises Refused or Unreachable.

        `within` in seconds, for the whole request; without it the homeserver's own.
        """
        address = f"{self.url}/_matrix/client/" + "/".join(quote(part, safe="") for part in path)
        if query:
            address += "?" + urlencode(query)
        return await self._ask(method, address, within or self.timeout, json=body)

    async def upload(self, data: bytes, media_type: str) -> str:
        """Puts a file into the media repository; returns its `mxc:` address; raises as `call`."""
        address = f"{self.url}/_matrix/media/v3/upload"
        kind = {"Content-Type": media_type}
        answer = await self._ask("POST", address, self.timeout, data=data, headers=kind)
        return str(answer["content_uri"])

    async def _ask(
        self,
        method: str,
        address: str,
        within: float,
        *,
        headers: Mapping[str, str] | None = None,
        **content: Any,
    ) -> dict[str, Any]:
        token = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            async with (
                asyncio.timeout(within),
                self.session.request(
                    method,
                    URL(address, encoded=True),
                    headers={**token, **(headers or {})},
                    # Else the token might follow to another server, or into the clear.
                    allow_redirects=False,
                    **content,
                ) as response,
            ):
                return _read(response.status, await response.read())
        except aiohttp.ClientConnectorError as error:
            raise Unreachable(f"{self.url} {_reason(error)}", unsent=True) from None
        except TimeoutError:
            raise Unreachable(f"{self.url} did not answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            reason = f"the connection to {self.url} broke ({type(error).__name__})"
            raise Unreachable(reason) from None


def _reason(error: aiohttp.ClientConnectorError) -> str:
    match error:
        case aiohttp.ClientConnectorDNSError():
            return "can't be reached: there is no server of that name"
        case aiohttp.ClientConnectorCertificateError():
            return "shows no valid certificate for its name"
        case _:
            return f"can't be reached: {os.strerror(error.errno) if error.errno else 'no answer'}"


def _read(status: int, raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw)
    except ValueError:
        body = None
    if status >= 400:
        raise Refused(status, body if isinstance(body, dict) else {})
    if not isinstance(body, dict):
        raise Unreachable("the answer was cut off, or did not come from a homeserver")
    return body
