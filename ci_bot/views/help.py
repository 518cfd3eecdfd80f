"""The help: a few lines for this role, one topic, or everything."""

from collections.abc import Iterable
from dataclasses import dataclass

from ci_bot.messages.blocks import Bullets, Heading, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class HelpLine:
    """One command as the help shows it; `about` is the English sentence to translate."""

    usage: str
    about: str
    example: str = ""


def overview(reader: Reader, lines: Iterable[HelpLine]) -> Message:
    """The few commands that matter most to this role."""
    _ = reader.gettext
    items = tuple(_item(reader, entry) for entry in lines)
    more = line(
        _("{all} lists every command, {topic} explains one."),
        all=Code("help all"),
        topic=Code("help away"),
    )
    return Message((Bullets(items), Note(more)), reader.language)


def everything(reader: Reader, lines: Iterable[HelpLine]) -> Message:
    """Every command this person may use."""
    _ = reader.gettext
    items = tuple(_item(reader, entry) for entry in lines)
    title = line(_("What you can write to me"))
    return Message((Heading(title), Bullets(items)), reader.language)


def topic(reader: Reader, lines: tuple[HelpLine, ...]) -> Message:
    """One command, or all that begin with one word."""
    _ = reader.gettext
    blocks: list[Paragraph | Bullets] = [Bullets(tuple(_item(reader, entry) for entry in lines))]
    blocks += [
        Paragraph(line(_("For example: {example}"), example=Code(entry.example)))
        for entry in lines
        if entry.example
    ]
    return Message(tuple(blocks), reader.language)


def question(reader: Reader) -> Message:
    """Somebody asked something that the bot can't answer: whom to turn to."""
    _ = reader.gettext
    said = line(
        _("That looks like a question. I only know {help}; the backbone knows more: {who}."),
        help=Code("help"),
        who=Code("who"),
    )
    return Message((Paragraph(said),), reader.language)


def _item(reader: Reader, entry: HelpLine) -> Line:
    about = reader.gettext(entry.about)
    return line("{usage}: {about}", usage=Code(entry.usage), about=about)
