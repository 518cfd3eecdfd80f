"""Units of work, and the store that opens them."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store.coalition import CoalitionUnit
from ci_bot.ports.store.directory import Directory, Questions, Values
from ci_bot.ports.store.queues import Calendar, Inbox, Outbox


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

    async def commit(self) -> None:
        """Makes it last, and ends it: what is asked of it afterwards raises StoreError."""
        ...


class Store(Protocol):
    """Opens units of work: a new one per use case, never shared."""

    def write(self, *, urgent: bool = False) -> AbstractAsyncContextManager[UnitOfWork]:
        """For writing; raises StoreError when the same task has one open already.

        `urgent`: somebody outside waits for it, so it may overtake others that wait.

        Those that use the same coalition come one after the other, from its first use on.
        """
        ...

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """For reading only; its `commit` raises StoreError."""
        ...
