"""A check-in's own question, as it is asked in words."""

from collections.abc import Sequence

from ci_bot.domain.own_question import OwnQuestion, QuestionKind
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block, Choice, Choices, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.keycaps import keycap
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import OwnEntry, Sheet


def own_question(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """The open own question, with its answers in numbers and words."""
    entry = open_entry(sheet, prompt)
    if entry is None:
        return ()
    asked = Paragraph(_asked(reader, entry))
    if entry.question.kind in (QuestionKind.TEXT, QuestionKind.NUMBER):
        return (asked,)
    none = Choice("-", reader.gettext("no answer"))
    return (asked, Choices((*answers(reader, entry.question), none)))


def open_entry(sheet: Sheet, prompt: Prompt) -> OwnEntry | None:
    """The own question that is asked now."""
    number = prompt.open_own
    return None if number is None else sheet.own_entry(number)


def answers(reader: Reader, question: OwnQuestion) -> Sequence[Choice]:
    """The answers that there are to choose from."""
    _ = reader.gettext
    if question.kind is QuestionKind.YES_NO:
        return (Choice("y", _("yes")), Choice("n", _("no")))
    return [
        Choice(str(n), option, keycap(str(n))) for n, option in enumerate(question.options, start=1)
    ]


def _asked(reader: Reader, entry: OwnEntry) -> Line:
    _ = reader.gettext
    match entry.question.kind:
        case QuestionKind.TEXT:
            text = _("{number} {question} In words, please, or {none} for none.")
        case QuestionKind.NUMBER:
            text = _("{number} {question} A number, please, or {none} for none.")
        case _:
            text = "{number} {question}"
    return line(text, number=Code(f"q{entry.number}"), question=Words(entry.text), none=Code("-"))
