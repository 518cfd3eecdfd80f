"""What is said in a relay: who is in touch with whom, and the words that are carried."""

from collections.abc import Iterable

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.digest.content import Contact
from ci_bot.messages.blocks import Block, Choice, Choices, Heading, Message, Paragraph, Quote
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader


def in_touch(reader: Reader, ask: Ask, owner: Contact, *, room: bool) -> Message:
    """To the helper: whom they are in touch with, about what, and how they answer.

    `room`: they get a room of their own as well.
    """
    text = reader.gettext("You are in touch with {name}, {organisation}, about {number}:")
    return _opening(reader, ask, _about(text, owner, ask.number), room=room)


def helper_came(reader: Reader, ask: Ask, helper: Contact, *, room: bool) -> Message:
    """To whoever raised it: who wants to help, or takes up the offer."""
    _ = reader.gettext
    if ask.kind is AskKind.OFFER:
        text = _("{name}, {organisation}, writes to you about your offer {number}:")
    else:
        text = _("{name}, {organisation}, can help with your ask {number}:")
    return _opening(reader, ask, _about(text, helper, ask.number), room=room)


def asked_to_help(reader: Reader, ask: Ask, owner: Contact, *, room: bool) -> Message:
    """To somebody who may help: who asks them, about what; nobody else knows of it."""
    text = reader.gettext("{name}, {organisation}, asks whether you can help with {number}:")
    return _opening(reader, ask, _about(text, owner, ask.number), room=room)


def room_opened(reader: Reader, ask: Ask, owner: Contact, helper: Contact) -> Message:
    """The first message in the room of the two; its title names the room."""
    _ = reader.gettext
    title = line(
        _("Number {number}: {owner} and {helper}"),
        number=ask.number,
        owner=Words(owner.organisation),
        helper=Words(helper.organisation),
    )
    quote = line("{words}", words=Words(ask.text, ask.language))
    rules = line(
        _("This room is yours. I take in only what begins with {prefix} or mentions me."),
        prefix=Code("!ci"),
    )
    return Message((Heading(title), Quote(quote), Paragraph(rules)), reader.language)


def no_room(reader: Reader) -> Message:
    """The room could not be made; what was opened with it goes on."""
    text = reader.gettext("I could not make a room for you two. I go on carrying your words.")
    return _one(reader, line(text))


def said(reader: Reader, number: int, author: Contact, words: Words) -> Message:
    """One message, as the other one gets it."""
    text = reader.gettext("{name}, {organisation}, about {number}: “{words}”")
    return _one(reader, _about(text, author, number, words=words))


def said_anew(reader: Reader, number: int, author: Contact, words: Words) -> Message:
    """The author changed a message that was carried."""
    text = reader.gettext("{name}, {organisation}, about {number}, changed: “{words}”")
    return _one(reader, _about(text, author, number, words=words))


def took_back(reader: Reader, number: int, author: Contact) -> Message:
    """Stands where the words were that their author deleted."""
    text = reader.gettext("{name}, {organisation}, took back what they wrote about {number}.")
    return _one(reader, _about(text, author, number))


def carried(reader: Reader, number: int, to: Contact) -> Message:
    """The short echo to the author."""
    text = reader.gettext("On its way to {name}, {organisation}, about {number}.")
    return _one(reader, _about(text, to, number))


def taken_back(reader: Reader, number: int, to: Contact) -> Message:
    """To the author who deleted a message."""
    text = reader.gettext(
        "Taken back from {name}, {organisation}, about {number}. They may have read it already."
    )
    return _one(reader, _about(text, to, number))


def not_carried_anew(reader: Reader, number: int) -> Message:
    """An edited message that can't be carried to somebody else."""
    text = reader.gettext("I carried nothing new. To tell more: {reply}")
    return _one(reader, line(text, reply=Code(f"reply {number} TEXT")))


