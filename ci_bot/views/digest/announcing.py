"""An announcement of the backbone: as the channels see it, and its preview."""

from collections.abc import Sequence

from ci_bot.domain.digest.content import Contact
from ci_bot.domain.reach import Reach
from ci_bot.messages.blocks import (
    Bullets,
    Choice,
    Choices,
    Divider,
    Heading,
    Message,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.reach import reach_text
from ci_bot.views.reader import Reader


def announcement(reader: Reader, coalition: str, words: Words, signed: Contact) -> Message:
    """What a channel gets: the words as they were written, and who says them."""
    _ = reader.gettext
    title = line(_("{coalition}: from the backbone"), coalition=Words(coalition))
    signature = line(
        _("{person}, {organisation}, for the backbone"),
        person=Words(signed.person or ""),
        organisation=Words(signed.organisation),
    )
    return Message((Heading(title), Quote((words,)), Note(signature)), reader.language)


def preview(reader: Reader, shown: Message, rooms: Sequence[str], organisations: int) -> Message:
    """How it will look and who will read it; a yes posts it."""
    _ = reader.gettext
    reach = Reach(channels=len(rooms), organisations=organisations)
    asked = line(_("Post this? {yes} or {no}, within 15 minutes."), yes=Code("y"), no=Code("n"))
    taps = Choices((Choice("y", _("Post it"), strong=True), Choice("n", _("No"))), listed=False)
    return Message(
        (
            Paragraph(line(_("For {readers}:"), readers=Words(reach_text(reader, reach)))),
            Bullets(tuple(line("{room}", room=Code(room)) for room in rooms)),
            Divider(),
            *shown.blocks,
            Divider(),
            Paragraph(asked),
            taps,
        ),
        reader.language,
    )


def posted(reader: Reader, channels: int) -> Message:
    """It is on its way, and can't be changed any more."""
    text = reader.ngettext(
        "On its way to {number} channel. I tell you if it can't be delivered. "
        "To correct it, announce again.",
        "On its way to {number} channels. I tell you if one can't be reached. "
        "To correct it, announce again.",
        channels,
    )
    return _one(reader, text, number=channels)


def not_posted(reader: Reader) -> Message:
    """A no."""
    return _one(reader, reader.gettext("All right, nothing was posted."))


def too_late(reader: Reader) -> Message:
    """The yes came after the time limit."""
    text = reader.gettext("That was too long ago, so I posted nothing. Please announce it again.")
    return _one(reader, text)


def no_channel(reader: Reader) -> Message:
    """Nobody would read it."""
    _ = reader.gettext
    said = line(_("No channel gets that yet: {line} there."), line=Code("link here FOR"))
    return Message((Paragraph(said),), reader.language)


def _one(reader: Reader, text: str, **pieces: int) -> Message:
    return Message((Paragraph(line(text, **pieces)),), reader.language)
