"""What people did, on its way to the bot."""

import asyncio
import re
from collections import deque

from adapters.console.rooms import BOT
from ci_bot.ports.chat import ChatEvent, Inlet, local_part

RETRY_SECONDS = 0.05
"""Until what could not be accepted is handed in again."""

_MENTION = re.compile(rf"@?{local_part(BOT)}\b[:,]?\s+")


def without_mention(text: str) -> tuple[str, bool]:
    """The text without the bot's name in front, and whether it was there."""
    found = _MENTION.match(text)
    return (text[found.end() :], True) if found else (text, False)


class Inbound:
    """A queue that lets go of an event only when it was accepted.

    `trouble`: the kind of error that the last attempt met, if it failed.
    """

    def __init__(self) -> None:
        self.trouble: str | None = None
        self._waiting: deque[ChatEvent] = deque()
        self._changed = asyncio.Condition()
        self._news = asyncio.Event()

    def put(self, event: ChatEvent) -> None:
        """Adds what just happened."""
        self._waiting.append(event)
        self._news.set()

    async def empty(self) -> None:
        """Returns when there is nothing left to hand in."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._waiting)

    async def pour(self, inlet: Inlet) -> None:
        """Hands in one event after the other, until cancelled."""
        while True:
            self._news.clear()
            try:
                await self._pour_once(inlet)
            except Exception as error:  # noqa: BLE001 - whatever it is, nothing was accepted
                self.trouble = type(error).__name__
                await asyncio.sleep(RETRY_SECONDS)
            else:
                self.trouble = None
                await self._news.wait()

    async def _pour_once(self, inlet: Inlet) -> None:
        while self._waiting:
            await inlet.accept((self._waiting[0],))
            self._waiting.popleft()
        async with self._changed:
            self._changed.notify_all()
