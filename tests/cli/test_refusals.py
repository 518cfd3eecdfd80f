"""Every error has its exit code, and none shows words that may be somebody's."""

import pytest

from ci_bot.cli.refusals import FAILED, MISCONFIGURED, FailedError, explained
from ci_bot.coalition_file import CoalitionFileError
from ci_bot.ports.chat import NotAccepted, PlatformMisconfigured, PlatformStopped
from ci_bot.ports.store import ConflictError, StoreBusyError, StoreError
from ci_bot.runtime.loader import AdapterError
from ci_bot.settings import SettingsError
from tests.cli.host import Host


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingsError("x"), MISCONFIGURED),
        (CoalitionFileError(["x"]), MISCONFIGURED),
        (AdapterError("x"), MISCONFIGURED),
        (PlatformMisconfigured("x"), MISCONFIGURED),
        (FailedError("x"), FAILED),
        (StoreError("x"), FAILED),
        (StoreBusyError("x"), FAILED),
        (ConflictError("x"), FAILED),
        (NotAccepted("x"), FAILED),
        (PlatformStopped("x"), FAILED),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_known_error_says_its_words(error: Exception, code: int) -> None:
    assert (explained(error).words, explained(error).code) == ("x", code)


def test_of_several_errors_the_known_one_is_told() -> None:
    group = ExceptionGroup("workers", [KeyError("secret"), StoreError("the disk is full")])
    assert explained(ExceptionGroup("outer", [group])).words == "the disk is full"


def test_an_unknown_error_is_told_without_its_words() -> None:
    try:
        raise KeyError("hunter2")
    except KeyError as error:
        refusal = explained(error)
    assert refusal.code == FAILED
    assert "KeyError at test_refusals.py:" in refusal.words
    assert "hunter2" not in refusal.words
    assert len(refusal.words.splitlines()) == 1


def test_a_trace_is_shown_to_those_who_ask(host: Host) -> None:
    host.write("ci-bot.toml", "[databse]\n")
    assert "Traceback" not in host.types("status").err
    asked = host.types_plainly("--debug", "status", "-c", str(host.settings))
    assert (asked.code, "Traceback" in asked.err) == (MISCONFIGURED, True)
