"""What an author hears when an answer was changed or taken back."""

from collections.abc import Collection

from ci_bot.domain.ask import Ask
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.messages.inline import Code, Strong, Words, line
from ci_bot.views.checkin.echo import ask_line, understood, where_text
from ci_bot.views.checkin.questions import question, readers_text
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet, Where


def taken_back(
    reader: Reader, sheet: Sheet, prompt: Prompt, numbers: Collection[int], asks: Collection[Ask]
) -> Message:
    """What no longer counts, and what is left of it."""
    blocks: list[Block] = []
    for number in numbers:
        blocks += _about(reader, sheet, number)
    blocks += _gone(reader, asks)
    return _with_question(reader, sheet, prompt, blocks)


def changed(
    reader: Reader,
    sheet: Sheet,
    prompt: Prompt,
    numbers: Collection[int],
    *,
    asks: Collection[Ask] = (),
    withdrawn: Collection[Ask] = (),
) -> Message:
    """What an edited message says now, and who reads it."""
    blocks: list[Block] = []
    for number in numbers:
        blocks += _about(reader, sheet, number)
    blocks += [Paragraph(ask_line(reader, ask)) for ask in asks]
    blocks += _gone(reader, withdrawn)
    return _with_question(reader, sheet, prompt, blocks)


def change_not_read(reader: Reader, sheet: Sheet, numbers: Collection[int]) -> Message:
    """An edited message that can't be read: what it said before still counts."""
    _ = reader.gettext
    blocks: list[Block] = [
        Paragraph(line(_("I could not read your change, so what you said before counts:")))
    ]
    blocks += [Paragraph(understood(reader, sheet.entry(number))) for number in numbers]
    if numbers:
        first = min(numbers)
        text = _("To change it, write {edit}.")
        blocks.append(Paragraph(line(text, edit=Code(f"{first}: ..."))))
    return Message(tuple(blocks), reader.language)


def _about(reader: Reader, sheet: Sheet, number: int) -> list[Block]:
    _ = reader.gettext
    entry = sheet.entry(number)
    if entry.given is None:
        gone = line(_("Taken back: {number} {title}."), number=number, title=Strong(entry.title))
        return [Paragraph(gone)]
    readers = readers_text(reader, sheet, entry, entry.given.visibility)
    read = line(_("Changed. Read by {readers}."), readers=Words(readers))
    return [Paragraph(understood(reader, entry)), Paragraph(read)]


def _gone(reader: Reader, asks: Collection[Ask]) -> list[Block]:
    _ = reader.gettext
    text = _("Taken back: “{words}”")
    return [Paragraph(line(text, words=Words(ask.text))) for ask in asks]


def _with_question(reader: Reader, sheet: Sheet, prompt: Prompt, blocks: list[Block]) -> Message:
    if sheet.where is not Where.THIS_DIGEST:
        blocks.append(Paragraph(line(where_text(reader, sheet))))
    return Message((*blocks, *question(reader, sheet, prompt)), reader.language)
