"""The inbox in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.domain.moment import aware
from ci_bot.testing.memory.state import State


class MemoryInbox:
    """Arrivals of one unit of work."""

    def __init__(self, state: State) -> None:
        self._arrivals = state.arrivals

    async def add(self, arrivals: Sequence[Arrival]) -> int:
        second_keys = {a.second_key for a in self._arrivals.values()} - {None}
        added = 0
        for arrival in arrivals:
            if arrival.key in self._arrivals or arrival.second_key in second_keys:
                continue
            self._arrivals[arrival.key] = arrival
            if arrival.second_key is not None:
                second_keys.add(arrival.second_key)
            added += 1
        return added

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Arrival]:
        now = aware(now)
        waiting = [a for a in self._arrivals.values() if a.state is ArrivalState.WAITING]
        busy = {a.conversation for a in waiting if a.leased_until and a.leased_until > now}
        claimed: list[Arrival] = []
        first: dict[str, Arrival] = {}
        for arrival in waiting:
            if arrival.available <= now and arrival.conversation not in busy:
                first.setdefault(arrival.conversation, arrival)
        for arrival in sorted(first.values(), key=lambda a: a.available)[:limit]:
            leased = replace(
                arrival, attempt=attempt, leased_until=leased_until, tries=arrival.tries + 1
            )
            self._arrivals[arrival.key] = leased
            claimed.append(leased)
        return claimed

    async def settle(
        self,
        key: str,
        attempt: str,
        *,
        state: ArrivalState,
        available: datetime | None = None,
        reason: str = "",
    ) -> bool:
        arrival = self._arrivals.get(key)
        if arrival is None or arrival.attempt != attempt:
            return False
        self._arrivals[key] = replace(
            arrival,
            state=state,
            available=available or arrival.available,
            reason=reason,
            attempt=None,
            leased_until=None,
        )
        return True

    async def waiting(self) -> int:
        return sum(a.state is ArrivalState.WAITING for a in self._arrivals.values())

    async def dead(self) -> Sequence[Arrival]:
        return [a for a in self._arrivals.values() if a.state is ArrivalState.DEAD]
