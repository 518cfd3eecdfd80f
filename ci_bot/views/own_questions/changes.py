"""What an author hears when answers to own questions were changed or taken back."""

from collections.abc import Iterable

from ci_bot.domain.answering.turn import Turn
from ci_bot.domain.own_questions.grammar import OwnMisfit, OwnSaid, OwnUnknown
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.own_questions.asked import own_question
from ci_bot.views.own_questions.questions import misfit, no_such_question, own_line, own_readers
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import OwnEntry, Sheet


def own_changed(reader: Reader, sheet: Sheet, before: Prompt, turn: Turn) -> tuple[Block, ...]:
    """What counts now, who reads it, and the follow-up that it brings, if it does."""
    changed = [entry for entry in sheet.own if entry.number in turn.own]
    kept = [entry for entry in changed if entry.value is not None]
    blocks: list[Block] = [
        Paragraph(taken_back(reader, entry) if entry.value is None else own_line(reader, entry))
        for entry in changed
    ]
    blocks += own_readers(reader, sheet, kept)
    if turn.prompt.open_own != before.open_own and not sheet.card:
        blocks += own_question(reader, sheet, turn.prompt)
    return tuple(blocks)


def own_not_read(reader: Reader, sheet: Sheet, own: Iterable[OwnSaid]) -> tuple[Block, ...]:
    """An edited message that answers no question of that number: nothing was changed."""
    _ = reader.gettext
    blocks: list[Block] = [
        Paragraph(line(_("I could not read your change, so what you said before counts:")))
    ]
    for one in own:
        if isinstance(one, OwnMisfit):
            blocks.append(Paragraph(misfit(reader, sheet.own_entry(one.number), one.text)))
        if isinstance(one, OwnUnknown):
            blocks.append(Paragraph(no_such_question(reader, one.number)))
    return tuple(blocks)


def taken_back(reader: Reader, entry: OwnEntry) -> Line:
    """An answer that no longer counts."""
    text = reader.gettext("Taken back: {number} {question}")
    return line(text, number=Code(f"q{entry.number}"), question=Words(entry.text))
