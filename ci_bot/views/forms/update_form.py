"""The form that makes an update of a message."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.forms import FIELD_LIMIT, Field, Form, Option, PickField
from ci_bot.messages.inline import line
from ci_bot.messages.shorten import shorten
from ci_bot.views.forms.answer_form import KEPT, USUAL, fitting, words_fields
from ci_bot.views.reader import Reader
from ci_bot.views.statuses import readers_name, status_name

NAME = "use-as-update"
LISTED = 100
_LABEL = 75


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """An activity that somebody may speak about; `judges`: and say how it stands."""

    coalition: Coalition
    activity: Activity
    judges: bool

    @property
    def value(self) -> str:
        """What stands for it in the form."""
        return f"{self.coalition.id}/{self.activity.id}"


def update_form(reader: Reader, subjects: Sequence[Subject], words: str) -> Form:
    """Which activity, what happened, how it stands, and who may read it."""
    _ = reader.gettext
    short, cut = shorten(words, FIELD_LIMIT)
    hint = _("Shortened to what fits here.") if cut else ""
    languages = subjects[0].coalition.languages
    fields: list[Field] = [
        _activity(reader, subjects),
        *words_fields(reader, languages[0] if languages else "en", short, hint=hint),
    ]
    if any(subject.judges for subject in subjects):
        options = [Option(value=KEPT, label=_("words only"))]
        options += [Option(value=status, label=status_name(reader, status)) for status in Status]
        label = _("How does it stand?")
        fields.append(PickField(name="status", label=label, options=tuple(options), value=KEPT))
    fields.append(_readers(reader))
    return Form(
        id=NAME,
        title=_("Use as update"),
        fields=tuple(fields),
        submit=_("Save"),
        language=reader.language,
    )


def no_subject(reader: Reader) -> Message:
    """Somebody of the roster who speaks about no activity."""
    _ = reader.gettext
    said = line(_("You lead, stand in for or support no activity that goes on."))
    return Message((Paragraph(said),), reader.language)


def _activity(reader: Reader, subjects: Sequence[Subject]) -> PickField:
    _ = reader.gettext
    several = len({subject.coalition.id for subject in subjects}) > 1
    options = tuple(
        Option(value=subject.value, label=fitting(_label(subject, several=several), _LABEL))
        for subject in subjects[:LISTED]
    )
    only = options[0].value if len(options) == 1 else None
    return PickField(name="activity", label=_("Which activity?"), options=options, value=only)


def _label(subject: Subject, *, several: bool) -> str:
    title = subject.activity.title
    return f"{title} ({subject.coalition.name})" if several else title


def _readers(reader: Reader) -> PickField:
    _ = reader.gettext
    usual = _("as agreed; at risk or off track: the backbone only")
    options = [Option(value=USUAL, label=usual)]
    options += [
        Option(value=level, label=fitting(readers_name(reader, level), _LABEL))
        for level in (Visibility.COALITION, Visibility.WORKING_GROUP, Visibility.BACKBONE)
    ]
    label = _("Who may read it?")
    return PickField(name="readers", label=label, options=tuple(options), value=USUAL)
