"""The grammar of a change of the roster: a name, then again and again a field and its value."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import local_part
from ci_bot.domain.nearest import nearest
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.domain.roster.fields import Field, Kind
from ci_bot.domain.roster.values import Reading, cleaned, milestone, value_of
from ci_bot.domain.typed_text import folded

MOST_WORDS = 12
"""No name is looked for in more words than this."""
_SHORTEST = 3
"""Fewer letters are a part of nearly every name."""
_SIGNS = frozenset({",", "&", "+"})


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the line, or a quoted phrase: as compared, as typed, and where it stands."""

    text: str
    raw: str
    start: int
    end: int
    quoted: bool = False


class Typed:
    """The words of one line, taken from the front."""

    def __init__(self, line: str, tokens: Sequence[Token], reading: Reading) -> None:
        self.line = line
        self.reading = reading
        self._tokens = tuple(tokens)
        self._next = 0

    @property
    def over(self) -> bool:
        """Whether all words are taken."""
        return self._next == len(self._tokens)

    def new_name(self, fields: Sequence[Field]) -> str:
        """The name of something new: what stands before the first field."""
        name = self._text(fields)
        if not name:
            raise RosterError(Wrong.NO_NAME)
        if len(name) > 200:
            raise RosterError(Wrong.TOO_LONG, text=name)
        return name

    def entry(self, sections: Sequence[str], fields: Sequence[Field]) -> str:
        """The id of what the words at the front name in one of these sections."""
        if self.over:
            raise RosterError(Wrong.NO_NAME)
        return self._named(sections, fields, field="")

    def choice(self, choices: Collection[str], fields: Sequence[Field], *, field: str) -> str:
        """One of the choices, whose words stand at the front; underscores may be spaces."""
        spelled = {folded(choice).replace("_", " "): choice for choice in choices}
        found = self._longest({**spelled, **{folded(choice): choice for choice in choices}})
        if found is not None:
            return found
        start = self._next
        text = self._text(fields)
        if not text:
            raise RosterError(Wrong.NO_CHOICE, field=field, names=tuple(spelled))
        raise RosterError(
            Wrong.NOT_ONE_OF,
            field=field,
            text=text,
            names=tuple(spelled),
            near=nearest(folded(text), spelled),
            span=self._span(start),
        )

    def facts(self, fields: Sequence[Field], entry: object = None) -> dict[str, Any]:
        """All the rest, by attribute; `entry`: what is changed, which `+ A` and milestones add to.

        Raises RosterError at the first that can't be.
        """
        found: dict[str, Any] = {}
        while not self.over:
            field = self._field(fields)
            before = found.get(field.attribute, getattr(entry, field.attribute, field.empty))
            if field.attribute in found and field.kind is not Kind.MILESTONE:
                raise RosterError(Wrong.TWICE, field=field.name)
            if self.over:
                raise RosterError(Wrong.NO_VALUE, field=field.name)
            found[field.attribute] = self._value(field, fields, before)
        return found

    def _field(self, fields: Sequence[Field]) -> Field:
        token = self._tokens[self._next]
        known = _field_at(token, fields)
        if known is None:
            near = nearest(folded(token.text), [f.name for f in fields])
            names = tuple(f.name for f in fields)
            raise RosterError(
                Wrong.NO_SUCH_FIELD,
                text=token.raw,
                names=names,
                near=near,
                span=(token.start, token.end),
            )
        self._next += 1
        return known

    def _value(self, field: Field, fields: Sequence[Field], before: Any) -> Any:
        if self._takes_none(fields):
            if field.must:
                raise RosterError(Wrong.MUST_BE, field=field.name)
            return field.empty
        match field.kind:
            case Kind.ONE:
                return self._named(field.of, fields, field=field.name)
            case Kind.MANY:
                return self._list(field, fields, before)
            case Kind.CHOICE:
                return field.make(self.choice(field.of, fields, field=field.name))
            case Kind.MILESTONE:
                taken = self._until_field(fields)
                parts = tuple(t.raw for t in taken)
                quoted = any(t.quoted for t in taken[:1])
                return milestone(parts, before, self.reading, quoted=quoted)
            case _:
                return self._single(field, fields)

    def _single(self, field: Field, fields: Sequence[Field]) -> Any:
        start = self._next
        text = self._text(fields)
        if not text:
            raise RosterError(Wrong.NO_VALUE, field=field.name)
        try:
            return value_of(field, text, self.reading)
        except RosterError as error:
            error.span = self._span(start)
            raise

    def _takes_none(self, fields: Sequence[Field]) -> bool:
        """Whether the value is one word for "none", which is taken then."""
        token = self._tokens[self._next]
        behind = self._tokens[self._next + 1 :]
        alone = not behind or _field_at(behind[0], fields) is not None
        if token.quoted or not alone or folded(token.text) not in self.reading.nothing:
            return False
        self._next += 1
        return True

    def _list(self, field: Field, fields: Sequence[Field], before: Any) -> tuple[str, ...]:
        token = self._tokens[self._next]
        sign = token.text if token.text in ("+", "-") and not token.quoted else ""
        joining = self.reading.joining
        found: list[str] = []
        self._next += bool(sign)
        while not self.over:
            found.append(self._named(field.of, fields, field=field.name))
            behind = self._tokens[self._next : self._next + 1]
            joined = any(token.text in _SIGNS or folded(token.text) in joining for token in behind)
            self._next += joined
            if not joined and not self._tokens[self._next - 1].text.endswith(","):
                break
        if not found:
            raise RosterError(Wrong.NO_VALUE, field=field.name)
        if sign == "-":
            return tuple(name for name in before if name not in found)
        return tuple(dict.fromkeys((*before, *found) if sign else found))

    def _named(self, sections: Sequence[str], fields: Sequence[Field], *, field: str) -> str:
        known = _names(self.reading.coalition, sections)
        start = self._next
        found = self._longest(known)
        if found is not None:
            if len(found) > 1:
                text = self.line[slice(*self._span(start))]
                raise RosterError(Wrong.SEVERAL, field=field, text=text, names=tuple(found))
            return found[0]
        text = self._text(fields, at_least_one=True)
        meant = _like(folded(text), known)
        raise RosterError(
            Wrong.NOT_FOUND,
            field=field,
            text=text,
            names=tuple(sections),
            near=known[meant][0] if meant else None,
            span=self._span(start),
        )

    def _longest(self, known: Mapping[str, T]) -> T | None:
        """What the most words at the front name exactly; they are taken then."""
        rest = self._tokens[self._next : self._next + MOST_WORDS]
        for used in range(len(rest), 0, -1):
            name = folded(" ".join(token.text for token in rest[:used]).rstrip(","))
            # A mention may be the name behind an @.
            for spelled in (name, name.removeprefix("@")):
                if spelled in known:
                    self._next += used
                    return known[spelled]
        return None

    def _text(self, fields: Sequence[Field], *, at_least_one: bool = False) -> str:
        """The words up to the next field as they were typed; or one quoted phrase."""
        taken = self._until_field(fields)
        if not taken and at_least_one and not self.over:
            taken = self._tokens[self._next : self._next + 1]
            self._next += 1
        if not taken:
            return ""
        if len(taken) == 1:
            return cleaned(taken[0].raw)
        return cleaned(self.line[taken[0].start : taken[-1].end])

    def _until_field(self, fields: Sequence[Field]) -> tuple[Token, ...]:
        start = self._next
        while not self.over and _field_at(self._tokens[self._next], fields) is None:
            self._next += 1
        return self._tokens[start : self._next]

    def _span(self, start: int) -> tuple[int, int]:
        return self._tokens[start].start, self._tokens[self._next - 1].end


