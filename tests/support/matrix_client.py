"""An account on a homeserver and its requests, as raw HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

import aiohttp


class RefusedError(Exception):
    """The homeserver refused a request; `code` is its errcode."""

    def __init__(self, status: int, answer: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {answer}")
        self.status = status
        self.code = str(answer.get("errcode", ""))


@dataclass(frozen=True, kw_only=True)
class MatrixClient:
    """One device of one account; independent of the library that the bot uses."""

    http: aiohttp.ClientSession
    url: str
    user_id: str
    device_id: str
    token: str = field(repr=False)
    password: str = field(repr=False)

    async def call(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        query: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """One request below `/_matrix/client/`, or anywhere when the path begins with a slash."""
        address = self.url + (path if path.startswith("/") else f"/_matrix/client/{path}")
        async with self.http.request(
            method,
            address,
            json=None if method == "GET" else body or {},
            params=query,
            headers={"Authorization": f"Bearer {self.token}"},
        ) as response:
            answer: dict[str, Any] = await response.json()
            if not response.ok:
                raise RefusedError(response.status, answer)
            return answer

    async def file(self, address: str) -> bytes:
        """What is at an `mxc:` address."""
        where = f"{self.url}/_matrix/client/v1/media/download/{address.removeprefix('mxc://')}"
        headers = {"Authorization": f"Bearer {self.token}"}
        async with self.http.get(where, headers=headers) as response:
            if not response.ok:
                raise RefusedError(response.status, await response.json())
            return await response.read()

    def moved_to(self, url: str) -> Self:
        """The same account on a copy of its homeserver."""
        return replace(self, url=url)

    async def log_in(self) -> Self:
        """The same account on a new device."""
        credentials = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self.user_id},
            "password": self.password,
        }
        answer = await self.call("POST", "v3/login", credentials)
        return replace(self, token=answer["access_token"], device_id=answer["device_id"])

    async def log_out(self) -> None:
        """Ends this device's session: its token is revoked."""
        await self.call("POST", "v3/logout")
