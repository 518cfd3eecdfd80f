"""A digest as messages: what stands on top, and the details for its thread."""

from collections.abc import Iterable, Iterator
from itertools import chain

from ci_bot.domain.digest.content import DigestContent, Entry, Page
from ci_bot.domain.digest.pages import pages
from ci_bot.messages.blocks import Block, Bullets, Heading, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.digest.brief import brief_blocks, brief_sections
from ci_bot.views.digest.headline import coverage_line, digest_headline
from ci_bot.views.digest.lines import entry_line, quoted
from ci_bot.views.reader import Reader


def digest_top(content: DigestContent, reader: Reader, *, numbered: bool = False) -> Message:
    """What the channel sees: the whole or a brief; a quiet period has three lines."""
    if content.quiet:
        blocks = _quiet(content, reader)
    elif content.brief is not None:
        shown = brief_blocks(content, content.brief, reader, numbered=numbered)
        blocks = chain(_opening(content, reader), shown)
    else:
        blocks = _full(content, reader, numbered=numbered)
    return Message(tuple(blocks), reader.language)


def digest_details(
    content: DigestContent, reader: Reader, *, numbered: bool = False
) -> tuple[Message, ...]:
    """What goes to the thread: lines that found no room on top, and shortened ones in full."""
    heading = Heading(line(reader.gettext("More, and in full")))
    intro = () if content.full_intro is None else (quoted(content.full_intro, reader),)
    taken = 0 if content.full_intro is None else len(content.full_intro.text.encode())
    found = [
        tuple(page_blocks(page, reader, numbered=numbered))
        for page in pages(content.details, taken=taken)
    ]
    if content.brief_details is not None:
        found = [tuple(brief_sections(content.brief_details, reader, numbered=numbered))]
    if content.quiet or not (intro or found):
        return ()
    first, *others = found or [()]
    opening = (heading, *map(Paragraph, intro), *first)
    return tuple(Message(blocks, reader.language) for blocks in (opening, *others))


def page_blocks(page: Page, reader: Reader, *, numbered: bool = False) -> Iterator[Block]:
    """The sections of a page, each under its heading, in the order of the digest."""
    _ = reader.gettext

    def section(heading: Line, entries: Iterable[Entry]) -> Iterator[Block]:
        items = tuple(entry_line(entry, reader, numbered=numbered) for entry in entries)
        if items:
            yield Heading(heading)
            yield Bullets(items)

    yield from section(line(_("Where you can help")), page.help)
    for group in page.progress:
        named = None if group.name is None else (Words(group.name),)
        yield from section(named or line(_("Other activities")), group.lines)
    yield from section(line(_("Coming up")), page.coming)
    yield from section(line(_("Learned")), page.learned)
    yield from section(line(_("What was answered")), page.answers)
    yield from section(line(_("Thanks to")), page.thanks)


def digest_title(content: DigestContent, reader: Reader) -> Line:
    """Whose digest, and which days it covers."""
    _ = reader.gettext
    year, mark, week = content.period.partition("-W")
    days = {"first": reader.day(content.first), "last": reader.day(content.last)}
    coalition = Words(content.coalition)
    if year and mark:
        number = int(week.partition("+")[0])
        return line(
            _("{coalition}, week {week} ({first} to {last})"),
            coalition=coalition,
            week=number,
            **days,
        )
    return line(_("{coalition}, {first} to {last}"), coalition=coalition, **days)


def _full(content: DigestContent, reader: Reader, *, numbered: bool) -> Iterator[Block]:
    _ = reader.gettext
    yield from _opening(content, reader)
    if headline := digest_headline(content.headline, reader):
        yield Paragraph(headline)
    yield from page_blocks(content.top, reader, numbered=numbered)
    if content.moved:
        more = reader.ngettext(
            "{count} more line is in the thread.",
            "{count} more lines are in the thread.",
            content.moved,
        )
        yield Note(line(more, count=content.moved))
    if coverage := coverage_line(content, reader):
        yield Note(coverage)
    yield Note(
        line(_("Something wrong? Mention me here, or write to me. Nothing else is asked of you."))
    )
    if content.signed is not None:
        yield Note(
            line(
                _("{person}, {organisation}, for the backbone"),
                person=Words(content.signed.person or ""),
                organisation=Words(content.signed.organisation),
            )
        )


def _quiet(content: DigestContent, reader: Reader) -> Iterator[Block]:
    _ = reader.gettext
    yield from _opening(content, reader)
    yield Paragraph(line(_("A quiet time: there is nothing new to pass on.")))
    if content.headline.asks:
        open_asks = reader.ngettext(
            "{count} ask is still open; see it with {command}.",
            "{count} asks are still open; see them with {command}.",
            content.headline.asks,
        )
        yield Paragraph(line(open_asks, count=content.headline.asks, command=Code("asks")))
    elif content.top.coming:
        coming = entry_line(content.top.coming[0], reader)
        yield Paragraph(line(_("Coming up: {milestone}"), milestone=coming))


def _opening(content: DigestContent, reader: Reader) -> Iterator[Block]:
    yield Heading(digest_title(content, reader))
    if content.overdue is not None:
        due = reader.moment(content.overdue)
        sentence = reader.gettext("This digest was due on {due}; the bot could not post it then.")
        yield Note(line(sentence, due=due))
    if content.intro is not None:
        yield Paragraph(quoted(content.intro, reader))