def _field_at(token: Token, fields: Sequence[Field]) -> Field | None:
    if token.quoted:
        return None
    word = folded(token.text).rstrip(":")
    return next((f for f in fields if word == f.name or word in f.others), None)


def _names(coalition: Coalition, sections: Sequence[str]) -> dict[str, list[str]]:
    """Ids by what people call a thing: its id first, then its name, title or text."""
    found: dict[str, list[str]] = {}
    entries = [(id_, entry) for s in sections for id_, entry in getattr(coalition, s).items()]
    for id_, _entry in entries:
        found[folded(id_)] = [id_]
    ids = set(found)
    for id_, entry in entries:
        called = (getattr(entry, a, "") for a in ("name", "title", "text"))
        name = folded(next(filter(None, called), ""))
        if name and name not in ids:
            found.setdefault(name, []).append(id_)
    if tuple(sections) == ("goals",):
        # As `agenda` and `map` number them.
        for number, goal in enumerate(coalition.goals, start=1):
            found.setdefault(str(number), [goal])
    for account in coalition.accounts if "people" in sections else ():
        # A mention is typed for the account it names.
        spelled = local_part(account.id)
        for own in (spelled, f"@{spelled.rpartition('/')[2]}"):
            found.setdefault(folded(own), [account.person])
    return found


def _like(typed: str, known: Mapping[str, object]) -> str | None:
    """The known name that is like what was typed, or the only one of which that is a part."""
    near = nearest(typed, known)
    if near is not None or len(typed) < _SHORTEST:
        return near
    within = [name for name in known if typed in name]
    return within[0] if len(within) == 1 else None
