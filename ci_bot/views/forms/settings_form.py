"""The form of a person's own settings."""

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.rhythm.personal import DAYS
from ci_bot.messages.forms import Form, Option, PickField, TextField
from ci_bot.views.reader import Reader
from ci_bot.views.translation import languages

NAME = "settings"
UNSET = "-"


def settings_form(reader: Reader, coalition: CoalitionId, settings: PersonalSettings) -> Form:
    """Zone, language, hour and days; what is left empty is as the coalition has it."""
    _ = reader.gettext
    spoken = [Option(value=tag, label=reader.language_name(tag)) for tag in languages()]
    usual = Option(value=UNSET, label=_("as my profile or organisation says"))
    hour = "" if settings.hour is None else settings.hour.strftime("%H:%M")
    return Form(
        id=f"{NAME}:{coalition}",
        title=_("My settings"),
        fields=(
            TextField(
                name="tz",
                label=_("Time zone"),
                value=settings.timezone or "",
                hint=_("Such as Europe/Kyiv. Now it is {zone}.").format(zone=reader.zone),
                limit=64,
            ),
            PickField(
                name="lang",
                label=_("Language"),
                options=(usual, *spoken),
                value=settings.language if settings.language in languages() else UNSET,
            ),
            TextField(
                name="hour",
                label=_("Ask me at"),
                value=hour,
                hint=_("Such as 19:00; empty: at the coalition's hour."),
                limit=5,
            ),
            TextField(
                name="days",
                label=_("Ask me on"),
                value=",".join(DAYS[day - 1] for day in settings.days),
                hint=_("Such as thu,sat; empty: on any day."),
                limit=40,
            ),
        ),
        submit=_("Save"),
        language=reader.language,
    )
