"""The open asks and offers of a coalition."""

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.cadence import local_date
from ci_bot.domain.coalition import Coalition
from ci_bot.messages.blocks import Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.reader import Reader

SHOWN = 300
"""Characters of one ask in the list."""


def open_asks(reader: Reader, coalition: Coalition, found: tuple[Ask, ...]) -> Message:
    """Each with its number, who said it, and since when."""
    _ = reader.gettext
    if not found:
        said = line(
            _("Nothing is needed or offered now. {ask} or {offer} begins."),
            ask=Code("ask TEXT"),
            offer=Code("offer TEXT"),
        )
        return Message((Paragraph(said),), reader.language)
    items = tuple(_item(reader, coalition, ask) for ask in found)
    helps = line(_("{command} puts you in touch."), command=Code("help with N"))
    return Message((Bullets(items), Note(helps)), reader.language)


def _item(reader: Reader, coalition: Coalition, ask: Ask) -> Line:
    _ = reader.gettext
    if ask.kind is AskKind.OFFER:
        text = _("{number}. Offered by {organisation}, {day}: “{words}”")
    else:
        text = _("{number}. Needed by {organisation}, {day}: “{words}”")
    words, _shortened = shorten(ask.text, SHOWN)
    organisation = coalition.organisations.get(ask.organisation)
    return line(
        text,
        number=ask.number,
        organisation=Words(organisation.name if organisation else "?"),
        day=reader.day(local_date(ask.opened, reader.zone)),
        words=Words(words, ask.language),
    )
