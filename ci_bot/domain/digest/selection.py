"""The selection of a digest: what is new since the last one that told it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.digest.material import told_in
from ci_bot.domain.ids import UpdateId
from ci_bot.domain.update import Update

OVERLAP = timedelta(minutes=10)
"""Something may be stored a moment after a freeze under the time a moment before it."""
FIRST = timedelta(weeks=1)
"""How far back the first digest of a coalition claims to look, at least."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Beginning:
    """From when on a digest selects (None: from the first word), and the digest told last."""

    since: datetime | None = None
    last: Digest | None = None

    def begins(self, updates: Iterable[Update], now: datetime) -> datetime:
        """The begin of the interval as an instant."""
        earliest = min((update.recorded for update in updates), default=now)
        return self.since or min(earliest, now - FIRST)

    @property
    def reads(self) -> datetime | None:
        """From when on updates have to be looked at."""
        return None if self.since is None else self.since - OVERLAP

    def updates(self, found: Sequence[Update]) -> tuple[UpdateId, ...]:
        """The updates not told yet, of all that have to be looked at, replaced ones included."""
        told = told_in(found, () if self.last is None else self.last.updates)
        return tuple(update.id for update in found if update.current and update.id not in told)

    def asks(self, found: Iterable[Ask]) -> tuple[int, ...]:
        """What is open, what was learned, and what somebody was thanked for since."""
        return tuple(ask.number for ask in found if ask.withdrawn is None and self._tells(ask))

    def _tells(self, ask: Ask) -> bool:
        known = self.last is not None and ask.number in self.last.asks
        if ask.kind is AskKind.LESSON:
            return not known and self._later(ask.opened)
        if ask.closed is None:
            return True
        # One that was closed before the last digest went out has been thanked for there.
        posted = None if self.last is None else self.last.posted
        thanked_before = known and posted is not None and ask.closed < posted
        return ask.thanked is not None and self._later(ask.closed) and not thanked_before

    def _later(self, moment: datetime) -> bool:
        return self.reads is None or moment >= self.reads


def beginning(earlier: Sequence[Digest]) -> Beginning:
    """Where the next digest begins after the last two, newest first.

    What the last one held rolls over where it wasn't released; only once, so the one before it
    counts as told in any case.
    """
    if not earlier:
        return Beginning()
    newest = earlier[0]
    if newest.state is not DigestState.NOT_RELEASED:
        return Beginning(since=newest.until, last=newest)
    if len(earlier) == 1:
        return Beginning(since=newest.since)
    return Beginning(since=earlier[1].until, last=earlier[1])
