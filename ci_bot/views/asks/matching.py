"""A match, suggested to one person alone: somebody who may help, or somebody they may help."""

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.digest.content import Contact
from ci_bot.messages.blocks import Block, Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.reader import Reader

QUOTED = 160
"""Characters of what the other one said: enough to say yes or no to."""


def fits(reader: Reader, other: Ask, organisation: str) -> tuple[Block, ...]:
    """An offer that may help with the reader's ask, or an ask that the reader's offer may help."""
    _ = reader.gettext
    words, shortened = shorten(other.text, QUOTED)
    if other.kind is AskKind.OFFER:
        text = _("Something that may help: {organisation} offered “{words}”. Shall I ask them?")
    else:
        text = _("Your offer may help {organisation}: “{words}”. Shall I put you in touch?")
    told = line(
        text,
        organisation=Words(organisation),
        words=Words(f"{words} ..." if shortened else words, other.language),
    )
    return _asked(reader, told)


def touched(reader: Reader, title: str, lead: Contact) -> tuple[Block, ...]:
    """The lead of what the reader's activity reinforces, who has offered nothing yet."""
    text = reader.gettext(
        "It touches {title}, which {name}, {organisation}, leads. Shall I ask them to help?"
    )
    told = line(
        text,
        title=Words(title),
        name=Words(lead.person or lead.organisation),
        organisation=Words(lead.organisation),
    )
    return _asked(reader, told)


def let_be(reader: Reader, more: tuple[Block, ...]) -> Message:
    """The reader said no; perhaps something else fits."""
    text = reader.gettext("I ask nobody, and don't suggest that again. {asks} lists all.")
    told = Paragraph(line(text, asks=Code("asks")))
    return Message((told, *more), reader.language)


def gone(reader: Reader) -> Message:
    """What was suggested is over by now."""
    text = reader.gettext("That isn't open any more, so I asked nobody.")
    return Message((Paragraph(line(text)),), reader.language)


def _asked(reader: Reader, told: Line) -> tuple[Block, ...]:
    _ = reader.gettext
    return (Paragraph(told), Choices((Choice("y", _("yes")), Choice("n", _("no")))))
