"""What is said when a command is about a prompt that isn't there, or about no known part of it."""

from collections.abc import Sequence
from datetime import date

from ci_bot.domain.activity import Activity
from ci_bot.messages.blocks import Bullets, Message, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.checkin.echo import understood
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet


def nothing_asked(reader: Reader) -> Message:
    """The person was asked nothing lately."""
    _ = reader.gettext
    text = _("I have asked you nothing lately. {update} tells something all the same.")
    return Message((Paragraph(line(text, update=Code("update ACTIVITY TEXT"))),), reader.language)


def unasked(reader: Reader, activities: Sequence[Activity], day: date | None) -> Message:
    """Nobody has asked yet: when they will, and how to answer before that."""
    _ = reader.gettext
    if day is None or not activities:
        return nothing_asked(reader)
    text = reader.ngettext(
        "I ask next on {day}. To answer now, write this line with your words:",
        "I ask next on {day}. To answer now, write one of these lines with your words:",
        len(activities),
    )
    said = Paragraph(line(text, day=reader.weekday(day)))
    lines = tuple(
        line(_("{line} for {title}"), line=Code(f"update {a.id} ..."), title=Words(a.title))
        for a in activities
    )
    return Message((said, Bullets(lines)), reader.language)


def nothing_open(reader: Reader) -> Message:
    """The person was asked, and all of it is said, skipped or passed on."""
    _ = reader.gettext
    text = _("Nothing is open for you now. {edit} changes an answer, {update} tells something new.")
    said = line(text, edit=Code("edit 1"), update=Code("update ACTIVITY TEXT"))
    return Message((Paragraph(said),), reader.language)


def which_number(reader: Reader, sheet: Sheet, command: str) -> Message:
    """The activities of the prompt with their numbers, and a line to copy."""
    _ = reader.gettext
    example = f"{command} {sheet.entries[0].number}"
    asked = line(_("Which one? For example {line}."), line=Code(example))
    listed = tuple(understood(reader, entry) for entry in sheet.entries)
    return Message((Paragraph(asked), Bullets(listed)), reader.language)


def cannot_stand_in(reader: Reader, name: str) -> Message:
    """Only somebody of the lead organisation who can be reached stands in."""
    _ = reader.gettext
    text = _("{name} can't stand in: not reachable, or of another organisation. I changed nothing.")
    return Message((Paragraph(line(text, name=Words(name))),), reader.language)


def sent_directly(reader: Reader) -> Message:
    """The prompt stands in the direct room, where only its person sees it."""
    said = reader.gettext("Your check-in is in our direct messages.")
    return Message((Paragraph(line(said)),), reader.language)
