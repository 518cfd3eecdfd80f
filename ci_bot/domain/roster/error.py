"""Why a change of the roster can't be: what was found, where, and what comes near to it."""

from enum import Enum, auto


class Wrong(Enum):
    """What is the matter with a typed change."""

    NO_NAME = auto()
    NO_SUCH_FIELD = auto()
    TWICE = auto()
    NO_VALUE = auto()
    MUST_BE = auto()
    TOO_LONG = auto()
    NOT_FOUND = auto()
    SEVERAL = auto()
    NO_SLUG = auto()
    NO_COUNTRY = auto()
    NO_REGION = auto()
    NO_ZONE = auto()
    NO_LANGUAGE = auto()
    NO_DATE = auto()
    NO_SCHEDULE = auto()
    NO_MILESTONE = auto()
    NOT_ONE_OF = auto()
    NO_CHOICE = auto()
    TAKEN = auto()
    SAME_NAME = auto()
    NOT_IN = auto()
    ENDS_FIRST = auto()
    SUPPORTS_ITSELF = auto()
    REINFORCES_ITSELF = auto()
    OWN_DEPUTY = auto()
    ALREADY = auto()
    ARCHIVED = auto()
    LEADS = auto()
    WITHOUT_LEAD = auto()
    LAST_BACKBONE = auto()
    GROUP_IN_USE = auto()
    NOT_HELD = auto()
    WHICH_ROLE = auto()
    DOES_NOT_FIT = auto()


class RosterError(ValueError):
    """A change that can't be; nothing is changed.

    `field`: the field's word. `text`: what was typed. `names`: what stands in the way, or what it
    could be. `near`: a known word or id that looks like it, `span` the place in the line where it
    may belong.
    """

    def __init__(
        self,
        why: Wrong,
        *,
        field: str = "",
        text: str = "",
        names: tuple[str, ...] = (),
        near: str | None = None,
        span: tuple[int, int] = (0, 0),
    ) -> None:
        super().__init__(f"{why.name}: {field} {text} {', '.join(names)}".strip())
        self.why, self.field, self.text, self.names = why, field, text, names
        self.near, self.span = near, span
