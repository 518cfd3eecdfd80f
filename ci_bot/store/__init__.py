"""The store on SQLite and PostgreSQL: opened by its URL, upgraded, backed up and restored."""

from ci_bot.store.backup import backup, restore
from ci_bot.store.opening import open_store
from ci_bot.store.schema import SchemaState, Upgraded, schema_state, upgrade

__all__ = [
    "SchemaState",
    "Upgraded",
    "backup",
    "open_store",
    "restore",
    "schema_state",
    "upgrade",
]
