"""Who is in touch with whom about what, in memory."""

from collections.abc import Sequence

from ci_bot.domain.ids import PersonId, RelayId
from ci_bot.domain.relay import Relay
from ci_bot.testing.memory.bound import Bound


class MemoryRelays(Bound):
    """Relays of one unit of work."""

    async def add_relay(self, relay: Relay) -> None:
        self._must_exist(self._state.asks, relay.ask)
        self._add(self._state.relays, relay.id, relay)

    async def put_relay(self, relay: Relay) -> None:
        self._put(self._state.relays, relay.id, relay)

    async def relay(self, id_: RelayId) -> Relay | None:
        return self._state.relays.get((self._id, id_))

    async def relays(
        self, *, ask: int | None = None, person: PersonId | None = None, open_only: bool = False
    ) -> Sequence[Relay]:
        found = [
            relay
            for relay in self._of(self._state.relays)
            if ask in (None, relay.ask)
            and (person is None or person in relay.people)
            and (relay.open or not open_only)
        ]
        return sorted(found, key=lambda relay: relay.opened)
