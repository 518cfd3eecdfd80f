"""What the administrator of a homeserver does to the people and rooms on it."""

from typing import Any
from urllib.parse import quote

from tests.support.matrix_client import MatrixClient


class SynapseAdmin:
    """Synapse's own admin API, through an account that may use it."""

    def __init__(self, account: MatrixClient) -> None:
        self._account = account

    async def deactivate(self, user_id: str) -> None:
        """Closes the account for good."""
        await self._call("POST", f"v1/deactivate/{quote(user_id)}", erase=False)

    async def revoke(self, user_id: str, device_id: str) -> None:
        """Removes a device: its access token is refused from now on."""
        await self._call("DELETE", f"v2/users/{quote(user_id)}/devices/{quote(device_id)}")

    async def limit(self, user_id: str, *, per_second: int, burst: int) -> None:
        """Gives one sender a rate limit of their own for messages; zero is no limit at all."""
        path = f"v1/users/{quote(user_id)}/override_ratelimit"
        await self._call("POST", path, messages_per_second=per_second, burst_count=burst)

    async def delete_room(self, room: str) -> None:
        """Puts everybody out of a room; the deletion goes on in the background."""
        await self._call("DELETE", f"v2/rooms/{quote(room)}", block=True, purge=True)

    async def _call(self, method: str, path: str, **body: Any) -> None:
        await self._account.call(method, f"/_synapse/admin/{path}", body)
