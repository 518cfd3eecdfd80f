"""Matrix as one connected platform."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from adapters.matrix.direct_rooms import DirectRooms
from adapters.matrix.errands import Errands
from adapters.matrix.homeserver import Homeserver, Refused, Unreachable
from adapters.matrix.invites import Invites
from adapters.matrix.link import Link
from adapters.matrix.moves import Moves
from adapters.matrix.pending import Pending
from adapters.matrix.receiver import Receiver
from adapters.matrix.sender import MatrixSender
from adapters.matrix.session import Session
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.shared_rooms import SharedRooms
from adapters.matrix.store import Store
from adapters.matrix.timeline import Timelines
from adapters.matrix.timing import Timing
from ci_bot.ports.chat import Inlet, Page, Vault


class MatrixPlatform:
    """The bot's account on one homeserver."""

    def __init__(self, settings: MatrixSettings, link: Link, vault: Vault) -> None:
        direct_rooms = DirectRooms(link, vault)
        errands = Errands(link, vault, direct_rooms)
        moves = Moves(link, vault, direct_rooms, errands)
        pending = Pending(vault)
        invites = Invites(
            link=link,
            vault=vault,
            errands=errands,
            moves=moves,
            patterns=settings.accept_invites_from,
        )
        self._sender = MatrixSender(
            link, direct_rooms, SharedRooms(link, vault), reactions=settings.reactions
        )
        self._receiver = Receiver(
            link=link,
            timelines=Timelines(link, moves, pending),
            pending=pending,
            invites=invites,
            moves=moves,
            errands=errands,
            vault=vault,
        )

    @property
    def name(self) -> str:
        """In front of every account and room id."""
        return "matrix"

    @property
    def sender(self) -> MatrixSender:
        """The half that the core sends through."""
        return self._sender

    @property
    def pages(self) -> Mapping[str, Page]:
        """Nothing over HTTP."""
        return {}

    @property
    def trouble(self) -> str | None:
        """Why it is not receiving just now."""
        return self._receiver.trouble

    async def receive(self, inlet: Inlet) -> None:
        """Receives until cancelled."""
        await self._receiver.run(inlet)


@asynccontextmanager
async def open_link(settings: MatrixSettings, folder: Path, timing: Timing) -> AsyncIterator[Link]:
    """The connection, with its store locked; not logged in yet."""
    with Store(folder / settings.store) as store:
        async with Homeserver(settings.homeserver, timeout=settings.http_timeout) as homeserver:
            session = Session(settings, folder, store, homeserver)
            link = Link(settings.user_id, homeserver, session, store, timing)
            try:
                yield link
            finally:
                link.close()


@asynccontextmanager
async def open_platform(
    settings: MatrixSettings, vault: Vault, folder: Path, timing: Timing
) -> AsyncIterator[MatrixPlatform]:
    """Opens the platform: wrong settings are refused now, an absent homeserver is waited for."""
    async with open_link(settings, folder, timing) as link:
        with suppress(Unreachable, Refused):
            await link.connect()
        yield MatrixPlatform(settings, link, vault)
