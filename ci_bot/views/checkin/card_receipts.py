"""The receipts of a card: one line for each settled activity, with ways to change it."""

from collections.abc import Sequence
from dataclasses import replace

from ci_bot.domain.ask import Ask
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.messages.blocks import Block, Bullets, Choice, Choices, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.checkin.echo import ask_line, understood
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet

_TAPPABLE = 8
"""Activities that get buttons of their own; more would make an endless message."""
_WORDS = {_TAPPABLE: 300, 20: 90}
"""Characters of somebody's own words, by how many answers there are: they know them."""
_FEW_WORDS = 40
_ASKS, _ASK_WORDS = 6, 150


def receipts(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """What was understood so far, beside the activity that is open."""
    asked = prompt.open_item if prompt.asking is Asking.STATUS else None
    said = [e for e in sheet.entries if _settled(e) and e.number != asked]
    blocks: list[Block] = []
    lines = receipt_lines(reader, said)
    if len(said) <= _TAPPABLE:
        for entry, text in zip(said, lines, strict=True):
            blocks += [Paragraph(text), _ways(reader, entry, prompt)]
    else:
        blocks.append(Bullets(lines))
        change = reader.gettext("To change one: {edit}.")
        blocks.append(Note(line(change, edit=Code(f"edit {said[0].number}"))))
    blocks += [Paragraph(text) for text in asks_said(reader, sheet)]
    return tuple(blocks)


def receipt_lines(reader: Reader, entries: Sequence[Entry]) -> tuple[Line, ...]:
    """The answers as they were understood, with fewer words the more there are."""
    limit = next((words for count, words in _WORDS.items() if len(entries) <= count), _FEW_WORDS)
    return tuple(_receipt(reader, entry, limit) for entry in entries)


def _receipt(reader: Reader, entry: Entry, limit: int) -> Line:
    given = entry.given
    if given is None:
        return understood(reader, entry)
    return understood(
        reader, replace(entry, given=replace(given, words=_short(given.words, limit)))
    )


def asks_said(reader: Reader, sheet: Sheet) -> tuple[Line, ...]:
    """The newest of what was needed, offered or learned."""
    said = [ask for ask in sheet.asks if ask.withdrawn is None][-_ASKS:]
    return tuple(ask_line(reader, _brief(ask)) for ask in said)


def _brief(ask: Ask) -> Ask:
    return replace(ask, text=_short(ask.text, _ASK_WORDS))


def _short(text: str, limit: int) -> str:
    short, cut = shorten(text, limit)
    return f"{short} ..." if cut else short


def _settled(entry: Entry) -> bool:
    return entry.given is not None or (entry.due and entry.settled)


def _ways(reader: Reader, entry: Entry, prompt: Prompt) -> Choices:
    _ = reader.gettext
    number, given = entry.number, entry.given
    if given is None or not given.words:
        words, heard = _("Add words"), _("Add words to {number} {title}")
    else:
        words, heard = _("Edit words"), _("Edit words of {number} {title}")
    named = {"number": number, "title": entry.title}
    opens = f"answer:{prompt.id}:{number}"
    options = [Choice(f"{number}: ...", words, opens=opens, heard=heard.format(**named))]
    if given is None or not given.contribution:
        heard = _("Change {number} {title}").format(**named)
        options.insert(0, Choice(f"{number}:", _("Change"), heard=heard))
    return Choices(tuple(options))
