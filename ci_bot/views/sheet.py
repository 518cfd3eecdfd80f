"""What a check-in's messages are written from: numbered activities, and who reads about them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ci_bot.domain.activity import Milestone, Move
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.ask import Ask
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.matching.companions import Tie
from ci_bot.domain.own_question import OwnQuestion
from ci_bot.domain.reach import Reach
from ci_bot.domain.status import Status, Visibility


class InsteadOf(StrEnum):
    """Why the deputy is asked."""

    AWAY = "away"
    PASSED_ON = "passed_on"
    UNREACHABLE = "unreachable"
    LEFT = "left"


class Where(StrEnum):
    """Where an answer appears: its round's digest, the posted one, or the next."""

    THIS_DIGEST = "this_digest"
    ADDED = "added"
    NEXT_DIGEST = "next_digest"


@dataclass(frozen=True, kw_only=True, slots=True)
class Last:
    """The last status, and the last words with their date."""

    status: Status | None
    day: date
    words: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One numbered activity; `given`: what was answered; `settled`: nothing more is asked.

    `group`: its working group's name. `deputy`: who is asked when the lead passes it on.
    """

    number: int
    title: str
    organisation: str
    due: bool = True
    instead: InsteadOf | None = None
    last: Last | None = None
    milestone: Milestone | None = None
    group: str | None = None
    group_reach: Reach | None = None
    deputy: str | None = None
    given: Given | None = None
    settled: bool = False
    activity: ActivityId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnEntry:
    """A question of the check-in's own, addressed as `q1`; `text`: in its person's language."""

    number: int
    question: OwnQuestion
    text: str
    value: str | None = None
    settled: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Touch:
    """News of another activity, and the numbers of those it reinforces.

    `status`: what it got worse to, if it did. `moves`: its milestones with another date.
    """

    title: str
    status: Status | None
    numbers: tuple[int, ...]
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Overdue:
    """Something the person asked for by a day that is over; nobody has said that it is settled."""

    number: int
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """An activity of others that is tied `by` an aim, a group, or an activity it reinforces."""

    title: str
    organisation: str
    tie: Tie
    by: str
    last: Last | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A prompt as its person sees it; `closes`: when answers still make it into the digest.

    `opened_by`: who opened the round by hand. `asks`: what was said beside the activities.
    `digest_language`: the one the digest is read in. `touches`: news about what reinforces these.
    `overdue`: the person's own asks whose day is over.
    `card`: its person sees the open question on a card, so that replies leave it out.
    `visibility`: who reads what nobody narrowed.
    `own`: what the check-in itself asks. `beside`: what its end tells of others.
    """

    coalition: str
    backbone: tuple[str, ...]
    entries: tuple[Entry, ...]
    closes: datetime
    where: Where
    reach: Reach
    digest_language: str
    opened_by: str | None = None
    asks: tuple[Ask, ...] = ()
    touches: tuple[Touch, ...] = ()
    overdue: tuple[Overdue, ...] = ()
    card: bool = False
    visibility: Visibility = Visibility.COALITION
    own: tuple[OwnEntry, ...] = ()
    beside: Beside | None = None

    def entry(self, number: int) -> Entry:
        """The entry of that number."""
        return next(e for e in self.entries if e.number == number)

    def own_entry(self, number: int) -> OwnEntry | None:
        """The own question of that number, if there is one."""
        return next((entry for entry in self.own if entry.number == number), None)

    def reach_of(self, entry: Entry, visibility: Visibility) -> Reach | None:
        """Who reads the entry at that visibility; None: the backbone alone."""
        match visibility:
            case Visibility.COALITION:
                return self.reach
            case Visibility.WORKING_GROUP:
                return entry.group_reach
            case Visibility.BACKBONE:
                return None
