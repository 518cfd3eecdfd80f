"""The store port: what is kept, read and written in units of work, each bound to one coalition."""

from ci_bot.ports.store.coalition import CoalitionUnit
from ci_bot.ports.store.directory import Directory, Questions, Values
from ci_bot.ports.store.errors import ConflictError, StoreBusyError, StoreError
from ci_bot.ports.store.queues import Calendar, Inbox, Outbox
from ci_bot.ports.store.unit import Store, UnitOfWork

__all__ = [
    "Calendar",
    "CoalitionUnit",
    "ConflictError",
    "Directory",
    "Inbox",
    "Outbox",
    "Questions",
    "Store",
    "StoreBusyError",
    "StoreError",
    "UnitOfWork",
    "Values",
]
