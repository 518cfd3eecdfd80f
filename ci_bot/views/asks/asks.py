"""The open asks and offers of a coalition."""

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.messages.blocks import Block, Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.reader import Reader

SHOWN = 300
"""Characters of one ask in the list."""


def open_asks(
    reader: Reader, coalition: Coalition, found: tuple[Ask, ...], *, waiting: tuple[int, ...] = ()
) -> Message:
    """Each with its number, who said it, and since when.

    `waiting`: the numbers of those that have been open for long, for the backbone.
    """
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
    blocks = (Bullets(items), *what_to_do(reader, waiting), Note(helps))
    return Message(blocks, reader.language)


def what_to_do(reader: Reader, numbers: tuple[int, ...]) -> tuple[Block, ...]:
    """To the backbone: a question about asks that nobody has taken up for long."""
    if not numbers:
        return ()
    text = reader.ngettext(
        "Ask {numbers} has been open for more than 14 days. Who could help, or is it over? "
        "{introduce}, {close}",
        "Asks {numbers} have been open for more than 14 days. Who could help, or are they over? "
        "{introduce}, {close}",
        len(numbers),
    )
    told = line(
        text,
        numbers=reader.listed(str(number) for number in numbers),
        introduce=Code(f"introduce ORG ORG about {numbers[0]}"),
        close=Code(f"close {numbers[0]}"),
    )
    return (Paragraph(told),)


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
