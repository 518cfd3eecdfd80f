"""What is said about a note of the backbone: to itself, and to the lead who confirms it."""

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Code, Line, Strong, Words, line
from ci_bot.views.checkin.single import recorded, update_line
from ci_bot.views.reader import Reader


def noted(reader: Reader, update: Update, title: str, name: str, *, asked: bool) -> Message:
    """The note as it was understood, and that it waits for its lead."""
    _ = reader.gettext
    if asked:
        text = _("Noted as told to the backbone, not yet confirmed. I ask {name} to confirm.")
    else:
        text = _("Noted as told to the backbone, not yet confirmed. I can't reach {name}.")
    said = line(text, name=Words(name))
    return Message(
        (Paragraph(update_line(reader, update, title)), Paragraph(said)), reader.language
    )


def is_that_right(reader: Reader, update: Update, title: str, noted_by: str) -> Message:
    """The question to the lead; one tap settles it."""
    _ = reader.gettext
    told = line(_("{name} of the backbone noted what you said:"), name=Words(noted_by))
    asked = line(_("Is that right? It counts only once you say so."))
    choices = Choices(
        (Choice("y", _("yes")), Choice("n", _("no, drop it")), Choice("c", _("correct it")))
    )
    return Message(
        (Paragraph(told), Paragraph(update_line(reader, update, title)), Paragraph(asked), choices),
        reader.language,
    )


def confirmed(reader: Reader, coalition: Coalition, update: Update) -> Message:
    """A confirmed note is an update like any other."""
    return recorded(reader, coalition, update, refused=False)


def how_to_correct(reader: Reader) -> Message:
    """A lead wants to say it otherwise."""
    text = reader.gettext(
        "Write it as it is, such as {example}. Until then the note is not confirmed."
    )
    return _one(reader, line(text, example=Code(reader.gettext("c at risk the printer is ill"))))


def gone(reader: Reader) -> Message:
    """The note was settled, changed or taken back meanwhile."""
    text = reader.gettext("That note is settled or taken back already. I changed nothing.")
    return _one(reader, line(text))


def confirmed_already(reader: Reader, name: str) -> Message:
    """Whoever noted it wants to change what its lead has confirmed."""
    text = reader.gettext("{name} has confirmed that note, so only {name} changes it. It stays.")
    return _one(reader, line(text, name=Words(name)))


def denied(reader: Reader, title: str) -> Message:
    """The note is withdrawn."""
    text = reader.gettext("Dropped. The note on {title} counts nowhere.")
    return _one(reader, line(text, title=Strong(title)))


def backbone_only(reader: Reader) -> Message:
    """Only the backbone notes what others said."""
    return _one(reader, line(reader.gettext("Only the backbone can note what somebody else said.")))


def not_their_lead(reader: Reader, title: str, name: str) -> Message:
    """A note is what a lead, or the deputy in the lead's place, said."""
    text = reader.gettext(
        "{name} neither leads {title} nor stands in for its lead. I noted nothing."
    )
    return _one(reader, line(text, name=Words(name), title=Strong(title)))


def _one(reader: Reader, said: Line) -> Message:
    return Message((Paragraph(said),), reader.language)
