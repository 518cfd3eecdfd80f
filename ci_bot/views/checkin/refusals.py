"""What the bot says when it can't take something: why, and what to write instead."""

from datetime import date, timedelta

from ci_bot.domain.answering.answer import Puzzle, Why
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Asking
from ci_bot.messages.blocks import Block, Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, line
from ci_bot.views.quoting import quoted
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry


def puzzled(reader: Reader, puzzle: Puzzle, asking: Asking) -> Line:
    """Why a text can't be taken as it stands; nothing was changed by it."""
    return line(
        _puzzled(reader, puzzle.why, asking),
        text=quoted(puzzle.text),
        number=puzzle.item or 0,
        length=len(puzzle.text),
        limit=LIMIT,
        need=Code("n TEXT"),
        offer=Code("o TEXT"),
        learned=Code("l TEXT"),
        nothing=Code("-"),
    )


def _puzzled(reader: Reader, why: Why, asking: Asking) -> str:
    _ = reader.gettext
    match why:
        case Why.TOO_LONG:
            return _("That is {length} characters; I take {limit} at most. I changed nothing.")
        case Why.EMPTY:
            return _("I could read no words in that. I changed nothing.")
        case Why.SIGNS:
            return _("I can't tell what {text} stands for. A digit or words, please.")
        case Why.NO_SUCH_DIGIT if asking is Asking.NOTHING:
            return _("I can't tell what {text} stands for. Nothing is open any more.")
        case Why.NO_SUCH_DIGIT if asking is Asking.WRAP_UP:
            return _("{text} is none of the answers here: {need}, {offer}, {learned} or {nothing}.")
        case Why.NO_SUCH_DIGIT:
            return _("{text} is none of the answers here.")
        case Why.NO_SUCH_ITEM:
            return _("There is no activity {number} here, so I did not take “{text}”.")
        case Why.SEVERAL_IN_LINE:
            return _("One line for each activity, please. I did not take “{text}”.")
        case Why.NOT_PLACED:
            return _("I did not take “{text}”.")


def asked_back(reader: Reader, text: str) -> Line:
    """A digit came where a sentence was asked for."""
    _ = reader.gettext
    said = _(
        "Is “{text}” your sentence? Send it again if so. Else write a sentence, or {none} for none."
    )
    return line(said, text=quoted(text), none=Code("-"))


def doubted(
    reader: Reader, text: str, asking: Asking, *, question: bool, kind: AskKind | None = None
) -> tuple[Block, ...]:
    """A text that may be an answer or not: what it could be, and how to say so."""
    _ = reader.gettext
    if kind is not None:
        return _lettered(reader, text, kind)
    blocks: list[Block] = []
    if question:
        hint = _("That reads like a question. {help} says what I can do.")
        blocks.append(Paragraph(line(hint, help=Code("help"))))
    if asking is Asking.NOTHING:
        return tuple(blocks)
    if asking is Asking.WRAP_UP:
        said = _("Is “{text}” something you need, offer, or learned?")
        choices = Choices(
            (
                Choice("n", _("need")),
                Choice("o", _("offer")),
                Choice("l", _("learned")),
                Choice("-", _("nothing")),
            )
        )
    else:
        said = _("Shall I take “{text}” as your words?")
        choices = Choices((Choice("y", _("yes")), Choice("n", _("no"))))
    return (*blocks, Paragraph(line(said, text=quoted(text))), choices)


def _lettered(reader: Reader, text: str, kind: AskKind) -> tuple[Block, ...]:
    """A letter in front of words where a status was asked for: a sentence may begin so, too."""
    _ = reader.gettext
    choices = Choices((Choice("y", _("yes")), Choice("n", _("no, it is about the activity"))))
    return (Paragraph(line(_letter_text(reader, kind), text=quoted(text))), choices)


def _letter_text(reader: Reader, kind: AskKind) -> str:
    _ = reader.gettext
    match kind:
        case AskKind.ASK:
            return _("“{text}”: is that something you need?")
        case AskKind.OFFER:
            return _("“{text}”: is that an offer?")
        case AskKind.LESSON:
            return _("“{text}”: is that something you learned?")


def unplaced(reader: Reader, text: str, entries: tuple[Entry, ...]) -> Line:
    """Nothing is open, so bare words belong nowhere."""
    _ = reader.gettext
    number = entries[0].number if entries else 1
    if not text:
        said = _("Which activity is that about? Write its number first, such as {example}.")
        return line(said, example=Code(f"{number}: 2"))
    said = _("All is answered, so I did not take “{text}”. To add it, put {example} in front.")
    return line(said, text=quoted(text), example=Code(f"{number}:"))


def second_unplaced(reader: Reader, text: str, entries: tuple[Entry, ...]) -> Line:
    """A second line that may belong to any of several answers."""
    number = entries[0].number if entries else 1
    said = reader.gettext(
        "Which activity is “{text}” about? Put its number in front, such as {example}."
    )
    language = text.partition(":")[0].strip()
    return line(said, text=quoted(text), example=Code(f"{number}: {language}: ..."))


def not_partners(reader: Reader, text: str) -> Line:
    """An observer wants to ask or to offer."""
    said = reader.gettext(
        "Asks and offers come from people who speak for a partner, so I did not take “{text}”."
    )
    return line(said, text=quoted(text))


def date_refused(reader: Reader, text: str, past: date | None) -> Line:
    """A day that is over, or that no calendar has."""
    _ = reader.gettext
    if past is not None:
        said = _("{day} is not ahead. Until which day are you away? {example}")
        return line(said, day=reader.day_in_full(past), example=Code(_example(reader)))
    said = _("I know no day “{text}”. Until which day are you away? {example}")
    return line(said, text=quoted(text), example=Code(_example(reader)))


def status_refused(reader: Reader, entry: Entry, *, kept: bool) -> Line:
    """Only lead and acting deputy set the status."""
    _ = reader.gettext
    if kept:
        text = _("The status of {title} is its lead's to say; I kept your words as a contribution.")
    else:
        text = _("The status of {title} is its lead's to say. Your words on it are welcome.")
    return line(text, title=Strong(entry.title))


def not_theirs(reader: Reader, entry: Entry) -> Line:
    """The person does not speak for the activity (any more)."""
    _ = reader.gettext
    text = _("You don't speak for {title} now, so I did not take that; the backbone can change it.")
    return line(text, title=Strong(entry.title))


def not_your_prompt(reader: Reader) -> Message:
    """A reply to what somebody else was asked."""
    _ = reader.gettext
    text = _("That question went to somebody else, so I changed nothing. {mine} shows your own.")
    return Message((Paragraph(line(text, mine=Code("mine"))),), reader.language)


def _example(reader: Reader) -> str:
    return f"a {(reader.today + timedelta(days=7)).isoformat()}"
