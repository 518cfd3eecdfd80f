"""What the bot says when accounts and rooms are linked."""

from ci_bot.domain.coalition import Channel
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.messages.inline import Code, Strong, Words, line
from ci_bot.views.reader import Reader
from ci_bot.views.roster.undoing import undo_note

__all__ = ["Message", "bad_code", "invited", "linked", "unlinked", "welcome"]


def bad_code(reader: Reader) -> Message:
    """The code is unknown, used, or too old: which of these is nobody's business."""
    _ = reader.gettext
    said = line(_("This code is not valid (any more). Ask the backbone for a new one."))
    return Message((Paragraph(said),), reader.language)


def welcome(reader: Reader, person: str, coalition: str) -> Message:
    """The account is linked now."""
    _ = reader.gettext
    hello = line(
        _("Hello {person}, this account is now linked to {coalition}."),
        person=Words(person),
        coalition=Words(coalition),
    )
    what = line(
        _("I will ask here how your activities go. {help} shows what I can do, {stop} ends it."),
        help=Code("help"),
        stop=Code("stop"),
    )
    return Message((Paragraph(hello), Paragraph(what)), reader.language)


def invited(reader: Reader, person: str, code: str, until: str) -> Message:
    """The one-time code, for the backbone to hand on."""
    _ = reader.gettext
    said = line(
        _("Give {person} this line to send me in a direct message: {line}. Good until {until}."),
        person=Words(person),
        line=Code(f"join {code}"),
        until=until,
    )
    return Message((Paragraph(said),), reader.language)


def linked(reader: Reader, channel: Channel, *, dropped: bool, undo: bool) -> Message:
    """This room receives digests from now on; `dropped`: its chart comes no more."""
    _ = reader.gettext
    said = _("This room now gets what is for: {audience}.")
    blocks: list[Block] = [Paragraph(line(said, audience=Strong(channel.audience)))]
    if channel.language:
        name = reader.language_name(channel.language)
        blocks.append(Paragraph(line(_("What I post here is in {language}."), language=name)))
    if channel.chart:
        blocks.append(Paragraph(line(_("The status chart comes with each digest."))))
    if dropped:
        blocks.append(Paragraph(line(_("No status chart comes with the digest any more."))))
    if undo:
        blocks.append(undo_note(reader))
    return Message(tuple(blocks), reader.language)


def unlinked(reader: Reader, *, was: bool) -> Message:
    """This room receives nothing any more, or never did."""
    _ = reader.gettext
    if not was:
        said = line(_("This room was not linked. Nothing was changed."))
        return Message((Paragraph(said),), reader.language)
    said = line(_("This room is not linked any more and gets no digest."))
    return Message((Paragraph(said), undo_note(reader)), reader.language)
