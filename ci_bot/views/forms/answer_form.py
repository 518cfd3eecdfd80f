"""The form about one activity."""

from dataclasses import replace

from ci_bot.domain.answering.second_line import base, parted
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.forms import Field, Form, Option, PickField, TextField
from ci_bot.messages.shorten import shorten
from ci_bot.views.checkin.card_questions import FORM_NAMES, extra_name
from ci_bot.views.checkin.questions import readers_text, unchanged
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Entry, Sheet
from ci_bot.views.statuses import readers_name, status_name

KEPT = "kept"
NO_CHANGE = "no_change"
USUAL = "usual"
SECOND = "second"
KINDS = {name: kind for kind, name in FORM_NAMES.items()}
_TITLE, _LABEL = 24, 75


def answer_form(
    reader: Reader,
    sheet: Sheet,
    prompt: Prompt,
    entry: Entry,
    *,
    judges: bool,
    readers: str,
) -> Form:
    """Words, then status and readers where the person may set them, then what goes beside.

    `readers`: what stands there at first, a visibility or `USUAL`.
    """
    _ = reader.gettext
    words = "" if entry.given is None else entry.given.words
    happened = words_fields(reader, sheet.digest_language, words)
    judgement: tuple[Field, ...] = (_status(reader, entry),) if judges else ()
    return Form(
        id=f"answer:{prompt.id}:{entry.number}",
        title=fitting(f"{entry.number} {entry.title}", _TITLE),
        fields=(
            *happened,
            *judgement,
            _readers(reader, sheet, entry, readers),
            _kind(reader),
            TextField(name="extra", label=_("What you need, offer or learned"), long=True),
        ),
        submit=_("Save"),
        language=reader.language,
    )


def words_fields(
    reader: Reader, digest_language: str, words: str, *, hint: str = ""
) -> tuple[TextField, ...]:
    """What happened, and the same in the digest's language, where the author's is another."""
    _ = reader.gettext
    language = base(digest_language)
    happened = TextField(name="words", label=_("What happened?"), value=words, long=True, hint=hint)
    if language == base(reader.language):
        return (happened,)
    found = parted(words, {language})
    second = "\n".join(text for _language, text in found.seconds)
    label = _("The same in {language}, if you like").format(language=reader.language_name(language))
    return (
        replace(happened, value=found.original),
        TextField(name=SECOND, label=label, value=second, long=True),
    )


def fitting(text: str, limit: int) -> str:
    """The text in no more than that many characters, its cut marked."""
    short, cut = shorten(text, limit)
    return f"{shorten(text, limit - 3)[0]}..." if cut else short


def _status(reader: Reader, entry: Entry) -> PickField:
    _ = reader.gettext
    options = [Option(value=status, label=status_name(reader, status)) for status in Status]
    options.insert(0, Option(value=NO_CHANGE, label=unchanged(reader, entry)))
    value = _judged(entry.given)
    if value == KEPT:
        options.insert(0, Option(value=KEPT, label=_("words only")))
    return PickField(
        name="status", label=_("How does it stand?"), options=tuple(options), value=value
    )


def _judged(given: Given | None) -> str:
    if given is None or given.half:
        return KEPT
    if given.no_change:
        return NO_CHANGE
    return KEPT if given.status is None else given.status


def _readers(reader: Reader, sheet: Sheet, entry: Entry, value: str) -> PickField:
    _ = reader.gettext
    usual = _("as agreed; at risk or off track: the backbone only")
    options = [Option(value=USUAL, label=usual)]
    for level in (Visibility.COALITION, Visibility.WORKING_GROUP, Visibility.BACKBONE):
        if level is Visibility.WORKING_GROUP and entry.group is None:
            continue
        named = readers_text(reader, sheet, entry, level)
        label = named if len(named) <= _LABEL else readers_name(reader, level)
        options.append(Option(value=level, label=label))
    return PickField(
        name="readers", label=_("Who may read it?"), options=tuple(options), value=value
    )


def _kind(reader: Reader) -> PickField:
    _ = reader.gettext
    options = [Option(value="none", label=_("nothing"))]
    options += [Option(value=FORM_NAMES[kind], label=extra_name(reader, kind)) for kind in AskKind]
    return PickField(
        name="kind", label=_("Do you need, offer or share something?"), options=tuple(options),
        value="none",
    )  # fmt: skip
