"""The reply to a message in a check-in: what was taken, what was not, and the next question."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

from ci_bot.domain.answering.turn import (
    AskedBack,
    DateRefused,
    Doubted,
    NoDeputy,
    NothingOpen,
    NothingToTell,
    NotPartners,
    NotTheirs,
    OwnDropped,
    OwnTook,
    PassedOn,
    ReadersSet,
    Refused,
    Regrouped,
    Say,
    SecondUnplaced,
    Skipped,
    StatusRefused,
    Took,
    Turn,
    Unplaced,
)
from ci_bot.domain.ask import Ask
from ci_bot.domain.own_questions.grammar import OwnMisfit, OwnUnknown
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words, line
from ci_bot.views.checkin import refusals
from ci_bot.views.checkin.echo import ask_line, sum_up, understood, where_text
from ci_bot.views.checkin.questions import question, readers_text
from ci_bot.views.checkin.read_by import readers_lines
from ci_bot.views.own_questions.changes import taken_back
from ci_bot.views.own_questions.questions import misfit, no_such_question, own_line
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet, Where


def turn_reply(
    reader: Reader,
    sheet: Sheet,
    turn: Turn,
    before: Asking,
    *,
    asks: Sequence[Ask] = (),
    note: tuple[Block, ...] = (),
) -> Message:
    """What one message did, and the open question or, at the end, the sum-up.

    `before`: what was asked when the message came. `asks`: what it said beside the activities.
    `note`: lines to put in front.
    """
    blocks: list[Block] = [*note]
    summed = turn.summed and not sheet.card
    wrapping = turn.prompt.asking is Asking.WRAP_UP and before is not Asking.WRAP_UP
    read_by = _read_by(reader, sheet) if wrapping else ()
    seen_below: tuple[type[Say], ...] = (ReadersSet,) if read_by else ()
    seen_below = (Took, OwnTook, ReadersSet) if summed else seen_below
    for say in turn.says:
        if not isinstance(say, seen_below):
            blocks.extend(_said(reader, sheet, say, before))
    if summed:
        blocks.extend(sum_up(reader, sheet, invited=turn.invites))
    else:
        blocks.extend(Paragraph(ask_line(reader, ask)) for ask in asks)
        if turn.drafts and sheet.where is not Where.THIS_DIGEST:
            blocks.append(Paragraph(line(where_text(reader, sheet))))
        blocks.extend(read_by)
        if not any(isinstance(say, Doubted | AskedBack) for say in turn.says):
            blocks.extend(question(reader, sheet, turn.prompt))
    if not blocks and sheet.card:
        blocks.append(Paragraph(line(reader.gettext("Noted in the check-in above."))))
    return Message(tuple(blocks), reader.language)


def _read_by(reader: Reader, sheet: Sheet) -> tuple[Block, ...]:
    """Who reads it, for those who leave it at that; nobody reads that nothing changed."""
    told = [e for e in sheet.entries if e.given and (e.given.words or not e.given.no_change)]
    return () if sheet.card else readers_lines(reader, sheet, told)


def remarks(reader: Reader, sheet: Sheet, says: Iterable[Say], before: Asking) -> tuple[Block, ...]:
    """What a tap or a form brought about that the card itself doesn't show."""
    shown = (Took, OwnTook, OwnDropped, ReadersSet, Skipped, NothingToTell)
    return tuple(
        block
        for say in says
        if not isinstance(say, shown)
        for block in _said(reader, sheet, say, before)
    )


def about_round(reader: Reader, day: date, *, coalition: str | None) -> Line:
    """Which check-in a line was taken for; `coalition` where another one asks, too."""
    _ = reader.gettext
    if coalition is None:
        text = _("About the check-in of {day}; a reply to another one goes there.")
        return line(text, day=reader.weekday(day))
    text = _("About {coalition}, the check-in of {day}; a reply to another one goes there.")
    return line(text, coalition=Words(coalition), day=reader.weekday(day))


def still_asked(reader: Reader, sheet: Sheet, prompt: Prompt) -> Message:
    """A tap on a question that is over: nothing was changed, and what is open now."""
    _ = reader.gettext
    if prompt.asking is Asking.NOTHING:
        over = line(_("That is answered already, so I changed nothing. {update} changes it."),
                    update=Code("1: 2"))  # fmt: skip
    else:
        over = line(_("That question is over, so I changed nothing. This is the open one:"))
    return Message((Paragraph(over), *question(reader, sheet, prompt)), reader.language)


