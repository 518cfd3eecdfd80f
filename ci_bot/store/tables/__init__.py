"""The tables, one file per part of the domain."""

from ci_bot.store.tables import history, instance, queues, roster
from ci_bot.store.tables.schema import metadata

__all__ = ["history", "instance", "metadata", "queues", "roster"]
