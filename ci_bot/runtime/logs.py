"""Logs that hold nobody's words: fields by name from a list, accounts hashed, no foreign text."""

import hashlib
import logging
import secrets
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any, TextIO

import structlog

ALLOWED = frozenset(
    {
        "account",
        "attempt",
        "coalition",
        "count",
        "due",
        "error",
        "event",
        "failure",
        "key",
        "kind",
        "lag",
        "level",
        "library",
        "logger",
        "period",
        "platform",
        "seconds",
        "state",
        "timestamp",
        "trace",
        "tries",
        "where",
    }
)
"""The fields a line may have; anything else is left out, whoever logs it."""

_salt = secrets.token_bytes(16)
_FRAMES = 6


def set_up_logs(*, debug: bool = False, quiet: bool = False, stream: TextIO | None = None) -> None:
    """Sends our lines and the libraries' warnings to the stream (standard error) as logfmt.

    `quiet`: ours from a warning on only. A library's line tells where it comes from, never what it
    says: that may be a token or an answer. Below a warning libraries are silent, even with `debug`.
    """
    out = stream or sys.stderr
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _traced,
            _allowed,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.DEBUG if debug else logging.WARNING if quiet else logging.INFO
        ),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    handler = _LibraryHandler(logging.WARNING)
    logging.captureWarnings(capture=True)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in list(logging.root.manager.loggerDict):
        # Some set a level or handlers of their own when they are imported.
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.NOTSET)


class _LibraryHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno,
            "library_warning",
            library=record.name,
            where=f"{record.filename}:{record.lineno}",
            exc_info=record.exc_info and record.exc_info[1],
        )


def _traced(
    _logger: object, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    error = line.pop("exc_info", None)
    if isinstance(error, BaseException):
        line["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
        line["trace"] = " > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in frames)
    return line


def _allowed(_logger: object, _method: str, line: Mapping[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in line.items() if name in ALLOWED}
    if "account" in kept:
        # Salted anew at every start, so that nobody can look an account up by its hash.
        digest = hashlib.blake2b(str(kept["account"]).encode(), key=_salt, digest_size=6)
        kept["account"] = digest.hexdigest()
    return kept
