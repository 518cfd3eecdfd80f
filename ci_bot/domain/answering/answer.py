"""Answers: what a message to an open prompt can mean, as the grammar reads it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ci_bot.domain.ask import AskKind
from ci_bot.domain.own_questions.grammar import OwnSaid
from ci_bot.domain.status import Status, Visibility


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """How an activity stands, in words or with a status; `item` None: the open one.

    With neither `status` nor `no_change` it is words alone. `more`: they go on with what was said.
    """

    item: int | None = None
    status: Status | None = None
    no_change: bool = False
    words: str = ""
    more: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """All about one activity at once, as a form has it: in place of what was said before.

    With neither `status` nor `no_change` the status stays as it is. `visibility` None: as usual.
    """

    item: int
    status: Status | None = None
    no_change: bool = False
    words: str = ""
    visibility: Visibility | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """All that is open is as it was."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Nothing will be said about an activity; `item` None: the open one."""

    item: int | None = None


@dataclass(frozen=True, slots=True)
class PassOn:
    """The deputy is to be asked about an activity; `item` None: the open one."""

    item: int | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """Not to be asked until that day; None: not in this round."""

    until: date | None = None


@dataclass(frozen=True, slots=True)
class BadDate:
    """Away until a day that is over, or that no calendar has."""

    text: str
    past: date | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read an activity's update; `item` None: the open one, or the only one."""

    visibility: Visibility
    item: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Extra:
    """Something needed, offered or learned; `text` None: the text in doubt is meant."""

    kind: AskKind
    text: str | None
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Lettered:
    """Words behind an `n`, `o` or `l` where others are awaited: in some languages words, too.

    `item`: the number of the activity whose answer they stand in.
    """

    kind: AskKind
    text: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Nothing:
    """No sentence, or nothing needed, offered or learned."""


@dataclass(frozen=True, slots=True)
class Yes:
    """The text in doubt is an answer."""

    text: str = "y"


@dataclass(frozen=True, slots=True)
class No:
    """The text in doubt is no answer."""

    text: str = "n"


@dataclass(frozen=True, slots=True)
class Lone:
    """A digit or a status's word alone, where a sentence is awaited."""

    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the bot, which is no answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Again:
    """An activity is to be asked about again."""

    item: int


@dataclass(frozen=True, slots=True)
class NotMe:
    """Whoever holds this account is not the person that was meant."""


class Why(StrEnum):
    """Why a text can't be taken as it stands."""

    TOO_LONG = "too_long"
    EMPTY = "empty"
    SIGNS = "signs"
    NO_SUCH_DIGIT = "no_such_digit"
    NO_SUCH_ITEM = "no_such_item"
    SEVERAL_IN_LINE = "several_in_line"
    NOT_PLACED = "not_placed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Puzzle:
    """A text that can't be taken as it stands; `item`: the number it names, if any."""

    why: Why
    text: str
    item: int | None = None


Answer = (
    Told
    | Filled
    | Same
    | Skip
    | PassOn
    | Away
    | BadDate
    | Readers
    | Extra
    | Lettered
    | Nothing
    | Yes
    | No
    | Lone
    | Question
    | Again
    | NotMe
    | Puzzle
    | OwnSaid
)
