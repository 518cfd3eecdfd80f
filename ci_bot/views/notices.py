"""What the backbone is told about a round: in private, and so with names."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.messages.blocks import Bullets, Message, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Unasked:
    """An activity that nobody can be asked about, and its lead."""

    activity: str
    lead: str


def nobody_to_ask(reader: Reader, unasked: Sequence[Unasked]) -> Message:
    """The activities whose people have no account yet."""
    _ = reader.gettext
    opening = reader.ngettext(
        "I can't ask anybody about this activity, because its people have no chat account here:",
        "I can't ask anybody about these activities, because their people have no chat account"
        " here:",
        len(unasked),
    )
    items = tuple(
        line(_("{activity}: {lead}"), activity=Words(one.activity), lead=Words(one.lead))
        for one in unasked
    )
    hint = line(
        _("{invite} makes a code with which somebody links an account."),
        invite=Code("invite PERSON"),
    )
    blocks = (Paragraph(line(opening)), Bullets(items), Paragraph(hint))
    return Message(blocks, reader.language)
