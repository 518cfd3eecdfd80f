"""What is said when an ask or offer is closed, or somebody leaves its conversation."""

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.content import Contact
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.messages.inline import Line, Words, line
from ci_bot.views.checkin.single import readers_of
from ci_bot.views.reader import Reader


def closed(
    reader: Reader, coalition: Coalition, ask: Ask, *, thanked: str | None, told: int
) -> Message:
    """To whoever closed it; `told`: how many others hear of it."""
    _ = reader.gettext
    blocks: list[Block] = [
        Paragraph(
            line(_("Number {number} is closed: “{words}”"), number=ask.number, words=_words(ask))
        )
    ]
    if thanked is not None:
        text = _("Thanks to {name}: read by {readers}, in the next digest.")
        activity = None if ask.activity is None else coalition.activities.get(ask.activity)
        readers = readers_of(reader, coalition, activity, ask.visibility)
        blocks.append(Paragraph(line(text, name=Words(thanked), readers=Words(readers))))
    if told:
        heard = reader.ngettext("One other person is told.", "{count} other people are told.", told)
        blocks.append(Paragraph(line(heard, count=told)))
    return Message(tuple(blocks), reader.language)


def ended(reader: Reader, ask: Ask, owner: Contact, *, thanked: bool, lost: bool) -> Message:
    """To a helper: it was closed or taken back; `lost`: their last words were not carried."""
    _ = reader.gettext
    if ask.withdrawn is not None:
        text = _(
            "{name}, {organisation}, took back number {number}. I carry nothing more about it."
        )
    elif thanked:
        text = _("Number {number} of {name}, {organisation}, is closed, with thanks to you.")
    else:
        text = _(
            "Number {number} of {name}, {organisation}, is closed. I carry nothing more about it."
        )
    return _with_loss(reader, _about(text, ask, owner), lost=lost)


def thanked(reader: Reader, ask: Ask, owner: Contact) -> Message:
    """To somebody who helped without a conversation that was open by now."""
    text = reader.gettext(
        "Number {number} of {name}, {organisation}, is closed, with thanks to you: “{words}”"
    )
    told = line(
        text,
        number=ask.number,
        name=Words(owner.person or owner.organisation),
        organisation=Words(owner.organisation),
        words=_words(ask),
    )
    return _one(reader, told)


def helper_left(reader: Reader, ask: Ask, helper: Contact, *, lost: bool) -> Message:
    """To whoever raised it: one helper ended the conversation."""
    text = reader.gettext(
        "{name}, {organisation}, ended the conversation about number {number}, which stays open."
    )
    return _with_loss(reader, _about(text, ask, helper), lost=lost)


def closed_for_you(reader: Reader, ask: Ask, name: str, *, lost: bool) -> Message:
    """To whoever raised it: the backbone closed it."""
    text = reader.gettext("{name} of the backbone closed number {number}: “{words}”")
    told = line(text, name=Words(name), number=ask.number, words=_words(ask))
    return _with_loss(reader, told, lost=lost)


def left(reader: Reader, ask: Ask, owner: Contact) -> Message:
    """To the helper who ended their own conversation."""
    text = reader.gettext(
        "Your conversation with {name}, {organisation}, has ended. "
        "Number {number} itself stays open."
    )
    return _one(reader, _about(text, ask, owner))


def room_over(reader: Reader, ask: Ask) -> Message:
    """In the room that was made for the two."""
    text = reader.gettext(
        "The conversation about number {number} has ended for me. This room stays yours."
    )
    return _one(reader, line(text, number=ask.number))


def closed_already(reader: Reader, ask: Ask) -> Message:
    """Nothing is left to help with or to close."""
    text = reader.gettext("Number {number} is closed already: “{words}”")
    return _one(reader, line(text, number=ask.number, words=_words(ask)))


def not_yours(reader: Reader, ask: Ask, owner: Contact) -> Message:
    """Closing is for whoever raised it."""
    text = reader.gettext("{name}, {organisation}, or the backbone closes number {number}.")
    return _one(reader, _about(text, ask, owner))


def not_to_be_thanked(reader: Reader) -> Message:
    """Thanks go to somebody who helped."""
    text = reader.gettext(
        "Thanks are for somebody else than who raised or closes it. I changed nothing."
    )
    return _one(reader, line(text))


def _with_loss(reader: Reader, told: Line, *, lost: bool) -> Message:
    blocks = [Paragraph(told)]
    if lost:
        text = reader.gettext("What you wrote last was not carried any more.")
        blocks.append(Paragraph(line(text)))
    return Message(tuple(blocks), reader.language)


def _about(text: str, ask: Ask, contact: Contact) -> Line:
    return line(
        text,
        name=Words(contact.person or contact.organisation),
        organisation=Words(contact.organisation),
        number=ask.number,
    )


def _words(ask: Ask) -> Words:
    return Words(ask.text, ask.language)


def _one(reader: Reader, told: Line) -> Message:
    return Message((Paragraph(told),), reader.language)
