"""What the exit codes mean, and which error has which."""

import traceback
from dataclasses import dataclass
from pathlib import Path

from ci_bot.coalition_file import CoalitionFileError
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import ChatError, PlatformMisconfigured
from ci_bot.ports.store import StoreError
from ci_bot.runtime.loader import AdapterError
from ci_bot.settings import SettingsError

FAILED = 1
MISCONFIGURED = 78
"""EX_CONFIG of sysexits.h, so that a service manager does not start it again."""


class FailedError(Exception):
    """The command can't do it: what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is printed, and the exit code."""

    words: str
    code: int


def explained(error: BaseException) -> Refusal:
    """The words and the code for an error; of several at once, the first that we know."""
    match error:
        case BaseExceptionGroup():
            known = [explained(part) for part in error.exceptions]
            return next((r for r in known if not r.words.startswith(_OURS)), known[0])
        case SettingsError() | CoalitionFileError() | AdapterError() | PlatformMisconfigured():
            return Refusal(clean(str(error)), MISCONFIGURED)
        case FailedError() | StoreError() | ChatError():
            return Refusal(clean(str(error)), FAILED)
        case _:
            return Refusal(f"{_OURS} ({_place(error)}); {_REPORT}", FAILED)


_OURS = "ci-bot failed in a way nobody foresaw"
_REPORT = "`ci-bot --debug` with the same command shows the trace: please report it"


def _place(error: BaseException) -> str:
    # Without the error's own words, which may be a person's.
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{where}"
