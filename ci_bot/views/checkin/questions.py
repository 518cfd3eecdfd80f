"""The questions of a check-in, each with all its possible answers."""

from typing import assert_never

from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.domain.reach import Reach
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.blocks import Block, Choice, Choices, Note, Paragraph
from ci_bot.messages.inline import Code, Strong, line
from ci_bot.views.keycaps import keycap
from ci_bot.views.own_questions.asked import own_question
from ci_bot.views.reach import reach_text
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet
from ci_bot.views.statuses import status_name

DIGITS = {
    "1": Status.ON_TRACK,
    "2": Status.AT_RISK,
    "3": Status.OFF_TRACK,
    "4": Status.ON_HOLD,
    "5": Status.DONE,
}


def question(
    reader: Reader, sheet: Sheet, prompt: Prompt, *, listed: bool = False, ways: bool = True
) -> tuple[Block, ...]:
    """The open question of a prompt; nothing when there is none, or a card shows it.

    `listed`: the activity stands above already. `ways`: with the way out under it.
    """
    asked = () if sheet.card else _question(reader, sheet, prompt, listed=listed)
    return (*asked, way_out(reader)) if asked and ways else asked


def way_out(reader: Reader) -> Block:
    """How not to be asked any more, as near as the answers."""
    return Note(line(reader.gettext("Stop asking: {stop}."), stop=Code("stop")))


def _question(reader: Reader, sheet: Sheet, prompt: Prompt, *, listed: bool) -> tuple[Block, ...]:
    entry = None if prompt.open_item is None else sheet.entry(prompt.open_item)
    match prompt.asking:
        case Asking.STATUS:
            return () if entry is None else status_question(reader, entry, listed=listed)
        case Asking.SENTENCE:
            return () if entry is None else _sentence(reader, entry)
        case Asking.READERS:
            return () if entry is None else _readers(reader, sheet, entry)
        case Asking.WRAP_UP:
            return wrap_up(reader)
        case Asking.OWN:
            return own_question(reader, sheet, prompt)
        case Asking.NOTHING:
            return ()
        case _:
            assert_never(prompt.asking)


def status_question(reader: Reader, entry: Entry, *, listed: bool = False) -> tuple[Block, ...]:
    """How one activity stands; what is no answer stands beside the answers, as visible as they."""
    _ = reader.gettext
    short, full = _("How does {number} stand?"), _("{number} {title}: how does it stand?")
    text = short if listed else full
    asked = line(text, number=entry.number, title=Strong(entry.title))
    return (Paragraph(asked), status_choices(reader, entry))


def status_choices(reader: Reader, entry: Entry) -> Choices:
    """The digits and letters of a status question."""
    _ = reader.gettext
    digits = (Choice(d, status_name(reader, s), keycap(d)) for d, s in DIGITS.items())
    return Choices(
        (
            *digits,
            Choice("0", unchanged(reader, entry), keycap("0")),
            Choice("s", _("skip")),
            Choice("d", _("deputy")),
            Choice("a", _("away")),
        )
    )


def unchanged(reader: Reader, entry: Entry) -> str:
    """What the zero stands for."""
    never = entry.last is None or entry.last.status in (None, Status.NOT_STARTED)
    return reader.gettext("nothing to tell") if never else reader.gettext("no change")


def _sentence(reader: Reader, entry: Entry) -> tuple[Block, ...]:
    _ = reader.gettext
    text = _("{number} {title}: what happened, in one sentence? {none} for none")
    asked = line(text, number=entry.number, title=Strong(entry.title), none=Code("-"))
    return (Paragraph(asked),)


def _readers(reader: Reader, sheet: Sheet, entry: Entry) -> tuple[Block, ...]:
    _ = reader.gettext
    text = _("Who may read what you said about {number}?")
    coalition = _("the whole coalition ({reach})").format(reach=reach_text(reader, sheet.reach))
    options = [Choice("1", coalition, keycap("1"))]
    if entry.group is not None:
        options.append(Choice("2", entry.group, keycap("2")))
    options.append(Choice("3", _("the backbone only"), keycap("3")))
    return (Paragraph(line(text, number=entry.number)), Choices(tuple(options)))


def readers_text(reader: Reader, sheet: Sheet, entry: Entry, visibility: Visibility) -> str:
    """Who reads an answer, in numbers."""
    group = entry.group if visibility is Visibility.WORKING_GROUP else None
    return readers_in_numbers(reader, sheet.reach_of(entry, visibility), group)


def readers_in_numbers(reader: Reader, reach: Reach | None, group: str | None) -> str:
    """`the whole coalition (3 channels, 14 organisations)`; `group`: the working group's name."""
    _ = reader.gettext
    if reach is None:
        return _("the backbone only")
    if group is not None:
        return _("{group} ({reach})").format(group=group, reach=reach_text(reader, reach))
    return _("the whole coalition ({reach})").format(reach=reach_text(reader, reach))


def wrap_up(reader: Reader, *, asked: bool = True) -> tuple[Block, ...]:
    """What is needed, offered or learned; only where it is `asked` there is a word for nothing."""
    _ = reader.gettext
    text = _("Anything you need, offer or learned? About one activity: {example}")
    nothing = (Choice("-", _("nothing")),) if asked else ()
    choices = (
        Choice("n ...", _("need")),
        Choice("o ...", _("offer")),
        Choice("l ...", _("learned")),
        *nothing,
    )
    return (Paragraph(line(text, example=Code("n 1 ..."))), Choices(choices))
