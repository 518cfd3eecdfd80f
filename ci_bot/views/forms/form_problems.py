"""Why a form could not be taken; what was written in it comes back."""

from collections.abc import Iterable

from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.messages.blocks import Block, Message, Paragraph, Quote
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader


def alone(reader: Reader, said: Line) -> Message:
    """One sentence in place of a form."""
    return Message((Paragraph(said),), reader.language)


def too_long(reader: Reader, length: int, wrote: Iterable[str]) -> Message:
    """More than anybody reads."""
    text = reader.gettext("That is {length} characters; I take {limit} at most. I changed nothing.")
    return _with_words(reader, line(text, length=length, limit=LIMIT), wrote)


def too_long_here(reader: Reader, number: int) -> Message:
    """Words that no form can hold, though a message can."""
    text = reader.gettext("Your words are too long for a form. Write {line} instead.")
    return alone(reader, line(text, line=Code(f"{number}: ...")))


def unknown(reader: Reader, wrote: Iterable[str]) -> Message:
    """A choice that the form doesn't have, or words without the choice that places them."""
    _ = reader.gettext
    text = _("One choice in the form is missing or doesn't fit, so I changed nothing.")
    return _with_words(reader, line(text), wrote)


def nothing(reader: Reader) -> Message:
    """An empty form."""
    text = reader.gettext("There was nothing in the form, so I changed nothing.")
    return alone(reader, line(text))


def _with_words(reader: Reader, why: Line, wrote: Iterable[str]) -> Message:
    texts = [text for text in wrote if text]
    blocks: list[Block] = [Paragraph(why)]
    if texts:
        blocks.append(Paragraph(line(reader.gettext("You wrote:"))))
        blocks += [Quote((Words(text),)) for text in texts]
    return Message(tuple(blocks), reader.language)
