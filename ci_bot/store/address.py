"""Database URLs: which are understood, and what they mean."""

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ci_bot.ports.store import StoreError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_EXPECTED = "sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER:PASSWORD@HOST/NAME"


def parsed(url: str) -> URL:
    """The URL with its driver; raises StoreError for what is not understood."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreError(f"the database's URL is not understood; write {_EXPECTED}") from error
    driver = _DRIVERS.get(parts.drivername)
    if driver is None:
        raise StoreError(f"`{parts.drivername}` is no database that is known; write {_EXPECTED}")
    if driver.endswith("asyncpg") and find_spec("asyncpg") is None:
        raise StoreError("PostgreSQL needs its driver; run: pip install 'ci-bot[postgres]'")
    if driver.endswith("aiosqlite") and parts.database in (None, "", ":memory:"):
        raise StoreError("the database's URL names no file; write sqlite+aiosqlite:///FILE")
    return parts.set(drivername=driver)


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database; None for PostgreSQL."""
    if url.get_backend_name() != "sqlite" or url.database is None:
        return None
    return Path(url.database)
