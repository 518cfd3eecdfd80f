"""The card: a person's prompt as one message with buttons, edited in place as it is answered."""

from collections.abc import Sequence

from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.messages.blocks import Block, Choice, Choices, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.checkin.card_questions import (
    extra_choices,
    readers_row,
    same_row,
    status_rows,
    way_out_row,
    wrap_up_rows,
)
from ci_bot.views.checkin.card_receipts import receipts
from ci_bot.views.checkin.companions import companion_told
from ci_bot.views.checkin.echo import second_line_asked, thanked_where, understood, where_text
from ci_bot.views.checkin.introduction import introduction
from ci_bot.views.checkin.prompt import described
from ci_bot.views.checkin.read_by import readers_lines
from ci_bot.views.checkin.touches import overdue, touched
from ci_bot.views.own_questions.questions import own_answered, own_readers, own_receipts, own_rows
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet, Where

_BUTTONS = 10
"""Activities that can be tapped under "also, if something happened"; the others are listed."""


def card(
    reader: Reader,
    sheet: Sheet,
    prompt: Prompt,
    *,
    introduce: bool = False,
    note: Sequence[Block] = (),
) -> Message:
    """The prompt as it stands now: receipts, the open question, and what else can be tapped.

    `note`: what the last tap brought about that is not seen otherwise.
    """
    blocks: list[Block] = [
        *(introduction(reader, sheet) if introduce else ()),
        Paragraph(_opening(reader, sheet, prompt)),
        *_by_hand(reader, sheet),
        *note,
        *receipts(reader, sheet, prompt),
        *own_receipts(reader, sheet, prompt),
        *_question(reader, sheet, prompt, introduced=introduce),
        *_waiting(reader, sheet, prompt),
        *_also(reader, sheet, prompt),
        *_summed(reader, sheet, prompt),
    ]
    return Message(tuple(blocks), reader.language)


def _opening(reader: Reader, sheet: Sheet, prompt: Prompt) -> Line:
    _ = reader.gettext
    if _all_said(prompt):
        return line(_("{coalition}. What I understood:"), coalition=Strong(sheet.coalition))
    organisations = dict.fromkeys(e.organisation for e in sheet.entries if e.due)
    answering = line(
        _("{coalition}. You answer for: {organisations}."),
        coalition=Strong(sheet.coalition),
        organisations=Words(reader.listed(organisations)),
    )
    if sheet.where is not Where.THIS_DIGEST:
        until = where_text(reader, sheet)
    else:
        until = _("Until {moment}.").format(moment=reader.moment_there(sheet.closes))
    return line("{answering} {until}", answering=answering, until=until)


def _by_hand(reader: Reader, sheet: Sheet) -> tuple[Block, ...]:
    if sheet.opened_by is None:
        return ()
    text = reader.gettext("{name} opened this check-in.")
    return (Paragraph(line(text, name=Words(sheet.opened_by))),)


def _question(
    reader: Reader, sheet: Sheet, prompt: Prompt, *, introduced: bool
) -> tuple[Block, ...]:
    entry = None if prompt.open_item is None else sheet.entry(prompt.open_item)
    if prompt.asking is Asking.WRAP_UP:
        return (*wrap_up_rows(reader, prompt), way_out_row(reader))
    if prompt.asking is Asking.OWN:
        return (*own_rows(reader, sheet, prompt), way_out_row(reader))
    if entry is None:
        return ()
    if prompt.asking is Asking.READERS:
        return (*readers_row(reader, sheet, entry), way_out_row(reader))
    if prompt.asking is not Asking.STATUS:
        return ()
    due = {other.number for other in sheet.entries if other.due}
    # News of what isn't asked about stands with whatever is.
    touches = [t for t in sheet.touches if entry.number in t.numbers or due.isdisjoint(t.numbers)]
    said = () if entry.given is None else (Paragraph(understood(reader, entry)),)
    return (
        Paragraph(line("{number}. {text}", number=entry.number, text=described(reader, entry))),
        *touched(reader, touches),
        *overdue(reader, sheet.overdue),
        *said,
        status_rows(reader, entry, prompt, introduced=introduced),
        *_written(reader, sheet, entry),
    )


def _written(reader: Reader, sheet: Sheet, entry: Entry) -> tuple[Block, ...]:
    """Where a sentence goes that is written below, when that is not plain to see."""
    if len(sheet.entries) == 1:
        return ()
    text = reader.gettext("What you write here goes to {number}.")
    return (Note(line(text, number=entry.number)),)


def _waiting(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """What is asked next, so that nobody wonders how long it takes."""
    waiting = [e for e in sheet.entries if e.due and not e.settled and e.given is None]
    later = [e for e in waiting if e.number != prompt.open_item]
    if not later:
        return ()
    text = reader.gettext("Then: {activities}.")
    listed = line(text, activities=Words(reader.listed(f"{e.number} {e.title}" for e in later)))
    return (Paragraph(listed), *(same_row(reader) if len(waiting) > 1 else ()))


def _also(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    others = [e for e in sheet.entries if not e.due and not e.settled and e.given is None]
    if not others:
        return ()
    text = reader.gettext("Also, if something happened: {activities}.")
    listed = line(text, activities=Words(reader.listed(f"{e.number} {e.title}" for e in others)))
    tapped = Choices(tuple(_tells(entry, prompt) for entry in others[:_BUTTONS]))
    return (Paragraph(listed), tapped)


def _tells(entry: Entry, prompt: Prompt) -> Choice:
    title, _cut = shorten(f"{entry.number} {entry.title}", 40)
    return Choice(f"{entry.number}: ...", title, opens=f"answer:{prompt.id}:{entry.number}")


def _summed(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """Who reads the answers and where, once all is said: the author's own preview."""
    if not _all_said(prompt):
        return ()
    _ = reader.gettext
    answered = [entry for entry in sheet.entries if entry.given is not None]
    change = line(
        _("To change: the buttons, or write {edit} or {withdraw}."),
        edit=Code("edit 1" if not answered else f"edit {answered[0].number}"),
        withdraw=Code("withdraw 1" if not answered else f"withdraw {answered[0].number}"),
    )
    return (
        *readers_lines(reader, sheet, answered),
        *own_readers(reader, sheet, own_answered(sheet)),
        thanked_where(reader, sheet),
        *second_line_asked(reader, sheet, answered),
        *companion_told(reader, sheet.beside),
        Choices(extra_choices(reader, prompt)),
        Note(change),
    )


def _all_said(prompt: Prompt) -> bool:
    return prompt.outcome is Outcome.ANSWERED and prompt.asking is Asking.NOTHING
