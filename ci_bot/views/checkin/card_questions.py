"""The open question of a card, as buttons."""

from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block, Choice, Choices, Paragraph
from ci_bot.messages.inline import line
from ci_bot.messages.shorten import shorten
from ci_bot.views.checkin.questions import DIGITS, unchanged
from ci_bot.views.reach import reach_text
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet
from ci_bot.views.statuses import status_name

EXTRAS = {"n ...": AskKind.ASK, "o ...": AskKind.OFFER, "l ...": AskKind.LESSON}
"""What is typed for something needed, offered or learned."""
_LABEL = 60


def status_rows(
    reader: Reader, entry: Entry, prompt: Prompt, *, introduced: bool = False
) -> Choices:
    """How the activity stands; what is no answer stands beside the answers.

    `introduced`: the introduction above has the way out already.
    """
    _ = reader.gettext
    number = entry.number
    options = [Choice(f"{number}: {d}", status_name(reader, s)) for d, s in DIGITS.items()]
    options.append(Choice(f"{number}: 0", unchanged(reader, entry)))
    options.append(Choice(f"{number}: s", _("skip"), aside=True))
    if entry.deputy is not None and entry.instead is None:
        deputy, _cut = shorten(entry.deputy, _LABEL)
        label = _("ask {deputy} instead").format(deputy=deputy)
        options.append(Choice(f"{number}: d", label, aside=True))
    options.append(Choice("a", _("away until ..."), aside=True, opens=f"away:{prompt.id}"))
    if not introduced:
        options.append(_stop(reader))
    return Choices(tuple(options))


def way_out_row(reader: Reader) -> Choices:
    """How not to be asked any more, where no status is asked for."""
    return Choices((_stop(reader),))


def _stop(reader: Reader) -> Choice:
    return Choice("stop", reader.gettext("do not ask me"), aside=True)


def same_row(reader: Reader) -> tuple[Block, ...]:
    """One tap for all that is open."""
    return (Choices((Choice("same", reader.gettext("all as last time")),)),)


def readers_row(reader: Reader, sheet: Sheet, entry: Entry) -> tuple[Block, ...]:
    """Who may read it; nobody but the backbone until its author says."""
    _ = reader.gettext
    text = _("Who may read what you said about {number}? Until you tap: the backbone only.")
    coalition = _("the whole coalition ({reach})").format(reach=reach_text(reader, sheet.reach))
    options = [Choice("1", coalition)]
    if entry.group is not None:
        group, _cut = shorten(entry.group, _LABEL)
        options.append(Choice("2", group))
    options.append(Choice("3", _("the backbone only")))
    return (Paragraph(line(text, number=entry.number)), Choices(tuple(options)))


def wrap_up_rows(reader: Reader, prompt: Prompt) -> tuple[Block, ...]:
    """Once, at the end: each opens a form, or it is nothing."""
    _ = reader.gettext
    asked = Paragraph(line(_("Anything you need, offer or learned?")))
    nothing = Choice("-", _("nothing"), strong=True)
    return (asked, Choices((*extra_choices(reader, prompt), nothing)))


def extra_choices(reader: Reader, prompt: Prompt) -> tuple[Choice, ...]:
    """Each opens its form."""
    return tuple(
        Choice(typed, extra_name(reader, kind), opens=f"{FORM_NAMES[kind]}:{prompt.id}")
        for typed, kind in EXTRAS.items()
    )


FORM_NAMES = {AskKind.ASK: "need", AskKind.OFFER: "offer", AskKind.LESSON: "learned"}
"""How the ids of the forms begin."""


def extra_name(reader: Reader, kind: AskKind) -> str:
    """`need`, `offer` or `learned`."""
    _ = reader.gettext
    match kind:
        case AskKind.ASK:
            return _("need")
        case AskKind.OFFER:
            return _("offer")
        case AskKind.LESSON:
            return _("learned")
