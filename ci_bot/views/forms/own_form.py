"""The form for an answer to an own question, in words or as a number."""

from ci_bot.domain.own_question import QuestionKind
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.forms import FIELD_LIMIT, Form, TextField
from ci_bot.views.forms.answer_form import fitting
from ci_bot.views.own_questions.questions import FORM
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import OwnEntry

LONGEST = FIELD_LIMIT
_LABEL = 150


def own_form(reader: Reader, prompt: Prompt, entry: OwnEntry) -> Form:
    """The question, and a place for its answer."""
    _ = reader.gettext
    long = entry.question.kind is QuestionKind.TEXT
    label = fitting(entry.text, _LABEL)
    field = TextField(name="text", label=label, value=entry.value or "", long=long, required=True)
    return Form(
        id=f"{FORM}:{prompt.id}:{entry.number}",
        title=_("Answer"),
        fields=(field,),
        submit=_("Save"),
        language=reader.language,
    )
