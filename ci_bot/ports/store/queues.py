"""Inbox, outbox and calendar: what came in, what goes out, what is due, of all coalitions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, DeliveryKey, MessageId, RoomId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule


class Inbox(Protocol):
    """Arrivals, durable before they are acknowledged."""

    async def add(self, arrivals: Sequence[Arrival]) -> int:
        """Adds those whose keys are new; returns how many were."""
        ...

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Arrival]:
        """Leases the oldest available arrival of each conversation that has none leased.

        That counts as a try. A lease that ran out is none; an arrival that waits for a later try
        does not hold up the others.
        """
        ...

    async def settle(
        self,
        key: str,
        attempt: str,
        *,
        state: ArrivalState,
        available: datetime | None = None,
        reason: str = "",
    ) -> bool:
        """Ends this try: done, dead, or waiting until `available`.

        False: the lease is another's now, nothing was changed.
        """
        ...

    async def waiting(self) -> int: ...

    async def dead(self) -> Sequence[Arrival]: ...


class Outbox(Protocol):
    """Deliveries, of all coalitions; every change of state is fenced by the attempt."""

    async def add(self, deliveries: Sequence[Delivery]) -> int:
        """Adds those whose keys are new; returns how many were."""
        ...

    async def get(self, key: DeliveryKey) -> Delivery | None: ...

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Delivery]:
        """Leases (as sending, one try more) the first unfinished due delivery of each free lane.

        Only ready and deferred ones that are available; a lane with one that is sending, ambiguous
        or not yet available again isn't free.
        """
        ...

    async def claim_doubtful(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Delivery]:
        """Leases ambiguous deliveries whose settle window (`available`) is over.

        They stay ambiguous.
        """
        ...

    async def freeze_body(
        self, key: DeliveryKey, attempt: str, body: str, *, room: RoomId | None = None
    ) -> bool:
        """Keeps the rendered message before the first attempt, so that a retry is identical.

        A message it already has stays. `room` is kept as `posted_room`: where this attempt goes,
        and so where it is looked for. False: the row is another's now.
        """
        ...

    async def settle(
        self,
        key: DeliveryKey,
        attempt: str,
        *,
        state: DeliveryState,
        available: datetime | None = None,
        reason: str = "",
        posted: tuple[RoomId, MessageId] | None = None,
        sent: datetime | None = None,
        account: AccountId | None = None,
        body: str | None = None,
        due: datetime | None = None,
    ) -> bool:
        """Ends this attempt in a state; False: the row is another's now, nothing was changed.

        `account`: goes there from now on, in the lane of that name; `posted_room` is forgotten.
        `body`, `due`: what it says from now on, and its place in the lane. Raises ValueError for
        sending to ready, which is never right.
        """
        ...

    async def answered(self, key: DeliveryKey, *, tries: int, arrived: bool, now: datetime) -> bool:
        """A person said whether it arrived: it is sent (no one knows the message), or ready again.

        False, and nothing is changed, where nobody was asked after that many tries, or it is over.
        """
        ...

    async def expire_leases(self, *, now: datetime, settle_at: datetime) -> int:
        """Makes sending rows whose lease ran out ambiguous, to be reconciled at `settle_at`."""
        ...

    async def posted(self, room: RoomId, message: MessageId) -> Delivery | None:
        """The delivery which that message of ours is (the one that posted it, not its edits)."""
        ...

    async def drop(self, coalition: CoalitionId, subject: str, *, reason: str) -> int:
        """Drops what has not been tried yet of a subject, such as a reminder no longer needed."""
        ...

    async def of_subject(self, coalition: CoalitionId, subject: str) -> Sequence[Delivery]:
        """All deliveries of a subject, in order: a digest's receipts."""
        ...

    async def troubled(
        self, coalition: CoalitionId, *, late: datetime, since: datetime, limit: int
    ) -> Sequence[Delivery]:
        """What was due before `late` and waits, or was due from `since` on and failed.

        Newest first, by due time; what a person is asked about counts as waiting.
        """
        ...

    async def counts(self) -> dict[DeliveryState, int]: ...

    async def recent(self, limit: int) -> Sequence[Delivery]:
        """The last deliveries that were sent or failed, newest first."""
        ...


class Calendar(Protocol):
    """Schedules of all coalitions."""

    async def due(self, *, now: datetime, limit: int) -> Sequence[Schedule]:
        """Due schedules, earliest first; in a writing unit of work, locked for it till its end."""
        ...

    async def put(self, schedule: Schedule) -> None: ...

    async def of(self, coalition: CoalitionId) -> Sequence[Schedule]: ...

    async def remove(self, coalition: CoalitionId, kind: OccurrenceKind, subject: str) -> None: ...
