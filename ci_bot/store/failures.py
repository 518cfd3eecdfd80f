"""The database's errors, said in the port's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ci_bot.ports.store import ConflictError, StoreBusyError, StoreError

_BUSY_STATES = {"55P03", "40P01", "57014", "53300"}  # lock timeout, deadlock, cancelled, too many
_AWAY = "the database can't be reached; the next unit of work tries again"


@contextmanager
def translated() -> Iterator[None]:
    """Raises StoreError and its kinds for whatever the database's driver raises inside."""
    try:
        yield
    except PoolTimeoutError as error:
        raise StoreBusyError("all connections to the database are in use; try again") from error
    except StatementError as error:
        raise _of_statement(error) from error
    except (SQLAlchemyError, OSError, TimeoutError) as error:
        raise StoreError(f"{_AWAY}: {_words(error)}") from error
    except Exception as error:
        # asyncpg raises its own errors while connecting, and is not there without the extra.
        if not type(error).__module__.startswith("asyncpg"):
            raise
        raise StoreError(f"the database refused the connection: {_words(error)}") from error


def _of_statement(error: StatementError) -> Exception:
    cause = error.orig
    if isinstance(cause, ValueError) and not isinstance(error, DBAPIError):
        return cause
    words = _words(cause or error)
    state = getattr(cause, "sqlstate", None)
    if isinstance(error, IntegrityError):
        if state == "23503" or "FOREIGN KEY" in words:
            return StoreError("what this row belongs to is not stored")
        return ConflictError("the same thing is stored already, or was changed meanwhile")
    if state == "40001":
        return ConflictError("somebody else changed the same thing meanwhile; do it again")
    if state in _BUSY_STATES or "is locked" in words:
        return StoreBusyError(f"the database is busy; try again: {words}")
    if "is full" in words or state == "53100":
        return StoreError(f"the disk is full, nothing was stored; make room: {words}")
    if "disk I/O error" in words:
        return StoreError(f"the disk failed, and nobody knows what it kept; look again: {words}")
    if "no such table" in words or state == "42P01":
        return StoreError("the database has no such table; run `ci-bot db upgrade`")
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return StoreError(f"{_AWAY}: {words}")
    return StoreError(f"the database could not do it: {words}")


def _words(error: BaseException) -> str:
    """The first line, without the statement and without people's words in its parameters."""
    text = str(error).strip() or type(error).__name__
    return text.splitlines()[0]
