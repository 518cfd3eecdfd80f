"""What a card shows once nothing can be tapped on it any more."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.messages.blocks import Block, Bullets, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, line
from ci_bot.views.checkin.card_questions import readers_row
from ci_bot.views.checkin.card_receipts import asks_said, receipt_lines
from ci_bot.views.own_questions.questions import own_answered, own_line
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet


class Closing(StrEnum):
    """Why there is nothing to tap."""

    ROUND = "round"
    SKIPPED = "skipped"
    PASSED_ON = "passed_on"
    AWAY = "away"
    STOPPED = "stopped"


def closed_card(
    reader: Reader,
    sheet: Sheet,
    prompt: Prompt,
    closing: Closing,
    *,
    until: date | None = None,
    note: Sequence[Block] = (),
) -> Message:
    """What was answered, why nothing is asked any more, and what still can be done.

    Who may read a worry is asked here, too. `until`: the day on which somebody who is away is asked
    again. `note`: as on any card.
    """
    answered = [entry for entry in sheet.entries if entry.given is not None]
    own = (own_line(reader, entry) for entry in own_answered(sheet))
    said = (*receipt_lines(reader, answered), *asks_said(reader, sheet), *own)
    listed: tuple[Block, ...] = (Bullets(said),) if said else ()
    open_ones = any(e.due and not e.settled and e.given is None for e in sheet.entries)
    first = prompt.items[0].number if prompt.items else 1
    why = _why(reader, closing, until, first=first, open_ones=open_ones)
    coalition = line("{coalition}.", coalition=Strong(sheet.coalition))
    blocks = (
        Paragraph(coalition),
        *note,
        *listed,
        *_readers(reader, sheet, prompt),
        Paragraph(why),
    )
    return Message(blocks, reader.language)


def _readers(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    if prompt.asking is not Asking.READERS or prompt.open_item is None:
        return ()
    return readers_row(reader, sheet, sheet.entry(prompt.open_item))


def moved_card(reader: Reader) -> Message:
    """A card that was shown again in a newer message."""
    said = reader.gettext("This check-in goes on in a newer message below.")
    return Message((Paragraph(line(said)),), reader.language)


def outdated(reader: Reader) -> tuple[Block, ...]:
    """A tap on what the card showed before: nothing was changed."""
    _ = reader.gettext
    said = _(
        "That was an older state of this message, so I changed nothing. This is how it stands:"
    )
    return (Paragraph(line(said)),)


def _why(
    reader: Reader, closing: Closing, until: date | None, *, first: int, open_ones: bool
) -> Line:
    _ = reader.gettext
    match closing:
        case Closing.ROUND if open_ones:
            late = _("This check-in is closed. A late answer still counts: {line} shows it again.")
            return line(late, line=Code("checkin"))
        case Closing.ROUND:
            changes = _("This check-in is closed. {line} still changes an answer.")
            return line(changes, line=Code(f"edit {first}"))
        case Closing.SKIPPED:
            skipped = _("Skipped this time. {line} answers all the same.")
            return line(skipped, line=Code(f"{first}: 1"))
        case Closing.PASSED_ON:
            return line(_("Your deputy answers this time."))
        case Closing.AWAY if until is not None:
            away = _("I ask you again from {day} on. {back} ends it.")
            return line(away, day=reader.day_in_full(until), back=Code("back"))
        case Closing.AWAY:
            return line(_("You were away, so I asked you nothing more here."))
        case Closing.STOPPED:
            return line(_("I ask you nothing any more. {back} starts again."), back=Code("back"))
