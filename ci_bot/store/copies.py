"""Copies of SQLite files that are whole, even while somebody writes."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from ci_bot.ports.store import StoreError


def copy_file(source: Path, target: Path) -> None:
    """Copies a database in one piece; the target, one single file, appears when it is whole."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(part)) as new:
            # All pages at once: in smaller steps it would start again with each write.
            old.backup(new, pages=-1)
            new.execute("PRAGMA journal_mode=DELETE")
        os.replace(part, target)  # noqa: PTH105
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{source} can't be copied to {target}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def copy_into(source: Path, target: Path) -> None:
    """Makes a database what another one is, in one transaction of whoever has it open."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new, pages=-1)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{target} can't be made from {source}: {error}") from error
