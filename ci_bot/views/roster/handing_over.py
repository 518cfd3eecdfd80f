"""What the backbone hears when somebody who led an activity has left."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.messages.blocks import Bullets, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Orphan:
    """An activity whose lead has left; `deputy`: id and name of who stands in, if anybody does."""

    activity: str
    id: str
    deputy: tuple[str, str] | None


def lead_left(reader: Reader, *, name: str, orphans: Sequence[Orphan]) -> Message:
    """Who stands in for each, and what to type to name who leads from now on."""
    _ = reader.gettext
    opening = line(_("The role of {name} has ended. What they led:"), name=Words(name))
    items = tuple(_stands_in(reader, orphan) for orphan in orphans)
    return Message((Paragraph(opening), Bullets(items)), reader.language)


def _stands_in(reader: Reader, orphan: Orphan) -> Line:
    _ = reader.gettext
    activity = Words(orphan.activity)
    if orphan.deputy is None:
        edit = Code(f"activity edit {orphan.id} lead PERSON")
        text = _("{activity}: nobody is asked now. To name a lead: {edit}")
        return line(text, activity=activity, edit=edit)
    id_, name = orphan.deputy
    edit = Code(f"activity edit {orphan.id} lead {id_}")
    text = _("{activity}: I ask {deputy} now. To make them the lead: {edit}")
    return line(text, activity=activity, deputy=Words(name), edit=edit)
