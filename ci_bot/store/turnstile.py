"""Lets one writer in at a time, and those sooner for whom somebody outside waits."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turnstile:
    """In the order of arrival, but the urgent and the others by turns, however many wait."""

    def __init__(self) -> None:
        self._taken = False
        self._others_turn = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def passing(self, *, urgent: bool) -> AsyncIterator[None]:
        """Alone inside, for as long as it is entered."""
        if self._taken:
            turn = asyncio.get_running_loop().create_future()
            (self._urgent if urgent else self._others).append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                # The turn may have come at the moment of giving up.
                if turn.done() and not turn.cancelled():
                    self._next()
                raise
        self._taken = True
        try:
            yield
        finally:
            self._next()

    def _next(self) -> None:
        lines = (self._others, self._urgent) if self._others_turn else (self._urgent, self._others)
        for waiting in lines:
            while waiting:
                turn = waiting.popleft()
                if not turn.done():
                    self._others_turn = waiting is self._urgent
                    turn.set_result(None)
                    return
        self._taken = False
