"""A question after its answer was tapped."""

from ci_bot.messages.blocks import Block, Choice, Choices, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Strong, line
from ci_bot.views.reader import Reader


def chosen(reader: Reader, message: Message, row: int, choice: Choice) -> Message:
    """The question with what was tapped in place of that row of choices."""
    note = Note(line(reader.gettext("You chose: {choice}."), choice=Strong(choice.label)))
    blocks: list[Block] = []
    for block in message.blocks:
        if isinstance(block, Choices):
            row -= 1
        tapped = isinstance(block, Choices) and row == -1
        blocks.append(note if tapped else block)
    return Message(tuple(blocks), message.language)


def over(reader: Reader) -> Message:
    """A tap on a question that is over."""
    _ = reader.gettext
    said = line(_("That question is over, so I changed nothing. {help} says what I can do."),
                help=Code("help"))  # fmt: skip
    return Message((Paragraph(said),), reader.language)
