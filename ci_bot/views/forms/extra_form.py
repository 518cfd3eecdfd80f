"""The form for something needed, offered or learned."""

from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.forms import Field, Form, Option, PickField, TextField
from ci_bot.views.checkin.card_questions import FORM_NAMES
from ci_bot.views.forms.answer_form import fitting
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Sheet

ALL = "all"
"""About no activity in particular."""
_LABEL = 75


def extra_form(reader: Reader, sheet: Sheet, prompt: Prompt, kind: AskKind) -> Form:
    """What it is, and about which of the prompt's activities."""
    _ = reader.gettext
    fields: list[Field] = [
        TextField(name="text", label=_label(reader, kind), long=True, required=True)
    ]
    options = [Option(value=ALL, label=_("no activity in particular"))]
    options += [
        Option(value=str(entry.number), label=fitting(f"{entry.number} {entry.title}", _LABEL))
        for entry in sheet.entries
    ]
    fields.append(PickField(name="activity", label=_("About"), options=tuple(options), value=ALL))
    return Form(
        id=f"{FORM_NAMES[kind]}:{prompt.id}",
        title=_title(reader, kind),
        fields=tuple(fields),
        submit=_("Save"),
        language=reader.language,
    )


def _label(reader: Reader, kind: AskKind) -> str:
    _ = reader.gettext
    match kind:
        case AskKind.ASK:
            return _("What do you need, and until when?")
        case AskKind.OFFER:
            return _("What do you offer, and until when?")
        case AskKind.LESSON:
            return _("What have you learned that others can use?")


def _title(reader: Reader, kind: AskKind) -> str:
    _ = reader.gettext
    match kind:
        case AskKind.ASK:
            return _("A need")
        case AskKind.OFFER:
            return _("An offer")
        case AskKind.LESSON:
            return _("Something learned")
