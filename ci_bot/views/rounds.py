"""What the backbone is told about a round: opened, closed, and how far it is, in private."""

from dataclasses import dataclass

from ci_bot.domain.round import Round
from ci_bot.messages.blocks import Block, Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Words, line
from ci_bot.views.reader import Reader


def opened(reader: Reader, round_: Round, people: int, unlinked: int) -> Message:
    """A round was opened by hand; `unlinked`: how many of the people can't be asked yet."""
    _ = reader.gettext
    text = reader.ngettext(
        "Opened. {number} person is asked now. It closes {closes}.",
        "Opened. {number} people are asked now. It closes {closes}.",
        people - unlinked,
    )
    said = line(text, number=people - unlinked, closes=reader.moment_in_full(round_.closes))
    if not unlinked:
        return Message((Paragraph(said),), reader.language)
    missing = reader.ngettext(
        "{number} more has no account yet; {setup} says who.",
        "{number} more have no account yet; {setup} says who.",
        unlinked,
    )
    more = line(missing, number=unlinked, setup=Code("setup"))
    return Message((Paragraph(said), Paragraph(more)), reader.language)


def still_open(reader: Reader, round_: Round) -> Message:
    """There is an open round already."""
    _ = reader.gettext
    said = line(
        _("A check-in is open already, until {closes}. {close} ends it, {remind} reminds."),
        closes=reader.moment_there(round_.closes),
        close=Code("checkin close"),
        remind=Code("remind"),
    )
    return Message((Paragraph(said),), reader.language)


def nobody_to_ask(reader: Reader) -> Message:
    """No active activity has anybody who may be asked."""
    _ = reader.gettext
    said = line(_("Nobody can be asked: no active activity has a lead or deputy who may be asked."))
    return Message((Paragraph(said),), reader.language)


def no_such_checkin(reader: Reader, known: tuple[str, ...]) -> str:
    """There is no check-in of that name, in one sentence."""
    _ = reader.gettext
    return _("There is no such check-in. There is: {known}.").format(known=reader.listed(known))


def closed(reader: Reader, number: int) -> Message:
    """Rounds were closed by hand, or none was open."""
    _ = reader.gettext
    if number == 0:
        said = line(_("No check-in is open. {open} opens one."), open=Code("checkin open"))
    else:
        said = line(
            _("Closed. Late answers still count. {open} opens it again."), open=Code("checkin open")
        )
    return Message((Paragraph(said),), reader.language)


def reminded(reader: Reader, number: int) -> Message:
    """Reminders were planned."""
    _ = reader.gettext
    if number == 0:
        said = line(_("There is nobody to remind now."))
    else:
        text = reader.ngettext(
            "{number} person gets one private reminder at a good hour.",
            "{number} people get one private reminder, each at a good hour.",
            number,
        )
        said = line(text, number=number)
    return Message((Paragraph(said),), reader.language)


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far the open round is; names are for the backbone alone, in private."""

    round: Round
    answered: tuple[str, ...]
    begun: tuple[str, ...]
    waiting: tuple[str, ...]
    on_the_way: tuple[str, ...]


def progress(reader: Reader, found: Progress | None, *, told: tuple[Block, ...] = ()) -> Message:
    """The open round, for one member of the backbone; `told`: answers to its own questions."""
    _ = reader.gettext
    if found is None:
        said = line(_("No check-in is open. {open} opens one."), open=Code("checkin open"))
        return Message((Paragraph(said), *told), reader.language)
    head = line(
        _("This check-in closes {closes}."), closes=reader.moment_in_full(found.round.closes)
    )
    groups = (
        (_("Told us: {names}"), found.answered),
        (_("Began: {names}"), found.begun),
        (_("No update yet: {names}"), found.waiting),
        (_("Not asked yet: {names}"), found.on_the_way),
    )
    items = tuple(line(text, names=Words(reader.listed(names))) for text, names in groups if names)
    blocks: list[Block] = [Paragraph(head), *([Bullets(items)] if items else []), *told]
    blocks.append(Note(line(_("Only you see this. Please do not pass names on."))))
    return Message(tuple(blocks), reader.language)
