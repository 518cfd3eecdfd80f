"""The preview of a digest, as the backbone sees it before anybody else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.digest.content import DigestContent, Entry, HelpLine
from ci_bot.messages.blocks import Block, Bullets, Divider, Heading, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.asks.asks import what_to_do
from ci_bot.views.digest.formats import digest_message
from ci_bot.views.digest.lines import entry_line, sentences
from ci_bot.views.reader import Reader


class Waiting(StrEnum):
    """What a previewed digest waits for."""

    FREEZE = "freeze"
    HOUR = "hour"
    SOMEBODY = "somebody"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What the backbone has to know of a digest before it goes out.

    `content` is the coalition's, not yet fitted; `narrower` are lines that only other channels
    see, by the name of their audience. `open_long`: asks that nobody has taken up for long.
    """

    content: DigestContent
    waiting: Waiting
    due: datetime
    channels: int
    organisations: int
    narrower: Sequence[tuple[str, Sequence[Entry]]] = ()
    open_long: Sequence[HelpLine] = ()


def preview_message(preview: Preview, reader: Reader) -> Message:
    """The digest with a number before each line, who reads it, when it goes out, what to do."""
    _ = reader.gettext
    digest = digest_message(preview.content, reader, numbered=True)
    return Message(
        (
            Heading(line(_("Preview of the next digest"))),
            Paragraph(sentences(_when(preview, reader), _readers(preview, reader))),
            Divider(),
            *digest.blocks,
            *_narrower(preview, reader),
            *_open_long(preview, reader),
            Divider(),
            _what_to_do(preview, reader),
        ),
        reader.language,
    )


def _when(preview: Preview, reader: Reader) -> Line:
    _ = reader.gettext
    due = reader.moment_in_full(preview.due)
    match preview.waiting:
        case Waiting.FREEZE:
            return line(_("So it would look now; it goes out on {due}."), due=due)
        case Waiting.HOUR:
            return line(_("It goes out on {due}, unless one of you holds it."), due=due)
        case Waiting.SOMEBODY:
            return line(_("It waits until one of you posts it."))
        case Waiting.NOTHING:
            return line(_("Nothing is new, so nothing goes out this time."))


def _readers(preview: Preview, reader: Reader) -> Line:
    _ = reader.gettext
    if preview.waiting is Waiting.NOTHING:
        return ()
    if not preview.channels:
        return line(_("No channel gets the digest yet: {line} there."), line=Code("link here FOR"))
    channels = reader.ngettext(
        "{count} channel receives it.", "{count} channels receive it.", preview.channels
    )
    there = reader.ngettext(
        "{count} organisation takes part.",
        "{count} organisations take part.",
        preview.organisations,
    )
    return sentences(
        line(channels, count=preview.channels), line(there, count=preview.organisations)
    )


def _narrower(preview: Preview, reader: Reader) -> Iterator[Block]:
    _ = reader.gettext
    for audience, entries in preview.narrower:
        title = line(_("Only for {audience}"), audience=Words(audience))
        if audience == "backbone":
            title = line(_("Only for the backbone"))
        yield Heading(title)
        yield Bullets(tuple(entry_line(entry, reader, numbered=True) for entry in entries))


def _open_long(preview: Preview, reader: Reader) -> Iterator[Block]:
    if preview.open_long:
        yield Heading(line(reader.gettext("Open for more than 14 days")))
        yield Bullets(tuple(entry_line(entry, reader) for entry in preview.open_long))
        numbers = tuple(entry.ask for entry in preview.open_long if entry.ask is not None)
        yield from what_to_do(reader, numbers)


def _what_to_do(preview: Preview, reader: Reader) -> Block:
    _ = reader.gettext
    post = line(_("Post it now: {command}"), command=Code("digest post"))
    hold = line(_("Keep it back: {command}"), command=Code("digest hold"))
    drop = line(_("Leave line 3 out: {command}"), command=Code("digest drop 3"))
    intro = line(_("Put your own words on top: {command}"), command=Code("digest intro TEXT"))
    match preview.waiting:
        case Waiting.HOUR:
            return Bullets((hold, post, drop, intro))
        case Waiting.SOMEBODY:
            return Bullets((post, drop, intro))
        case Waiting.NOTHING:
            return Bullets((post, intro))
        # Its lines have numbers from the freeze on.
        case Waiting.FREEZE:
            return Bullets((post,))
