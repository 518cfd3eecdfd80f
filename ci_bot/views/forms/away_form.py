"""The form for being away until a day."""

from ci_bot.domain.prompt import Prompt
from ci_bot.messages.forms import DayField, Form
from ci_bot.views.reader import Reader


def away_form(reader: Reader, prompt: Prompt) -> Form:
    """A day; no reason is asked for."""
    _ = reader.gettext
    return Form(
        id=f"away:{prompt.id}",
        title=_("Away"),
        fields=(DayField(name="until", label=_("Ask me again from")),),
        submit=_("Save"),
        language=reader.language,
    )
