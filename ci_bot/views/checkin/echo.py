"""The echo: what the bot understood, where it appears, who reads it, and how to change it."""

from collections.abc import Iterable

from ci_bot.domain.answering.second_line import base, parted
from ci_bot.domain.answering.written_in import written_in
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.messages.blocks import Block, Bullets, Heading, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.checkin.questions import wrap_up
from ci_bot.views.checkin.read_by import readers_lines
from ci_bot.views.own_questions.questions import own_answered, own_line, own_readers
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet, Where
from ci_bot.views.statuses import status_name


def sum_up(reader: Reader, sheet: Sheet, *, invited: bool = False) -> tuple[Block, ...]:
    """All answers of a prompt and what was said beside them: the author's own preview.

    `invited`: what the last question asks for may still come, though nobody has to answer it.
    """
    _ = reader.gettext
    answered = [e for e in sheet.entries if e.given is not None]
    said = [ask for ask in sheet.asks if ask.withdrawn is None]
    own = own_answered(sheet)
    if not answered and not said and not own:
        nothing = Paragraph(line(_("There is nothing to publish. Thank you.")))
        return (nothing, *(wrap_up(reader, asked=False) if invited else ()))
    lines = [understood(reader, entry) for entry in answered]
    lines += [ask_line(reader, ask) for ask in said]
    lines += [own_line(reader, entry) for entry in own]
    return (
        Heading(line(_("What I understood"))),
        Bullets(tuple(lines)),
        *readers_lines(reader, sheet, answered),
        *own_readers(reader, sheet, own),
        thanked_where(reader, sheet),
        *second_line_asked(reader, sheet, answered),
        *(wrap_up(reader, asked=False) if invited else ()),
        Note(_ways(reader, [*(str(e.number) for e in answered), *(f"q{e.number}" for e in own)])),
    )


def understood(reader: Reader, entry: Entry) -> Line:
    """One answer, as it was understood."""
    _ = reader.gettext
    given = entry.given
    if given is None:
        return line(
            _("{number} {title}: no update."), number=entry.number, title=Strong(entry.title)
        )
    if given.contribution:
        text = _("{number} {title}, your contribution: “{words}”")
    elif given.no_change:
        text = _("{number} {title}: no change. “{words}”")
        text = text if given.words else _("{number} {title}: no change.")
    elif given.status is None:
        text = _("{number} {title}: “{words}”")
    else:
        text = _("{number} {title}: {status}. “{words}”")
        text = text if given.words else _("{number} {title}: {status}.")
    return line(
        text,
        number=entry.number,
        title=Strong(entry.title),
        status=Strong("" if given.status is None else status_name(reader, given.status)),
        words=Words(given.words),
    )


def ask_line(reader: Reader, ask: Ask) -> Line:
    """Something needed, offered or learned, with its number in the coalition."""
    return line(_ask_text(reader, ask.kind), number=ask.number, words=Words(ask.text))


def _ask_text(reader: Reader, kind: AskKind) -> str:
    _ = reader.gettext
    match kind:
        case AskKind.ASK:
            return _("Ask {number}: “{words}” Contact: you.")
        case AskKind.OFFER:
            return _("Offer {number}: “{words}” Contact: you.")
        case AskKind.LESSON:
            return _("Learned: “{words}”")


def where_text(reader: Reader, sheet: Sheet) -> str:
    """In which digest it appears, in which language that is read, and until when it can change."""
    language = reader.language_name(sheet.digest_language)
    text = _digest_text(reader, sheet.where)
    return text.format(language=language, moment=reader.moment_there(sheet.closes))


def thanked_where(reader: Reader, sheet: Sheet) -> Block:
    """Where it appears, with thanks: the end of a check-in."""
    where = where_text(reader, sheet)
    return Paragraph(line("{where} {thanks}", where=where, thanks=reader.gettext("Thank you.")))


def second_line_asked(reader: Reader, sheet: Sheet, answered: Iterable[Entry]) -> tuple[Block, ...]:
    """How to say it once more in the digest's language, where that isn't the author's."""
    language = base(sheet.digest_language)
    if language == base(reader.language):
        return ()
    for entry in answered:
        words = "" if entry.given is None else entry.given.words
        if second_line_helps(words, reader.language, language):
            return (second_line_invited(reader, language, f"{entry.number}: {language}: ..."),)
    return ()


def second_line_helps(words: str, own: str, language: str) -> bool:
    """Whether readers of that language can't read the words of an author whose own is `own`."""
    said = parted(words, {language})
    written = written_in(said.original, own) if words else None
    return bool(words) and not said.seconds and (written is None or base(written) != language)


def second_line_invited(reader: Reader, language: str, example: str) -> Block:
    """Nothing is translated; the author may say it in the digest's language, too."""
    text = reader.gettext("You may add a line in {language}: {example}")
    return Paragraph(line(text, language=reader.language_name(language), example=Code(example)))


def _digest_text(reader: Reader, where: Where) -> str:
    _ = reader.gettext
    match where:
        case Where.THIS_DIGEST:
            return _("In the next digest, in {language}; it closes {moment}.")
        case Where.ADDED:
            return _("The digest is out already, in {language}; I bring it up to date.")
        case Where.NEXT_DIGEST:
            return _("This digest is closed; it goes into the next one, in {language}.")


def _ways(reader: Reader, numbers: list[str]) -> Line:
    _ = reader.gettext
    if not numbers:
        return line(_("To change: edit or delete your message."))
    return line(
        _("To change: edit your message, or write {edit} or {withdraw}."),
        edit=Code(f"edit {numbers[0]}"),
        withdraw=Code(f"withdraw {numbers[0]}"),
    )
