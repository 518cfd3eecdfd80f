"""What the backbone hears when somebody who led an activity has left."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.messages.blocks import Bullets, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Orphan:
    """An activity whose lead has left; `deputy`: who stands in, if there is one."""

    activity: str
    id: str
    deputy: str | None


def lead_left(reader: Reader, *, name: str, orphans: Sequence[Orphan]) -> Message:
    """Who stands in for each, and how a new lead is named."""
    _ = reader.gettext
    opening = line(_("The role of {name} has ended. What they led:"), name=Words(name))
    items = tuple(_stands_in(reader, orphan) for orphan in orphans)
    hint = line(_("A new lead: {edit}"), edit=Code(f"activity edit {orphans[0].id} lead PERSON"))
    return Message((Paragraph(opening), Bullets(items), Paragraph(hint)), reader.language)


def _stands_in(reader: Reader, orphan: Orphan) -> Line:
    _ = reader.gettext
    if orphan.deputy is None:
        return line(_("{activity}: nobody is asked now"), activity=Words(orphan.activity))
    text = _("{activity}: I ask {deputy} now")
    return line(text, activity=Words(orphan.activity), deputy=Words(orphan.deputy))
