"""What one audience gets for one period, free of language and platform."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.own_question import OwnQuestion
from ci_bot.domain.status import Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Excerpt:
    """A person's words; `shortened` where the rest of them stands in the details.

    `seconds`: the same once more, by their author, in languages of digests.
    """

    text: str
    language: str | None = None
    shortened: bool = False
    seconds: tuple["Excerpt", ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact:
    """Whom to turn to: names of the roster."""

    organisation: str
    person: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """Words that stand beside the lead's: a contribution, or what the backbone was told."""

    words: Excerpt
    organisation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A line with its `key`, and its `number` in the preview (None: it came later)."""

    key: str
    number: int | None = None


class HelpKind(StrEnum):
    """How a reader can help."""

    ASK = "ask"
    OFFER = "offer"
    LEAD_WANTED = "lead_wanted"


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpLine(Numbered):
    """An open ask or offer, or an activity without a lead; `ask` is its number in the coalition.

    `since`: when it was opened, where it has waited for long. `over`: the day by which it was
    needed has passed.
    """

    kind: HelpKind
    contact: Contact
    words: Excerpt | None = None
    activity: str | None = None
    ask: int | None = None
    new: bool = False
    since: date | None = None
    over: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A milestone with another date than before."""

    words: Excerpt
    was: date
    day: date


@dataclass(frozen=True, kw_only=True, slots=True)
class ProgressLine(Numbered):
    """One activity's news.

    `status`: the last visible one; `since`: its date, where it was not said in this period.
    `was`: what it changed from. `again`: it had that status before. `touches`: titles of what it
    reinforces, when it got worse.
    """

    activity: str
    contact: Contact
    status: Status | None = None
    since: date | None = None
    was: Status | None = None
    again: bool = False
    worse: bool = False
    words: Excerpt | None = None
    corrected: bool = False
    moved: tuple[Moved, ...] = ()
    touches: tuple[str, ...] = ()
    contributions: tuple[Voice, ...] = ()
    told: tuple[Voice, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether it ended in this period."""
        final = self.status is not None and self.status.final
        return final and self.since is None and not self.again


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupProgress:
    """The news of one working group; `name` None: of activities of no group."""

    name: str | None
    lines: tuple[ProgressLine, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ComingLine(Numbered):
    """A milestone ahead."""

    day: date
    words: Excerpt
    activity: str
    organisation: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LessonLine(Numbered):
    """Something learned that others can use."""

    words: Excerpt
    contact: Contact
    activity: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ThanksLine(Numbered):
    """Somebody was thanked for help with so many asks."""

    contact: Contact
    asks: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLine(Numbered):
    """What was answered to one question of the coalition's own."""

    question: OwnQuestion
    answers: tuple[Voice, ...]


Entry = HelpLine | ProgressLine | ComingLine | LessonLine | AnswerLine | ThanksLine


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Lines in their order: what stands on top, or what stands in the thread."""

    help: tuple[HelpLine, ...] = ()
    progress: tuple[GroupProgress, ...] = ()
    coming: tuple[ComingLine, ...] = ()
    learned: tuple[LessonLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    thanks: tuple[ThanksLine, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """All lines, in the order of the digest."""
        yield from self.help
        for group in self.progress:
            yield from group.lines
        yield from self.coming
        yield from self.learned
        yield from self.answers
        yield from self.thanks

    def entry(self, key: str) -> Entry | None:
        """The line with that key, if it is here."""
        return next((entry for entry in self.entries() if entry.key == key), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Headline:
    """The facts of the first sentence; counts of activities and of open asks."""

    worse: int = 0
    done: int = 0
    changed: int = 0
    news: int = 0
    asks: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """How many updates it draws on; `organisations` of the coalition, None where they are few."""

    updates: int
    organisations: int | None = None


class BriefFor(StrEnum):
    """Who reads the short form: the audience's name."""

    BACKBONE = "backbone"
    STEERING = "steering"


@dataclass(frozen=True, kw_only=True, slots=True)
class AtRisk:
    """An activity that is at risk or off track, with the date of the words that said so."""

    activity: str
    status: Status
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalAtRisk:
    """What is at risk of one goal; `goal` None: of activities without a goal."""

    goal: str | None
    activities: tuple[AtRisk, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """The short form of a digest, each line once.

    `decide`: what somebody has to decide or to follow up. `private`: what only the backbone reads.
    `waiting`: asks that have been open for long. `at_risk`: how the goals stand.
    """

    reader: BriefFor
    decide: tuple[Entry, ...] = ()
    private: tuple[Entry, ...] = ()
    waiting: tuple[HelpLine, ...] = ()
    at_risk: tuple[GoalAtRisk, ...] = ()

    def entries(self) -> Iterator[Entry]:
        """All lines of the digest that it has, in its order."""
        yield from self.decide
        yield from self.private
        yield from self.waiting


@dataclass(frozen=True, kw_only=True, slots=True)
class DigestContent:
    """One audience's digest; `details` go to the thread.

    `audience`: the channel word of its readers. `brief`: what they get instead of the whole, and
    `brief_details` what of that goes to the thread. `first` to `last`: the days it covers.
    `overdue`: when it should have gone out, had the bot not been down. `quiet`: nothing is new.
    `moved`: how many lines stand in the details only.
    """

    coalition: str
    period: PeriodKey
    first: date
    last: date
    headline: Headline
    top: Page
    coverage: Coverage
    details: Page = Page()
    intro: Excerpt | None = None
    full_intro: Excerpt | None = None
    signed: Contact | None = None
    overdue: datetime | None = None
    quiet: bool = False
    moved: int = 0
    audience: str = "coalition"
    brief: Brief | None = None
    brief_details: Brief | None = None