def away_noted(reader: Reader, until: date, *, deputies: Iterable[str]) -> Line:
    """From when on the person is asked again, and who is asked instead; no reason is asked for."""
    _ = reader.gettext
    names = list(deputies)
    if names:
        text = _("I ask you again from {day} on, and {deputies} until then. {back} ends it.")
    else:
        text = _("I ask you again from {day} on. {back} ends it.")
    return line(
        text,
        day=reader.day_in_full(until),
        deputies=Words(reader.listed(names)) if names else "",
        back=Code("back"),
    )


def stopped(reader: Reader) -> Line:
    """The account belongs to somebody else."""
    return line(reader.gettext("Sorry. I stop asking you, and the backbone will look into it."))


def _said(reader: Reader, sheet: Sheet, say: Say, before: Asking) -> tuple[Block, ...]:
    match say:
        case Doubted(text, asks, kind):
            return refusals.doubted(reader, text, before, question=asks, kind=kind)
        case AskedBack(text):
            return (Paragraph(refusals.asked_back(reader, text)),)
        case Refused(puzzle):
            return (Paragraph(refusals.puzzled(reader, puzzle, before)),)
        case SecondUnplaced(text):
            return (Paragraph(refusals.second_unplaced(reader, text, sheet.entries)),)
        case NotPartners(text):
            return (Paragraph(refusals.not_partners(reader, text)),)
        case Unplaced(text):
            return (Paragraph(refusals.unplaced(reader, text, sheet.entries)),)
        case OwnTook(number):
            entry = sheet.own_entry(number)
            told = entry is not None and entry.value is not None
            return (Paragraph(own_line(reader, entry)),) if entry and told else ()
        case OwnDropped(number):
            entry = sheet.own_entry(number)
            return () if entry is None else (Paragraph(taken_back(reader, entry)),)
        case OwnMisfit(number, text):
            return (Paragraph(misfit(reader, sheet.own_entry(number), text)),)
        case OwnUnknown(number):
            return (Paragraph(no_such_question(reader, number)),)
        case DateRefused(text, past):
            return (Paragraph(refusals.date_refused(reader, text, past)),)
        case _:
            return (Paragraph(_about_item(reader, sheet, say)),)


def _about_item(
    reader: Reader,
    sheet: Sheet,
    say: Took
    | NothingToTell
    | StatusRefused
    | NotTheirs
    | ReadersSet
    | Regrouped
    | Skipped
    | PassedOn
    | NoDeputy
    | NothingOpen,
) -> Line:
    _ = reader.gettext
    if isinstance(say, NothingOpen):
        return line(
            _("Nothing is open. {update} adds something."), update=Code("update ACTIVITY TEXT")
        )
    entry = sheet.entry(say.number)
    places: dict[str, Inline] = {
        "number": Plain(str(entry.number)),
        "title": Strong(entry.title),
    }
    match say:
        case Took():
            return understood(reader, entry)
        case NothingToTell():
            return line(_("{number} {title}: nothing to tell."), **places)
        case StatusRefused(kept=kept):
            return refusals.status_refused(reader, entry, kept=kept)
        case NotTheirs():
            return refusals.not_theirs(reader, entry)
        case ReadersSet():
            given = entry.given
            readers = "" if given is None else readers_text(reader, sheet, entry, given.visibility)
            return line(_("{number} is read by {readers}."), readers=Words(readers), **places)
        case Regrouped():
            text = _("{number} {title} belongs to {group} now, so I ask again.")
            return line(text, group=Words(entry.group or ""), **places)
        case Skipped():
            return line(_("{number} {title}: skipped."), **places)
        case PassedOn():
            deputy = Words(entry.deputy or "")
            return line(_("{number} {title}: I ask {deputy} now."), deputy=deputy, **places)
        case NoDeputy():
            text = _("{number} {title}: nobody else can be asked just now. {skip} skips it.")
            return line(text, skip=Code("s"), **places)
        case _:
            assert_never(say)
