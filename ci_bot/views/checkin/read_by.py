"""Who reads what was said in a check-in: each answer, ask, offer and lesson by its own readers."""

from collections.abc import Iterable

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.status import Visibility
from ci_bot.messages.blocks import Block, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.checkin.questions import readers_in_numbers, readers_text
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet

_COMMANDS = {
    AskKind.ASK: Code("ask TEXT"),
    AskKind.OFFER: Code("offer TEXT"),
    AskKind.LESSON: Code("lesson TEXT"),
}


def readers_lines(reader: Reader, sheet: Sheet, entries: Iterable[Entry]) -> tuple[Block, ...]:
    """One line where these answers and all beside them have the same readers, else one for each."""
    _ = reader.gettext
    said = [ask for ask in sheet.asks if ask.withdrawn is None]
    names: dict[str, list[str]] = {}
    for entry in entries:
        if entry.given is not None:
            readers = readers_text(reader, sheet, entry, entry.given.visibility)
            names.setdefault(readers, []).append(str(entry.number))
    for ask in said:
        names.setdefault(_readers_of(reader, sheet, ask), []).append(_name(reader, ask))
    if len(names) == 1:
        (readers,) = names
        return (
            Paragraph(line(_("Read by {readers}."), readers=Words(readers))),
            *_told_to_few(reader, sheet, said),
        )
    lines = tuple(
        Paragraph(
            line(
                _("{numbers} read by {readers}."),
                numbers=reader.listed(dict.fromkeys(those)),
                readers=Words(readers),
            )
        )
        for readers, those in names.items()
    )
    return (*lines, *_told_to_few(reader, sheet, said))


def _readers_of(reader: Reader, sheet: Sheet, ask: Ask) -> str:
    for entry in sheet.entries:
        if ask.activity is not None and entry.activity == ask.activity:
            return readers_text(reader, sheet, entry, ask.visibility)
    # Beside no activity there is no working group.
    everybody = ask.visibility is Visibility.COALITION
    return readers_in_numbers(reader, sheet.reach if everybody else None, None)


def _name(reader: Reader, ask: Ask) -> str:
    _ = reader.gettext
    match ask.kind:
        case AskKind.ASK:
            return _("Ask {number}").format(number=ask.number)
        case AskKind.OFFER:
            return _("Offer {number}").format(number=ask.number)
        case AskKind.LESSON:
            return _("“Learned”")


def _told_to_few(reader: Reader, sheet: Sheet, said: Iterable[Ask]) -> tuple[Block, ...]:
    """What went no further than the answers, though nobody said so of it; and the way out."""
    few = [
        ask
        for ask in said
        if ask.open
        and ask.activity is None
        and ask.visibility is Visibility.BACKBONE
        and sheet.visibility is Visibility.COALITION
    ]
    if not few:
        return ()
    text = reader.gettext("{said} for everybody: {command}.")
    names = reader.listed(dict.fromkeys(_name(reader, ask) for ask in few))
    return (Paragraph(line(text, said=names, command=_COMMANDS[few[0].kind])),)
