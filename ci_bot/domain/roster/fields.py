"""What of the roster can be typed in chat, field by field: its word, how it is read, where it goes.

The words are the coalition file's where that has a short one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ci_bot.domain.activity import Activity
from ci_bot.domain.organisation import Organisation, Partnership, WorkingGroup
from ci_bot.domain.person import Person
from ci_bot.domain.roles import RoleName


class Kind(Enum):
    """How the words behind a field's name are read."""

    TEXT = auto()
    SLUG = auto()
    COUNTRY = auto()
    REGION = auto()
    ZONE = auto()
    LANGUAGE = auto()
    DATE = auto()
    SCHEDULE = auto()
    CHOICE = auto()
    YES_NO = auto()
    ONE = auto()
    MANY = auto()
    MILESTONE = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Field:
    """`name`: what is typed; `others`: what may be typed instead. `attribute`: where it is kept.

    `of`: the choices, or the coalition's sections that a name stands for something in. `make`: what
    a choice becomes. `longest`: letters of a text. `empty`: what "none" makes of it. `must`: it
    can't be none. `new`: it counts only where something is added.
    """

    name: str
    attribute: str
    kind: Kind = Kind.TEXT
    others: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    make: Callable[[str], Any] = str
    longest: int = 200
    empty: Any = None
    must: bool = False
    new: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Noun:
    """One kind of entry: `word` is its command, `called` the attribute that names an entry."""

    word: str
    section: str
    make: type[Any]
    called: str
    fields: tuple[Field, ...]

    def fields_to(self, *, add: bool) -> tuple[Field, ...]:
        """The fields that can be typed where one is added, or changed."""
        if add:
            return tuple(f for f in self.fields if f.attribute not in (self.called, "archived"))
        return tuple(f for f in self.fields if not f.new)


_ID = Field(name="id", attribute="id", kind=Kind.SLUG, must=True, new=True)
_ZONE = Field(name="timezone", attribute="timezone", kind=Kind.ZONE, others=("tz", "zone"))
_LANGUAGE = Field(name="language", attribute="language", kind=Kind.LANGUAGE, others=("lang",))
_NAME = Field(name="name", attribute="name", must=True)
_ARCHIVED = Field(name="archived", attribute="archived", kind=Kind.YES_NO, empty=False, must=True)
_PEOPLE, _ORGANISATIONS = ("people",), ("organisations",)
_WORKING_GROUPS = ("working_groups",)
_TITLE_OF_ROLE = Field(name="title", attribute="title", empty="")
_SCOPE = Field(name="scope", attribute="scope", kind=Kind.ONE, of=_WORKING_GROUPS)

ORG = Noun(
    word="org",
    section="organisations",
    make=Organisation,
    called="name",
    fields=(
        _NAME,
        _ID,
        Field(name="kind", attribute="kind", empty=""),
        Field(name="country", attribute="country", kind=Kind.COUNTRY),
        _ZONE,
        _LANGUAGE,
        Field(
            name="partnership",
            attribute="partnership",
            kind=Kind.CHOICE,
            of=tuple(p.value for p in Partnership if p is not Partnership.LEFT),
            make=Partnership,
            empty=Partnership.ACTIVE,
            must=True,
        ),
        Field(name="note", attribute="note", longest=4000, empty=""),
    ),
)
PERSON = Noun(
    word="person",
    section="people",
    make=Person,
    called="name",
    fields=(
        _NAME,
        _ID,
        Field(
            name="org",
            attribute="organisation",
            kind=Kind.ONE,
            of=_ORGANISATIONS,
            others=("organisation", "organization"),
            must=True,
            new=True,
        ),
        Field(
            name="role",
            attribute="role",
            kind=Kind.CHOICE,
            of=tuple(role.value for role in RoleName),
            make=RoleName,
            must=True,
            new=True,
        ),
        _ZONE,
        _LANGUAGE,
        Field(name="region", attribute="region", kind=Kind.REGION),
    ),
)
ACTIVITY = Noun(
    word="activity",
    section="activities",
    make=Activity,
    called="title",
    fields=(
        Field(name="title", attribute="title", must=True),
        _ID,
        Field(
            name="org",
            attribute="lead_organisation",
            kind=Kind.ONE,
            of=_ORGANISATIONS,
            others=("organisation", "organization"),
            must=True,
        ),
        Field(name="lead", attribute="lead_person", kind=Kind.ONE, of=_PEOPLE, must=True),
        Field(name="deputy", attribute="deputy_person", kind=Kind.ONE, of=_PEOPLE),
        Field(
            name="supported-by",
            attribute="supporting",
            kind=Kind.MANY,
            of=_ORGANISATIONS,
            others=("supporting", "supporters", "support"),
            empty=(),
        ),
        Field(name="goal", attribute="goal", kind=Kind.ONE, of=("goals",)),
        Field(name="group", attribute="working_group", kind=Kind.ONE, of=_WORKING_GROUPS),
        Field(
            name="reinforces",
            attribute="reinforces",
            kind=Kind.MANY,
            of=("activities", "goals", "measures"),
            empty=(),
        ),
        Field(
            name="measures",
            attribute="measures",
            kind=Kind.MANY,
            of=("measures",),
            others=("measure",),
            empty=(),
        ),
        Field(name="start", attribute="start", kind=Kind.DATE),
        Field(name="end", attribute="end", kind=Kind.DATE),
        Field(name="rhythm", attribute="rhythm", kind=Kind.SCHEDULE),
        Field(name="milestone", attribute="milestones", kind=Kind.MILESTONE, empty=()),
        _ARCHIVED,
    ),
)
GROUP = Noun(
    word="group",
    section="working_groups",
    make=WorkingGroup,
    called="name",
    fields=(
        _NAME,
        _ID,
        Field(
            name="co-chair",
            attribute="co_chairs",
            kind=Kind.MANY,
            of=_PEOPLE,
            others=("chair", "co-chairs", "chairs"),
            empty=(),
        ),
        Field(
            name="org",
            attribute="organisations",
            kind=Kind.MANY,
            of=_ORGANISATIONS,
            others=("orgs", "organisations", "organisation"),
            empty=(),
        ),
        Field(name="meets", attribute="meets", kind=Kind.SCHEDULE),
        _ARCHIVED,
    ),
)

GRANT = (
    Field(
        name="for", attribute="organisation", kind=Kind.ONE, of=_ORGANISATIONS, others=("org",),
        must=True,
    ),
    _SCOPE,
    _TITLE_OF_ROLE,
    Field(name="from", attribute="since", kind=Kind.DATE),
    Field(name="to", attribute="until", kind=Kind.DATE, others=("until",)),
)  # fmt: skip
"""What may stand behind `role grant PERSON ROLE`."""
REVOKE = (
    GRANT[0],
    _SCOPE,
    Field(name="to", attribute="until", kind=Kind.DATE, others=("until", "from", "on")),
)
