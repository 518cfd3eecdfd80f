"""What the outbox asks the services: is it still wanted, and what follows from how it ended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.delivery import Delivery
from ci_bot.messages.blocks import Message
from ci_bot.ports.store import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancel:
    """Not wanted any more; `reason` is for staff and holds nobody's words."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Later:
    """Still wanted, but not before that instant; its lane waits with it."""

    until: datetime


class Failure(StrEnum):
    """Why a delivery ended without being sent, as far as it matters to people."""

    EXPIRED = "expired"
    """It came too late to be of use."""
    TOO_LONG = "too_long"
    """The platform refuses a message of that size."""
    TARGET_GONE = "target_gone"
    """The room or person can't be reached, nor the person on any other account."""
    ORPHANED = "orphaned"
    """What it edits or continues was never sent, which somebody has been told already."""
    DOUBTFUL = "doubtful"
    """It may have arrived, and nobody can find out: a human has to look."""
    BROKEN = "broken"
    """It can't be made or sent because of a mistake in the program."""


class Preparer(Protocol):
    """Looks at a delivery right before it goes."""

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel | Later:
        """Whether it is still wanted, and its message; asked again before every attempt.

        `uow` only reads. Where the delivery has a body, only a refusal counts: the body goes out.
        Replies are not asked about.
        """
        ...


class Outcomes(Protocol):
    """What follows from the end of a delivery, committed together with it."""

    async def sent(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """It is there: `posted_room`, `posted_message` and `sent` say where and since when."""
        ...

    async def failed(self, uow: UnitOfWork, delivery: Delivery, failure: Failure) -> None:
        """It will never be sent; whoever has to know is told once, on another way."""
        ...

    async def doubted(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """Only a person can see whether it arrived: one is asked, and `answered` takes it."""
        ...

    async def platform_stopped(self, uow: UnitOfWork, line: str, reason: str) -> None:
        """A platform, or a part of it, refuses the bot: the backbone is told once, elsewhere."""
        ...

    async def platform_resumed(self, uow: UnitOfWork, line: str) -> None:
        """It lets the bot in again: should it refuse once more, that is news."""
        ...

    async def arrival_dead(self, uow: UnitOfWork, arrival: Arrival) -> None:
        """An arrival was given up after its last try; the backbone is told once."""
        ...