def to_whom(reader: Reader, helpers: Iterable[Contact]) -> Message:
    """Several people help with the same ask."""
    asked = line(reader.gettext("Several people are in touch with you about it. Who gets that?"))
    choices = tuple(
        Choice(str(n), f"{helper.person}, {helper.organisation}")
        for n, helper in enumerate(helpers, start=1)
    )
    return Message((Paragraph(asked), Choices(choices)), reader.language)


def already_in_touch(reader: Reader, number: int, owner: Contact) -> Message:
    """The same helper again."""
    text = reader.gettext(
        "You are in touch with {name}, {organisation}, about {number} already: {reply}"
    )
    return _one(reader, _about(text, owner, number, reply=Code(f"reply {number} TEXT")))


def own_ask(reader: Reader, ask: Ask) -> Message:
    """Nobody helps themselves."""
    _ = reader.gettext
    text = _("Number {number} is your own. Whoever wants to help writes {command}.")
    return _one(reader, line(text, number=ask.number, command=Code(f"help with {ask.number}")))


def no_relay(reader: Reader, number: int) -> Message:
    """A reply that leads to nobody; the same whether or not there is such an ask."""
    text = reader.gettext(
        "You are in touch with nobody about number {number}. "
        "{command} begins, {asks} lists what is open."
    )
    return _one(
        reader,
        line(text, number=number, command=Code(f"help with {number}"), asks=Code("asks")),
    )


def over(reader: Reader, number: int) -> Message:
    """A reply after the end."""
    text = reader.gettext("The conversation about number {number} has ended, so I carried nothing.")
    return _one(reader, line(text, number=number))


def out_of_reach(reader: Reader, number: int, other: Contact) -> Message:
    """The other one left, or has no account that the bot could write to."""
    text = reader.gettext(
        "{name}, {organisation}, can't be reached through me any more, so nothing about {number} "
        "was carried. The backbone can help."
    )
    return _one(reader, _about(text, other, number))


def not_arrived(reader: Reader, number: int, to: Contact, words: str) -> Message:
    """A permanent failure, to the author."""
    text = reader.gettext(
        "I could not bring what was meant for {name}, {organisation}, about {number}."
    )
    return _with_words(reader, _about(text, to, number), words)


def in_doubt(reader: Reader, number: int, to: Contact, words: str) -> Message:
    """It may have arrived, and nobody can find out but the two."""
    text = reader.gettext(
        "I can't find out whether this reached {name}, {organisation}, about {number}."
    )
    return _with_words(reader, _about(text, to, number), words)


def not_taken_back(reader: Reader, number: int, to: Contact) -> Message:
    """What was deleted still stands in the other one's chat."""
    text = reader.gettext(
        "I could not take back what {name}, {organisation}, has from you about {number}."
    )
    return _one(reader, _about(text, to, number))


def _opening(reader: Reader, ask: Ask, told: Line, *, room: bool) -> Message:
    how = line(
        reader.gettext(
            "Reply to this message, or write {reply}: I carry your words over, to nobody else. "
            "{close} ends it."
        ),
        reply=Code(f"reply {ask.number} TEXT"),
        close=Code(f"close {ask.number}"),
    )
    quote = line("{words}", words=Words(ask.text, ask.language))
    blocks: list[Block] = [Paragraph(told), Quote(quote), Paragraph(how)]
    if room:
        text = reader.gettext("I also invite you both to a room of your own.")
        blocks.append(Paragraph(line(text)))
    return Message(tuple(blocks), reader.language)


def _with_words(reader: Reader, told: Line, words: str) -> Message:
    quote = [Quote(line("{words}", words=Words(words)))] if words else []
    return Message((Paragraph(told), *quote), reader.language)


def _about(text: str, contact: Contact, number: int, **more: Words | Code) -> Line:
    return line(
        text,
        name=Words(contact.person or contact.organisation),
        organisation=Words(contact.organisation),
        number=number,
        **more,
    )


def _one(reader: Reader, told: Line) -> Message:
    return Message((Paragraph(told),), reader.language)
