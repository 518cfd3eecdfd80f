"""A check-in's own questions on a card, and the echo of what was answered."""

from collections.abc import Iterable

from ci_bot.domain.own_question import NO, YES, QuestionKind
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.status import Visibility
from ci_bot.messages.blocks import Block, Choice, Choices, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.own_questions.asked import answers, open_entry
from ci_bot.views.reach import reach_text
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import OwnEntry, Sheet

FORM = "own"
"""How the id of the form begins in which an answer is written."""
_LABEL = 60


def own_rows(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """The same on a card: each answer is a button, or words come by a form or as text."""
    entry = open_entry(sheet, prompt)
    if entry is None:
        return ()
    _ = reader.gettext
    number = entry.number
    if entry.question.kind in (QuestionKind.TEXT, QuestionKind.NUMBER):
        answer = Choice(f"q{number}: ...", _("Answer"), opens=f"{FORM}:{prompt.id}:{number}")
        given: tuple[Choice, ...] = (answer,)
        hint: tuple[Block, ...] = (Note(line(_("Or write it here."))),)
    else:
        given = tuple(
            Choice(f"q{number}: {choice.value}", shorten(choice.label, _LABEL)[0])
            for choice in answers(reader, entry.question)
        )
        hint = ()
    none = Choice(f"q{number}: -", _("no answer"))
    return (Paragraph(line("{text}", text=Words(entry.text))), Choices((*given, none)), *hint)


def own_line(reader: Reader, entry: OwnEntry) -> Line:
    """One answer as it was understood."""
    return line(
        reader.gettext("{number} {question} “{answer}”"),
        number=Code(f"q{entry.number}"),
        question=Words(entry.text),
        answer=Words(value_text(reader, entry.question.kind, entry.value or "")),
    )


def value_text(reader: Reader, kind: QuestionKind, value: str) -> str:
    """An answer as people read it; words, options and numbers stay as they were written."""
    _ = reader.gettext
    if kind is QuestionKind.YES_NO and value in (YES, NO):
        return _("yes") if value == YES else _("no")
    return value


def own_answered(sheet: Sheet) -> tuple[OwnEntry, ...]:
    """The own questions that have an answer."""
    return tuple(entry for entry in sheet.own if entry.value is not None)


def own_readers(reader: Reader, sheet: Sheet, entries: Iterable[OwnEntry]) -> tuple[Block, ...]:
    """Who reads these answers."""
    _ = reader.gettext
    numbers: dict[Visibility, list[str]] = {}
    for entry in entries:
        numbers.setdefault(entry.question.visibility, []).append(f"q{entry.number}")
    return tuple(
        Paragraph(
            line(
                _("{numbers} read by {readers}."),
                numbers=reader.listed(those),
                readers=_readers(reader, sheet, visibility),
            )
        )
        for visibility, those in numbers.items()
    )


def misfit(reader: Reader, entry: OwnEntry | None, text: str) -> Line:
    """A text that is no answer to the question it was written to."""
    _ = reader.gettext
    kind = None if entry is None else entry.question.kind
    match kind:
        case QuestionKind.NUMBER:
            said = _("I need a number there, not “{text}”; {none} for none.")
        case QuestionKind.YES_NO:
            said = _("I need yes or no there, not “{text}”; {none} for none.")
        case _:
            said = _("“{text}” is none of the answers there; {none} for none.")
    short, _cut = shorten(text, _LABEL)
    return line(said, text=Words(short), none=Code("-"))


def no_such_question(reader: Reader, number: int) -> Line:
    """There is no own question of that number."""
    return line(reader.gettext("There is no question {number} here."), number=Code(f"q{number}"))


def own_receipts(reader: Reader, sheet: Sheet, prompt: Prompt) -> tuple[Block, ...]:
    """The answers on a card, each with a way to change it."""
    _ = reader.gettext
    shown = [entry for entry in own_answered(sheet) if entry.number != prompt.open_own]
    blocks: list[Block] = []
    for entry in shown:
        heard = _("Change {question}").format(question=entry.text)
        change = Choice(f"q{entry.number}:", _("Change"), heard=heard)
        blocks += [Paragraph(own_line(reader, entry)), Choices((change,))]
    return tuple(blocks)


def _readers(reader: Reader, sheet: Sheet, visibility: Visibility) -> str:
    _ = reader.gettext
    if visibility is Visibility.COALITION:
        return _("the whole coalition ({reach})").format(reach=reach_text(reader, sheet.reach))
    return _("the backbone only")
