"""What a store says to its database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, event


@dataclass(frozen=True)
class Said:
    """One statement, and what it was run with."""

    sql: str
    given: Any


@contextmanager
def overheard() -> Iterator[list[Said]]:
    """All statements of all engines, while it is entered."""
    heard: list[Said] = []

    def hear(
        _connection: Connection, _cursor: Any, sql: str, given: Any, _context: Any, _many: bool
    ) -> None:
        heard.append(Said(sql, given))

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
