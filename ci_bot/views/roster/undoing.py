"""What the bot says about taking a change back, beside the change itself."""

from ci_bot.messages.blocks import Message, Note, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.reader import Reader
from ci_bot.views.roster.agreement_changes import part_name


def undo_note(reader: Reader) -> Note:
    """How to take back what was changed just now."""
    _ = reader.gettext
    return Note(line(_("{undo} takes it back within 10 minutes."), undo=Code("undo")))


def nothing_to_undo(reader: Reader) -> Message:
    """There is no change of the last minutes that could be taken back."""
    _ = reader.gettext
    said = _(
        "There is nothing to take back: in the last 10 minutes nobody changed the roster, the"
        " setup, the rhythm or a channel here."
    )
    return Message((Paragraph(line(said)),), reader.language)


def changed_since(reader: Reader, name: str, *, part: str) -> Message:
    """Something else was changed after the change, and is not to be lost; see ChangedSinceError."""
    _ = reader.gettext
    said = _("I can't take it back: {name} was changed since. Nothing was changed now.")
    what = Words(name or part_name(reader, part))
    return Message((Paragraph(line(said, name=what)),), reader.language)
