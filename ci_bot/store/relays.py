"""Who is in touch with whom about what: the rows of one coalition's relays."""

from collections.abc import Sequence

from sqlalchemy import or_

from ci_bot.domain.ids import PersonId, RelayId
from ci_bot.domain.relay import Relay
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec
from ci_bot.store.tables.history import relays

_relay = Codec(Relay, relays)


class SqlRelays:
    """Relays of one unit of work."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound

    async def add_relay(self, relay: Relay) -> None:
        await self._bound.insert(relays, [_relay.row(relay)])

    async def put_relay(self, relay: Relay) -> None:
        await self._bound.put(_relay, relay, relays.c.id == relay.id)

    async def relay(self, id_: RelayId) -> Relay | None:
        return await self._bound.one(_relay, relays.c.id == id_)

    async def relays(
        self, *, ask: int | None = None, person: PersonId | None = None, open_only: bool = False
    ) -> Sequence[Relay]:
        query = self._bound.select(relays).order_by(relays.c.opened, relays.c.seq)
        if ask is not None:
            query = query.where(relays.c.ask == ask)
        if person is not None:
            query = query.where(or_(relays.c.owner == person, relays.c.helper == person))
        if open_only:
            query = query.where(relays.c.closed.is_(None))
        return await self._bound.all(_relay, query)
