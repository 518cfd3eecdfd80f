"""What is said when the backbone brings two organisations together."""

from ci_bot.messages.blocks import Choice, Choices, Message, Paragraph, Quote
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader


def proposed(
    reader: Reader, *, by: str, other: str, ask: int, words: Words, number: int
) -> Message:
    """To each of the two: with whom, about what, and how to answer; names come after two yeses."""
    _ = reader.gettext
    opening = line(
        _("{person}, for the backbone, would like to bring you together with {organisation}:"),
        person=Words(by),
        organisation=Words(other),
    )
    numbered = line(
        _("{person}, for the backbone, would like to bring you together with {organisation} "
          "about number {number}:"),
        person=Words(by),
        organisation=Words(other),
        number=ask,
    )  # fmt: skip
    rule = line(_("If both of you say yes, I put you in touch. A no needs no reason."))
    answers = Choices((
        Choice(f"introduction {number} y", _("yes, put us in touch"), strong=True),
        Choice(f"introduction {number} n", _("no, thank you")),
    ))  # fmt: skip
    return Message(
        (Paragraph(numbered if ask else opening), Quote((words,)), Paragraph(rule), answers),
        reader.language,
    )


def under_way(reader: Reader, names: tuple[str, str]) -> Message:
    """To the backbone: both are asked."""
    text = reader.gettext(
        "I ask {first} and {second}, each in private at a good hour. You hear what comes of it."
    )
    return _one(reader, line(text, first=Words(names[0]), second=Words(names[1])))


def would_ask(reader: Reader, names: tuple[str, str], organisations: tuple[str, str]) -> Message:
    """The same before it is done: whom, by name."""
    text = reader.gettext("I would ask {first}, {one}, and {second}, {other}. Nothing is done yet.")
    return _one(
        reader,
        line(
            text,
            first=Words(names[0]),
            one=Words(organisations[0]),
            second=Words(names[1]),
            other=Words(organisations[1]),
        ),
    )


def already(reader: Reader) -> Message:
    """The same two, about the same, once more."""
    return _one(reader, line(reader.gettext("They are asked already; I don't ask them twice.")))


def of_others(reader: Reader, ask: int, organisation: str) -> Message:
    """The ask belongs to neither of the two."""
    text = reader.gettext("Number {number} is of {organisation}. One of the two has to be them.")
    return _one(reader, line(text, number=ask, organisation=Words(organisation)))


def nobody_for(reader: Reader, organisation: str) -> Message:
    """Nobody who speaks for the organisation has an account."""
    text = reader.gettext(
        "I can reach nobody who speaks for {organisation}. {invite} links an account."
    )
    return _one(reader, line(text, organisation=Words(organisation), invite=Code("invite PERSON")))


def hidden_from(reader: Reader, ask: int, organisation: str) -> Message:
    """The other organisation may not read the ask."""
    text = reader.gettext(
        "Number {number} is not for {organisation} to read, so I told them nothing."
    )
    return _one(reader, line(text, number=ask, organisation=Words(organisation)))


def no_such_ask(reader: Reader, ask: int) -> Message:
    """No open ask or offer has that number."""
    text = reader.gettext("No open ask or offer has the number {number}. {asks} lists them.")
    return _one(reader, line(text, number=ask, asks=Code("asks")))


def in_touch_already(reader: Reader, ask: int) -> Message:
    """The two have found each other."""
    text = reader.gettext("They are in touch about number {number} already.")
    return _one(reader, line(text, number=ask))


def waits_for(reader: Reader, organisation: str) -> Message:
    """To the first who says yes."""
    text = reader.gettext("Thank you. When {organisation} says yes as well, I put you in touch.")
    return _one(reader, line(text, organisation=Words(organisation)))


def declined(reader: Reader) -> Message:
    """To who says no."""
    return _one(reader, line(reader.gettext("All right, nothing is opened.")))


def came_to_nothing(reader: Reader, organisation: str) -> Message:
    """To the other one, who had said yes."""
    text = reader.gettext("It does not fit with {organisation} just now, so nothing was opened.")
    return _one(reader, line(text, organisation=Words(organisation)))


def over(reader: Reader) -> Message:
    """A second answer."""
    return _one(reader, line(reader.gettext("That is settled already.")))


def none_such(reader: Reader) -> Message:
    """No introduction of theirs has that number."""
    return _one(reader, line(reader.gettext("I have no such introduction for you.")))


def opened(reader: Reader, names: tuple[str, str]) -> Message:
    """To the backbone: it worked."""
    text = reader.gettext("{first} and {second} are in touch now.")
    return _one(reader, line(text, first=Words(names[0]), second=Words(names[1])))


def not_opened(reader: Reader, names: tuple[str, str]) -> Message:
    """To the backbone: it did not; not by whom."""
    text = reader.gettext("{first} and {second} are not in touch: it does not fit just now.")
    return _one(reader, line(text, first=Words(names[0]), second=Words(names[1])))


def _one(reader: Reader, said: Line) -> Message:
    return Message((Paragraph(said),), reader.language)
