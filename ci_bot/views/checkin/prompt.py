"""The prompt: one message with all of a person's activities, short enough for a phone."""

from collections.abc import Iterable

from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block, Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Plain, Strong, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.checkin.introduction import introduction
from ci_bot.views.checkin.questions import question, way_out
from ci_bot.views.checkin.touches import overdue, touched
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, InsteadOf, Last, Sheet
from ci_bot.views.statuses import status_name

QUOTED = 60
"""Characters of a previous update: enough to remember it by."""


def checkin(reader: Reader, sheet: Sheet, prompt: Prompt, *, introduce: bool = False) -> Message:
    """The prompt with what is still open in it; the first open activity is asked about."""
    open_ones = [e for e in sheet.entries if e.due and not e.settled]
    blocks: list[Block] = [
        *(introduction(reader, sheet) if introduce else ()),
        *_opening(reader, sheet, open_ones),
        *_listed(reader, open_ones),
        *touched(reader, sheet.touches),
        *overdue(reader, sheet.overdue),
        *_also(reader, sheet.entries),
        *question(reader, sheet, prompt, listed=True, ways=False),
        *_ways(reader, several=len(open_ones) > 1),
    ]
    return Message(tuple(blocks), reader.language)


def _opening(reader: Reader, sheet: Sheet, entries: Iterable[Entry]) -> tuple[Block, ...]:
    _ = reader.gettext
    organisations = list(dict.fromkeys(e.organisation for e in entries))
    answering = line(
        _("{coalition}. You answer for: {organisations}."),
        coalition=Words(sheet.coalition),
        organisations=Words(reader.listed(organisations)),
    )
    if sheet.opened_by is None:
        return (Paragraph(answering),)
    by_hand = line(
        _("{name} opened this check-in; it closes {moment}."),
        name=Words(sheet.opened_by),
        moment=reader.moment_there(sheet.closes),
    )
    return (Paragraph(answering), Paragraph(by_hand))


def _listed(reader: Reader, entries: list[Entry]) -> tuple[Block, ...]:
    lines = [described(reader, entry) for entry in entries]
    numbers = [entry.number for entry in entries]
    if not numbers:
        return ()
    if numbers == list(range(numbers[0], numbers[0] + len(numbers))):
        return (Bullets(tuple(lines), start=numbers[0]),)
    return tuple(
        Bullets((text,), start=number) for number, text in zip(numbers, lines, strict=True)
    )


def described(reader: Reader, entry: Entry) -> Line:
    """An activity as it was last told about, with its next milestone."""
    _ = reader.gettext
    title = Strong(entry.title)
    if entry.instead is None:
        parts = [*line(_("{title}. "), title=title)]
    else:
        reason = _instead(reader, entry.instead)
        parts = [*line(_("{title} ({reason}). "), title=title, reason=reason)]
    parts.extend(_last(reader, entry.last))
    if entry.milestone is not None:
        text, _short = shorten(entry.milestone.text, QUOTED)
        parts.append(Plain(" "))
        parts.extend(
            line(
                _("Next: {milestone}, {day}."),
                milestone=Words(text),
                day=reader.day(entry.milestone.date),
            )
        )
    return tuple(parts)


def _instead(reader: Reader, reason: InsteadOf) -> str:
    _ = reader.gettext
    match reason:
        case InsteadOf.AWAY:
            return _("you stand in, its lead is away")
        case InsteadOf.PASSED_ON:
            return _("you stand in, its lead passed it on")
        case InsteadOf.UNREACHABLE:
            return _("you stand in, its lead can't be reached")
        case InsteadOf.LEFT:
            return _("you stand in, its lead has left")


def _last(reader: Reader, last: Last | None) -> Line:
    _ = reader.gettext
    if last is None:
        return line(_("No update yet."))
    day = reader.day(last.day)
    if last.status is None:
        said = line(_("Last: {day}."), day=day)
    else:
        said = line(_("Last: {status}, {day}."), status=status_name(reader, last.status), day=day)
    if not last.words:
        return said
    words, shortened = shorten(last.words, QUOTED)
    quoted = _(" “{words}” (shortened)") if shortened else _(" “{words}”")
    return (*said, *line(quoted, words=Words(words)))


def _also(reader: Reader, entries: Iterable[Entry]) -> tuple[Block, ...]:
    _ = reader.gettext
    others = [f"{e.number} {e.title}" for e in entries if not e.due and not e.settled]
    if not others:
        return ()
    text = _("Also, if something happened: {activities}.")
    return (Paragraph(line(text, activities=Words(reader.listed(others)))),)


def _ways(reader: Reader, *, several: bool) -> tuple[Block, ...]:
    if not several:
        return (way_out(reader),)
    text = reader.gettext("All as before: {same}. Stop asking: {stop}.")
    return (Note(line(text, same=Code("same"), stop=Code("stop"))),)
