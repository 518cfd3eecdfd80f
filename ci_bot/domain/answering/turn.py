"""One turn of a check-in's conversation: what it stands on, and what comes out of it, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ci_bot.domain.answering.answer import Away, Extra, Puzzle
from ci_bot.domain.ask import AskKind
from ci_bot.domain.ids import GroupId
from ci_bot.domain.own_question import OwnQuestion
from ci_bot.domain.own_questions.grammar import OwnMisfit, OwnUnknown
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.standing import Standing
from ci_bot.domain.status import Status, Visibility


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """What has been said about one item so far; `contribution`: without the right to a status."""

    status: Status | None = None
    no_change: bool = False
    words: str = ""
    visibility: Visibility = Visibility.COALITION
    contribution: bool = False

    @property
    def half(self) -> bool:
        """Words, but not yet how it stands."""
        return self.status is None and not self.no_change and not self.contribution

    @property
    def bare(self) -> bool:
        """A "no change" alone, which reads like silence."""
        return self.no_change and not self.words.strip()


@dataclass(frozen=True, kw_only=True, slots=True)
class Footing:
    """What the conversation has to know about one item.

    `previous`: its status before this prompt, and `inherited` who could read that. `given`: what
    was said in this prompt, `told`: and stands in a digest that is out. `group`: the working group
    it belongs to. `deputy`: somebody can be asked in its lead's place.
    """

    previous: Status | None = None
    inherited: Visibility | None = None
    given: Given | None = None
    told: bool = False
    group: GroupId | None = None
    deputy: bool = False
    speaks: Standing = Standing.LEAD

    def stays_told(self, given: Given | None) -> bool:
        """Whether a bare "no change" leaves what was said: others can't tell it from silence."""
        return self.told and given is not None and not given.bare


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnFooting:
    """An own question of the prompt, and its answer so far."""

    question: OwnQuestion
    value: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """The footings of a prompt's items by number, and the coalition's default visibility.

    `languages`: those of its digests, for second lines. `partner`: the person may ask and offer.
    `own`: what the check-in itself asks. `no_wrap_up`: nothing is asked after the activities.
    """

    footings: Mapping[int, Footing]
    visibility: Visibility = Visibility.COALITION
    languages: frozenset[str] = frozenset()
    partner: bool = True
    own: Mapping[int, OwnFooting] = field(default_factory=dict)
    no_wrap_up: bool = False

    def default(self, number: int) -> Visibility:
        """Who reads an update nobody narrowed; without a working group, its level is empty."""
        lonely = self.visibility is Visibility.WORKING_GROUP and not self.footings[number].group
        return Visibility.BACKBONE if lonely else self.visibility


@dataclass(frozen=True, slots=True)
class Took:
    """An answer about the item was understood."""

    number: int


@dataclass(frozen=True, slots=True)
class OwnTook:
    """An answer to an own question was understood."""

    number: int


@dataclass(frozen=True, slots=True)
class OwnDropped:
    """An answer to an own question doesn't count any more."""

    number: int


@dataclass(frozen=True, slots=True)
class NothingToTell:
    """There never was an update, and there is none now."""

    number: int


@dataclass(frozen=True, slots=True)
class StatusRefused:
    """Only lead and acting deputy set the status; `kept`: the words stay as a contribution."""

    number: int
    kept: bool


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """The person has nothing to do with the activity (any more)."""

    number: int


@dataclass(frozen=True, slots=True)
class ReadersSet:
    """The author said who may read it."""

    number: int


@dataclass(frozen=True, slots=True)
class Regrouped:
    """It belongs to another working group than the one that was offered as its readers."""

    number: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Nothing will be said about it this time."""

    number: int


@dataclass(frozen=True, slots=True)
class PassedOn:
    """The deputy is asked."""

    number: int


@dataclass(frozen=True, slots=True)
class NoDeputy:
    """There is nobody to pass it on to."""

    number: int


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Where a sentence was awaited came a digit or a status alone."""

    text: str


@dataclass(frozen=True, slots=True)
class Doubted:
    """A text that may be an answer or not; `question`: it reads like one to the bot.

    `kind`: what it may be instead.
    """

    text: str
    question: bool
    kind: AskKind | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words (or a digit alone) that may be about any of several activities: nobody took them up."""

    text: str


@dataclass(frozen=True, slots=True)
class SecondUnplaced:
    """A second line that may belong to any of several answers, or to none."""

    text: str


@dataclass(frozen=True, slots=True)
class NotPartners:
    """Observers and the steering committee neither ask nor offer."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that can't be taken, and why."""

    puzzle: Puzzle


@dataclass(frozen=True, slots=True)
class DateRefused:
    """A day that is over, or that no calendar has."""

    text: str
    past: date | None


@dataclass(frozen=True, slots=True)
class NothingOpen:
    """There is no open activity the answer could be about."""


Say = (
    Took
    | OwnTook
    | OwnDropped
    | OwnMisfit
    | OwnUnknown
    | NothingToTell
    | StatusRefused
    | NotTheirs
    | ReadersSet
    | Regrouped
    | Skipped
    | PassedOn
    | NoDeputy
    | AskedBack
    | Doubted
    | Unplaced
    | SecondUnplaced
    | NotPartners
    | Refused
    | DateRefused
    | NothingOpen
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """What one message changed.

    `drafts`: what is to be recorded about items; None withdraws what was; `own`: the same of own
    questions, by their numbers. `summed`: nothing is
    open, so the sum-up is due. `invites`: the last question was not asked, so it stands there.
    `not_me`: the account belongs to somebody else.
    """

    prompt: Prompt
    drafts: Mapping[int, Given | None] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()
    own: Mapping[int, str | None] = field(default_factory=dict)
    says: tuple[Say, ...] = ()
    passed: tuple[int, ...] = ()
    away: Away | None = None
    not_me: bool = False
    summed: bool = False
    invites: bool = False
