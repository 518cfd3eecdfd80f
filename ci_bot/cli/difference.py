"""A coalition's changes as lines: what is added, changed and removed, and what follows."""

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from ci_bot.cli.terminal import note, say
from ci_bot.domain.difference import Change
from ci_bot.domain.roster.regrouped import Narrowed

_LONGEST = 70
_COLOURS = {"+": "green", "~": "yellow", "-": "red"}
_NAMES = ("name", "title", "text")
_MEANINGS = {
    "+ people": "Who is new is asked as soon as an account is linked: `ci-bot invite PERSON`.",
    "- people": "Who is gone is asked nothing any more; what they said stays.",
    "+ activities": "New activities are part of the next check-in.",
    "- activities": "Activities that are gone are asked about no more; their updates stay.",
    "+ channels": "New rooms get the next digest; invite the bot there.",
    "- channels": "Rooms that are gone get no digest any more.",
    "~ rhythm": "A new rhythm counts from the next time on; what is open keeps its times.",
    "~ visibility": "The default visibility counts for new updates; older ones keep theirs.",
    "~ roles": "Roles decide at once who may do what.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What changes, what stays though the file does not name it, and who reads less.

    `planned`: nothing is changed yet.
    """

    changes: tuple[Change, ...]
    kept: tuple[Change, ...]
    narrowed: tuple[Narrowed, ...] = ()
    planned: bool = False

    @property
    def summary(self) -> str:
        """`3 changes: 1 added, 2 changed`."""
        words = {"+": "added", "~": "changed", "-": "removed"}
        signs = [_sign(change) for change in self.changes]
        parts = [f"{signs.count(s)} {word}" for s, word in words.items() if s in signs]
        number = "1 change" if len(signs) == 1 else f"{len(signs)} changes"
        return f"{number}: {', '.join(parts)}"

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "changes": _plain(self.changes),
            "kept": _plain(self.kept),
            "narrowed": _plain(self.narrowed),
        }

    def show(self) -> None:
        """A line for each change, and then what follows from them, each said once."""
        for change in self.changes:
            say(_line(change), style=_COLOURS[_sign(change)])
        keys = dict.fromkeys(key for change in self.changes for key in _keys(change))
        for key in keys:
            if key in _MEANINGS:
                say(_MEANINGS[key])
        for narrowed in self.narrowed:
            say(_read_by_less(narrowed, planned=self.planned))
        if self.kept:
            names = ", ".join(f"{change.section} {change.entry}" for change in self.kept)
            note(f"Not in the file, kept all the same (--prune removes it): {names}")
        if not self.changes:
            say("Nothing changes: the database says the same as the file.")


def _read_by_less(narrowed: Narrowed, *, planned: bool) -> str:
    one = narrowed.count == 1
    things = "thing that was" if one else "things that were"
    now = "would be" if planned else "is now" if one else "are now"
    told = f"{narrowed.count} {things} told to {narrowed.group} alone"
    return f"{told} {now} read by the backbone alone."


def _sign(change: Change) -> str:
    if change.field or change.section == "coalition":
        return "~"
    return "+" if change.before is None else "-"


def _line(change: Change) -> str:
    place = " ".join(filter(None, (change.section, change.entry, change.field)))
    if _sign(change) == "~":
        return f"~ {place}: {_short(change.before)} -> {_short(change.after)}"
    entry = change.after if change.before is None else change.before
    name = next((getattr(entry, n) for n in _NAMES if hasattr(entry, n)), "")
    return f"{_sign(change)} {place}{f': {_short(name)}' if name else ''}"


def _keys(change: Change) -> tuple[str, ...]:
    return (
        f"{_sign(change)} {change.section}",
        f"~ {change.section}",
        f"~ {change.entry}" if change.section == "coalition" else "",
    )


def _short(value: Any) -> str:
    plain = _plain(value)
    if plain in (None, "", [], {}):
        return "nothing"
    text = " ".join(_words(plain).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _words(plain: Any) -> str:
    match plain:
        case list():
            return ", ".join(_words(part) for part in plain)
        case dict():
            return " ".join(_words(part) for part in plain.values() if part not in (None, ""))
        case _:
            return str(plain)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return value if isinstance(value, bool | int | float | None) else str(value)
