"""Which part of an answer one chat message said, and whether it still counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ci_bot.domain.ids import UpdateId
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Source, Update

_Pieces = Mapping[Source | None, str]


class Part(StrEnum):
    """What a message brought to an answer: all of it, some of its words, or its readers."""

    WHOLE = "whole"
    WORDS = "words"
    READERS = "readers"


@dataclass(frozen=True, kw_only=True, slots=True)
class Contribution:
    """What one message says of an answer that counts now as `head`.

    `pieces`: the answer's words by the message that said them. `narrow`: who could read it before.
    """

    source: Source
    part: Part
    head: Update
    pieces: _Pieces
    narrow: Visibility

    def words_with(self, text: str) -> str:
        """What counts with other words in place of this message's own."""
        pieces = {**self.pieces, self.source: text}
        if self.source not in self.pieces:
            pieces = {self.source: text, **self.pieces}
        return "\n".join(piece for piece in pieces.values() if piece)


def contributions(updates: Iterable[Update], source: Source) -> tuple[Contribution, ...]:
    """What a message says that still counts: neither withdrawn nor answered again since."""
    known = list(updates)
    heads = {update.id: update for update in known if update.current}
    found = []
    for head in heads.values():
        said = _contribution(_history(head, {u.id: u for u in known}), source)
        if said is not None:
            found.append(said)
    return tuple(found)


def _history(head: Update, known: Mapping[UpdateId, Update]) -> list[Update]:
    """An answer's updates, the first one first."""
    history = [head]
    older = head.replaces
    while older is not None and older in known:
        history.insert(0, known[older])
        older = known[older].replaces
    return history


def _contribution(history: list[Update], source: Source) -> Contribution | None:
    part: Part | None = None
    pieces: dict[Source | None, str] = {}
    narrow = history[0].visibility
    before: Update | None = None
    for update in history:
        brought = _brought(before, update)
        if update.source == source:
            narrow = before.visibility if before is not None and part is None else narrow
            part = part or brought
        elif brought is Part.WHOLE:
            # Somebody said the whole again; words that waited for their status stay.
            completed = before is not None and _half(before)
            part = Part.WORDS if completed and part is not None else None
        said = _said(pieces, before, update)
        if source in pieces and source not in said:
            # Its words were replaced, so it counts no more.
            part = None
        pieces, before = said, update
    if part is None:
        return None
    return Contribution(source=source, part=part, head=history[-1], pieces=pieces, narrow=narrow)


def _half(update: Update) -> bool:
    return update.status is None and not update.no_change


def _brought(before: Update | None, update: Update) -> Part:
    if before is None or (before.status, before.no_change) != (update.status, update.no_change):
        return Part.WHOLE
    return Part.READERS if before.words == update.words else Part.WORDS


def _said(pieces: _Pieces, before: Update | None, update: Update) -> dict[Source | None, str]:
    """The pieces of words after an update."""
    found = "" if before is None else before.words
    if update.words == found:
        return dict(pieces)
    if update.source in pieces:
        own = update.words
        for source, piece in pieces.items():
            if source != update.source:
                own = own.replace(piece, "", 1)
        changed = {**pieces, update.source: own.strip()}
        return {source: piece for source, piece in changed.items() if piece}
    if found and update.words.startswith(found):
        return {**pieces, update.source: update.words.removeprefix(found).strip()}
    if found and update.words.endswith(found):
        return {update.source: update.words.removesuffix(found).strip(), **pieces}
    return {update.source: update.words}
