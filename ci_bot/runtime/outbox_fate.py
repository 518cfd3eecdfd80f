"""How one attempt at a delivery ended: a closed union, before it is written down."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.ports.chat.platform import Posted
from ci_bot.ports.outgoing import Failure


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """The platform has it; an edit or a reaction posts nothing of its own."""

    posted: Posted | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Deferred:
    """Certainly not sent; tried again at that instant."""

    until: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubted:
    """Perhaps sent; looked for at that instant."""

    until: datetime
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Perhaps sent, and only a person can see it: one is asked, who has time until then."""

    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Absent:
    """Looked for and certainly not there: ready again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unwanted:
    """Certainly not sent, and not wanted any more."""

    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unsendable:
    """It will not be sent there; `failure` decides who is told."""

    failure: Failure
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Halted:
    """Certainly not sent, because its line refuses the bot itself, or isn't there."""

    line: str
    reason: str


Fate = Sent | Deferred | Doubted | Asked | Absent | Unwanted | Unsendable | Halted
