"""The store port: what is kept, read and written in units of work, each bound to one coalition."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.digest import Digest
from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    CheckinId,
    CoalitionId,
    DeliveryKey,
    DigestId,
    MessageId,
    PeriodKey,
    PersonId,
    PromptId,
    RoomId,
    RoundId,
    UpdateId,
)
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.round import Round
from ci_bot.domain.update import Source, Update


class StoreError(Exception):
    """The store could not do it: what happened, and what to do."""


class StoreBusyError(StoreError):
    """The database was locked for too long; try again."""


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile; do the whole use case again."""


class Inbox(Protocol):
    """Arrivals, durable before they are acknowledged."""

    async def add(self, arrivals: Sequence[Arrival]) -> int:
        """Adds those whose keys are new; returns how many were."""
        ...

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Arrival]:
        """Leases the oldest available arrival of each conversation that has none leased."""
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
        """Ends this try: done, dead, or waiting until `available`; False: the lease is another's."""
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
        """Leases ambiguous deliveries whose settle window (`available`) is over."""
        ...

    async def freeze_body(self, key: DeliveryKey, attempt: str, body: str) -> bool:
        """Keeps the rendered message before the first attempt, so that a retry is identical."""
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
    ) -> bool:
        """Ends this attempt in a state; False: the row is another's now, nothing was changed.

        Raises ValueError for sending to ready, which is never right.
        """
        ...

    async def expire_leases(self, *, now: datetime, settle_at: datetime) -> int:
        """Makes sending rows with a lease that ran out ambiguous, to be reconciled at `settle_at`."""
        ...

    async def posted(self, room: RoomId, message: MessageId) -> Delivery | None:
        """The delivery which that message of ours is."""
        ...

    async def drop(self, coalition: CoalitionId, subject: str, *, reason: str) -> int:
        """Drops what has not been tried yet of a subject, such as a reminder no longer needed."""
        ...

    async def of_subject(self, coalition: CoalitionId, subject: str) -> Sequence[Delivery]:
        """All deliveries of a subject, in order: a digest's receipts."""
        ...

    async def counts(self) -> dict[DeliveryState, int]: ...

    async def recent(self, limit: int) -> Sequence[Delivery]:
        """The last deliveries that were sent or failed, newest first."""
        ...


class Calendar(Protocol):
    """Schedules of all coalitions."""

    async def due(self, *, now: datetime, limit: int) -> Sequence[Schedule]:
        """Claims due schedules for this unit of work, earliest first (locked where replicas run)."""
        ...

    async def put(self, schedule: Schedule) -> None: ...

    async def of(self, coalition: CoalitionId) -> Sequence[Schedule]: ...

    async def remove(self, coalition: CoalitionId, kind: OccurrenceKind, subject: str) -> None: ...


class Directory(Protocol):
    """Who and where: from the platform's identities to coalitions."""

    async def coalitions(self) -> Sequence[CoalitionId]: ...

    async def people(self, account: AccountId) -> Sequence[tuple[CoalitionId, PersonId]]: ...

    async def channel(self, room: RoomId) -> tuple[CoalitionId, Channel] | None: ...

    async def invitation(self, code_hash: str) -> tuple[CoalitionId, Invitation] | None: ...

    async def invitations_open(self, *, now: datetime) -> int: ...


class Values(Protocol):
    """Small named values: adapters' cursors and maps, the heartbeat."""

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, value: str) -> None: ...

    async def names(self, prefix: str) -> Sequence[str]: ...


class Questions(Protocol):
    """At most one open question per account, outside prompts."""

    async def get(self, account: AccountId) -> OpenQuestion | None: ...

    async def put(self, question: OpenQuestion) -> None: ...

    async def remove(self, account: AccountId) -> None: ...


class CoalitionUnit(Protocol):
    """Everything of one coalition; nothing of any other can be reached through it."""

    @property
    def id(self) -> CoalitionId: ...

    async def load(self) -> Coalition | None:
        """The coalition as one value; None when there is none of that id."""
        ...

    async def save(self, coalition: Coalition) -> Coalition:
        """Writes what differs from what is stored, with the revision one higher.

        Raises ConflictError when `coalition.revision` isn't the stored one.
        """
        ...

    async def add_round(self, round_: Round) -> bool:
        """False when that check-in already has a round of that period."""
        ...

    async def put_round(self, round_: Round) -> None: ...

    async def round(self, id_: RoundId) -> Round | None: ...

    async def rounds(self, checkin: CheckinId | None = None, *, open_only: bool = False) -> Sequence[Round]:
        """Newest first."""
        ...

    async def add_prompts(self, prompts: Sequence[Prompt]) -> int:
        """Adds those whose (round, person) is new; returns how many were."""
        ...

    async def put_prompt(self, prompt: Prompt) -> None: ...

    async def prompt(self, id_: PromptId) -> Prompt | None: ...

    async def prompts_of_round(self, round_: RoundId) -> Sequence[Prompt]: ...

    async def prompts_of_person(self, person: PersonId, *, limit: int = 10) -> Sequence[Prompt]:
        """Newest first, by due time."""
        ...

    async def add_update(self, update: Update) -> None: ...

    async def put_update(self, update: Update) -> None:
        """Marks an update as replaced, withdrawn, confirmed, or more widely visible."""
        ...

    async def update(self, id_: UpdateId) -> Update | None: ...

    async def updates(
        self,
        *,
        activity: ActivityId | None = None,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        current_only: bool = True,
    ) -> Sequence[Update]:
        """By time said, oldest first; `since` inclusive, `until` exclusive, of `recorded`."""
        ...

    async def latest_updates(self) -> Sequence[Update]:
        """For each activity and visibility, its current confirmed updates with a status: the last one,
        and the last one that was no bare "no change"; one query."""
        ...

    async def updates_from(self, source: Source) -> Sequence[Update]:
        """The current updates that one chat message said."""
        ...

    async def add_ask(self, ask: Ask) -> Ask:
        """Stores it under the coalition's next number (`ask.number` is ignored) and returns it."""
        ...

    async def put_ask(self, ask: Ask) -> None: ...

    async def ask(self, number: int) -> Ask | None: ...

    async def asks(
        self,
        kind: AskKind | None = None,
        *,
        open_only: bool = False,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Sequence[Ask]:
        """By number; withdrawn ones are left out; `since`/`until` of `opened`."""
        ...

    async def asks_from(self, source: Source) -> Sequence[Ask]: ...

    async def add_digest(self, digest: Digest) -> bool:
        """False when the period already has one."""
        ...

    async def put_digest(self, digest: Digest) -> None: ...

    async def digest(self, id_: DigestId) -> Digest | None: ...

    async def digest_of(self, period: PeriodKey) -> Digest | None: ...

    async def digests(self, *, limit: int = 10) -> Sequence[Digest]:
        """Newest first."""
        ...

    async def add_invitation(self, invitation: Invitation) -> None: ...

    async def put_invitation(self, invitation: Invitation) -> None: ...


class UnitOfWork(Protocol):
    """One transaction; leaving it without `commit` leaves no trace."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def calendar(self) -> Calendar: ...
    @property
    def directory(self) -> Directory: ...
    @property
    def values(self) -> Values: ...
    @property
    def questions(self) -> Questions: ...

    def of(self, coalition: CoalitionId) -> CoalitionUnit:
        """The part that belongs to one coalition."""
        ...

    async def commit(self) -> None: ...


class Store(Protocol):
    """Opens units of work: a new one per use case, never shared."""

    def write(self) -> AbstractAsyncContextManager[UnitOfWork]: ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """For reading only; its `commit` raises StoreError."""
        ...
