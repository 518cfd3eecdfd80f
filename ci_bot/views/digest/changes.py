"""What is said about a digest after it was posted, and about one that wasn't."""

from dataclasses import replace
from datetime import date

from ci_bot.domain.digest.content import Entry, Excerpt, ProgressLine
from ci_bot.messages.blocks import Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.digest.lines import entry_line, quoted, sentences
from ci_bot.views.reader import Reader


def added(entry: Entry, reader: Reader) -> Line:
    """A line that came after the digest was posted."""
    return line(reader.gettext("Added: {line}"), line=entry_line(entry, reader))


def corrected(entry: Entry, reader: Reader) -> Line:
    """A line as it stands now, after its author changed it."""
    # Said once is enough.
    plain = replace(entry, corrected=False) if isinstance(entry, ProgressLine) else entry
    return line(reader.gettext("Corrected: {line}"), line=entry_line(plain, reader))


def taken_back(activity: str | None, reader: Reader) -> Line:
    """A line that its author took back, or that is not for these readers any more."""
    _ = reader.gettext
    if activity is None:
        return line(_("Corrected: a line was taken back by its author."))
    return line(
        _("Corrected: a line on {activity} was taken back by its author."),
        activity=Strong(activity),
    )


def changes_message(changes: tuple[Line, ...], reader: Reader) -> Message:
    """The changes, for the digest's thread."""
    one = len(changes) == 1
    return Message((Paragraph(changes[0]) if one else Bullets(changes),), reader.language)


def nothing_left(reader: Reader) -> Message:
    """Stands in a part of the thread whose lines moved elsewhere."""
    said = line(reader.gettext("What stood here has moved up."))
    return Message((Note(said),), reader.language)


def not_released(coalition: str, first: date, last: date, reader: Reader) -> Message:
    """Nobody posted a digest before the next one froze."""
    _ = reader.gettext
    said = line(
        _("The digest of {coalition} for {first} to {last} was not posted by anybody."),
        coalition=Words(coalition),
        first=reader.day(first),
        last=reader.day(last),
    )
    now = line(
        _("What it held goes into the next one, once. {command} shows it."),
        command=Code("digest preview"),
    )
    return Message((Paragraph(sentences(said, now)),), reader.language)


def shortened_for(activity: str, words: Excerpt, reader: Reader) -> Message:
    """To an author: how their line reads in the digest."""
    _ = reader.gettext
    told = line(
        _("Your words on {activity} are shortened in the digest, and stand in full in its thread:"),
        activity=Strong(activity),
    )
    how = line(_("To say it shorter yourself, edit your message."))
    return Message((Paragraph(told), Paragraph(quoted(words, reader)), Note(how)), reader.language)


def left_out_for(activity: str, reader: Reader) -> Message:
    """To an author: the backbone left their line out."""
    said = line(
        reader.gettext("The backbone left your line on {activity} out of the digest."),
        activity=Strong(activity),
    )
    return Message((Paragraph(said),), reader.language)
