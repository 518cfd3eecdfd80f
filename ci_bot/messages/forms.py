"""Forms: what a platform that has them asks for in one go; elsewhere a command does the same."""

from dataclasses import dataclass

FIELD_LIMIT = 3_000
"""Characters that a field of a form can hold everywhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One of the possibilities of a field."""

    value: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TextField:
    """Words to write; `long`: more than a line; `limit` in characters."""

    name: str
    label: str
    value: str = ""
    long: bool = False
    required: bool = False
    hint: str = ""
    limit: int = FIELD_LIMIT


@dataclass(frozen=True, kw_only=True, slots=True)
class PickField:
    """One of several possibilities; `value` is the one that stands there at first."""

    name: str
    label: str
    options: tuple[Option, ...]
    value: str | None = None
    required: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class DayField:
    """A day, as an ISO date."""

    name: str
    label: str
    value: str | None = None
    required: bool = True


Field = TextField | PickField | DayField


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A form; `id` comes back with what was filled in, and says nothing to anybody else.

    `title`: at most 24 characters. `submit`: what the button says. `id`: at most 200 characters.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    submit: str
    language: str = "en"
