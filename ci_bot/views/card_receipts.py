"""The receipts of a card: one line for each settled activity, with ways to change it."""

from dataclasses import replace

from ci_bot.domain.ask import Ask
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.messages.blocks import Block, Bullets, Choice, Choices, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.echo import ask_line, understood
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet

_TAPPABLE = 8
"""Activities that get buttons of their own; more would make an endless message."""
_WORDS, _FEW_WORDS = 300, 90
"""Characters of somebody's own words: they know them."""
_ASKS = 6


def receipts(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """What was understood so far, beside the activity that is open."""
    asked = prompt.open_item if prompt.asking is Asking.STATUS else None
    said = [e for e in sheet.entries if _settled(e) and e.number != asked]
    blocks: list[Block] = []
    if len(said) <= _TAPPABLE:
        for entry in said:
            blocks += [Paragraph(receipt(reader, entry)), _ways(reader, entry, prompt)]
    else:
        blocks.append(Bullets(tuple(receipt(reader, e, _FEW_WORDS) for e in said)))
        change = reader.gettext("To change one: {edit}.")
        blocks.append(Note(line(change, edit=Code(f"edit {said[0].number}"))))
    blocks += [Paragraph(text) for text in asks_said(reader, sheet)]
    return tuple(blocks)


def receipt(reader: Reader, entry: Entry, limit: int = _WORDS) -> Line:
    """One answer as it was understood, with no more words than that."""
    given = entry.given
    if given is None or len(given.words) <= limit:
        return understood(reader, entry)
    return understood(
        reader, replace(entry, given=replace(given, words=_short(given.words, limit)))
    )


def asks_said(reader: Reader, sheet: Sheet) -> tuple[Line, ...]:
    """The newest of what was needed, offered or learned."""
    said = [ask for ask in sheet.asks if ask.withdrawn is None][-_ASKS:]
    return tuple(ask_line(reader, _brief(ask)) for ask in said)


def _brief(ask: Ask) -> Ask:
    return replace(ask, text=_short(ask.text, _WORDS))


def _short(text: str, limit: int) -> str:
    short, cut = shorten(text, limit)
    return f"{short} ..." if cut else short


def _settled(entry: Entry) -> bool:
    return entry.given is not None or (entry.due and entry.settled)


def _ways(reader: Reader, entry: Entry, prompt: Prompt) -> Choices:
    _ = reader.gettext
    number, given = entry.number, entry.given
    words = _("Add words") if given is None or not given.words else _("Edit words")
    options = [Choice(f"{number}: ...", words, opens=f"answer:{prompt.id}:{number}")]
    if given is None or not given.contribution:
        options.insert(0, Choice(f"{number}:", _("Change")))
    return Choices(tuple(options))
