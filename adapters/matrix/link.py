"""The bot's connection: logged in, keys loaded, rooms known."""

import asyncio
from collections.abc import Callable

from adapters.matrix.cross_signing import CrossSigning
from adapters.matrix.crypto import Crypto
from adapters.matrix.homeserver import Homeserver, Refused, Unreachable
from adapters.matrix.refusals import REVOKED, refuses_bot
from adapters.matrix.rooms import Room, Rooms
from adapters.matrix.session import Session
from adapters.matrix.store import Identity, Store
from adapters.matrix.timing import Timing
from ci_bot.ports.chat import NotAccepted, PlatformStopped, TargetGone


class Link:
    """What receiving and sending share; `ready` once the first sync was taken in."""

    def __init__(
        self, me: str, homeserver: Homeserver, session: Session, store: Store, timing: Timing
    ) -> None:
        self.me = me
        self.homeserver = homeserver
        self.session = session
        self.store = store
        self.timing = timing
        self.rooms = Rooms(me)
        self.ready = asyncio.Event()
        self._crypto: Crypto | None = None
        self._identity: Identity | None = None

    @property
    def crypto(self) -> Crypto:
        """Our device's encryption; only after `connect`."""
        if self._crypto is None:
            raise Unreachable("the bot is not logged in yet", unsent=True)
        return self._crypto

    @property
    def identity(self) -> Identity:
        """Our device; only after `connect`."""
        if self._identity is None:
            raise Unreachable("the bot is not logged in yet", unsent=True)
        return self._identity

    async def connect(self) -> None:
        """Logs in or restores the login, and loads the keys; raises Unreachable or Refused."""
        if self._crypto is None:
            identity = await self.session.connect()
            self._crypto = Crypto.open(
                identity, self.store, self.homeserver, strict=self.session.strict
            )
            self._identity = identity

    async def renew(self, error: Refused) -> None:
        """Logs in again where the homeserver allows it; raises PlatformStopped where not."""
        if refuses_bot(error):
            raise PlatformStopped(REVOKED)
        await self.session.renew()

    async def sign(self) -> None:
        """Cross-signs our device, where that is not done yet."""
        signing = CrossSigning(self.homeserver, self.store, self.identity)
        await signing.set_up(self.crypto, self.session.password)

    def close(self) -> None:
        """Closes the key database."""
        if self._crypto is not None:
            self._crypto.close()

    async def usable(self) -> None:
        """Waits a little for the first sync, before which nothing may be sent."""
        try:
            async with asyncio.timeout(self.timing.wait):
                await self.ready.wait()
        except TimeoutError:
            raise NotAccepted("the homeserver has not told its rooms yet") from None

    async def enter(self, room_id: str) -> Room:
        """The joined room; a room that was just made is waited for."""
        await self.usable()
        room = self.rooms.joined.get(room_id)
        if room is not None:
            return room
        if room_id not in await self.joined():
            raise TargetGone("the bot is not in this room")
        await self.told(lambda: room_id in self.rooms.joined)
        return self.rooms.joined[room_id]

    async def told(self, look: Callable[[], bool]) -> None:
        """Waits a little for the sync that brings what was just done."""
        if not await self.rooms.until(look, within=self.timing.wait):
            raise NotAccepted("the homeserver has not told of this room yet")

    async def joined(self) -> set[str]:
        """The ids of all rooms the bot is in, as the homeserver knows this very moment."""
        answer = await self.homeserver.call("GET", "v3", "joined_rooms")
        return set(answer["joined_rooms"])
