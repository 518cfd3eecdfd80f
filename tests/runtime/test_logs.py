"""No line of the log holds anybody's words, token or account."""

import io
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from ci_bot.runtime.logs import set_up_logs

CANARY = "canary-2f1b"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the log goes, for one test; afterwards everything is as it was."""
    root, kept = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    out = io.StringIO()
    yield out
    root.handlers[:] = kept
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


def test_only_listed_fields_are_kept(stream: io.StringIO) -> None:
    set_up_logs(stream=stream)
    structlog.get_logger().info("delivery", key="k1", text=CANARY, token=CANARY, body=CANARY)
    assert CANARY not in stream.getvalue()
    assert "event=delivery key=k1" in stream.getvalue()


def test_accounts_are_hashed_and_still_told_apart(stream: io.StringIO) -> None:
    set_up_logs(stream=stream)
    log = structlog.get_logger()
    for account in ("matrix:@mara:a", "matrix:@mara:a", "matrix:@oto:a"):
        log.info("x", account=account)
    hashes = [line.partition("account=")[2] for line in stream.getvalue().splitlines()]
    assert "mara" not in stream.getvalue()
    assert hashes[0] == hashes[1] != hashes[2]


def test_an_error_shows_where_and_never_what(stream: io.StringIO) -> None:
    set_up_logs(stream=stream)
    try:
        raise LookupError(CANARY)
    except LookupError as error:
        structlog.get_logger().error("arrival_failed", exc_info=error)
    assert CANARY not in stream.getvalue()
    assert "error=LookupError" in stream.getvalue()
    assert "trace=test_logs.py:" in stream.getvalue()


@pytest.mark.parametrize("debug", [False, True])
def test_libraries_say_nothing_below_a_warning_and_never_what(
    stream: io.StringIO, *, debug: bool
) -> None:
    chatty = logging.getLogger("nio.chatty")
    chatty.setLevel(logging.DEBUG)
    chatty.addHandler(logging.StreamHandler(stream))
    set_up_logs(debug=debug, stream=stream)
    chatty.debug(CANARY)
    chatty.info(CANARY)
    assert stream.getvalue() == ""
    chatty.warning("event %s", CANARY)
    try:
        raise LookupError(CANARY)
    except LookupError:
        chatty.exception(CANARY)
    assert CANARY not in stream.getvalue()
    first, second = stream.getvalue().splitlines()
    assert "level=warning event=library_warning library=nio.chatty where=test_logs.py:" in first
    assert "error=LookupError" in second


def test_python_warnings_are_lines_too(stream: io.StringIO) -> None:
    set_up_logs(stream=stream)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
    assert CANARY not in stream.getvalue()


def test_debug_lines_are_ours_alone(stream: io.StringIO) -> None:
    set_up_logs(stream=stream)
    structlog.get_logger().debug("quiet")
    assert stream.getvalue() == ""
    set_up_logs(debug=True, stream=stream)
    structlog.get_logger().debug("loud")
    assert "event=loud" in stream.getvalue()
