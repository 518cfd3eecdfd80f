"""Asking a person whether something arrived, where the bot can't look itself."""

from ci_bot.domain.delivery import DeliveryKind
from ci_bot.messages.blocks import Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Words, line
from ci_bot.views.reader import Reader


def did_it_arrive(
    reader: Reader, kind: DeliveryKind, place: str, *, period: str, part: int, number: int
) -> Message:
    """The question; its two answers are commands, for whoever of the backbone comes first."""
    _ = reader.gettext
    match kind:
        case DeliveryKind.DIGEST:
            asked = _("Did part {part} of the digest {period} arrive in {place}?")
        case DeliveryKind.DIGEST_ADDED:
            asked = _("Did the addition to the digest {period} arrive in {place}?")
        case DeliveryKind.ANNOUNCEMENT:
            asked = _("Did the announcement arrive in {place}?")
        case _:
            asked = _("Did the preview of the digest {period} arrive in {place}?")
    pieces = {"part": str(part)} if kind is DeliveryKind.DIGEST else {}
    question = line(asked, period=period, place=Words(place), **pieces)
    why = line(
        _("I got no answer from the platform, and may not look there myself. Until one of you "
          "tells me, I send nothing more there; after a day I leave it at that.")
    )  # fmt: skip
    answers = (
        Choice(value=f"digest arrived {number} y", label=_("yes, it is there")),
        Choice(value=f"digest arrived {number} n", label=_("no, send it again")),
    )
    return Message((Paragraph(question), Paragraph(why), Choices(answers)), reader.language)


def it_arrived(reader: Reader) -> Message:
    """It counts as sent."""
    _ = reader.gettext
    return _said(reader, _("Thank you. It counts as sent, and I go on with what comes after it."))


def goes_again(reader: Reader) -> Message:
    """It is sent once more."""
    _ = reader.gettext
    return _said(reader, _("Thank you. I send it again now."))


def over(reader: Reader) -> Message:
    """Somebody answered before, or it is too late."""
    _ = reader.gettext
    return _said(reader, _("That is settled already."))


def no_such_doubt(reader: Reader) -> Message:
    """No question has that number."""
    _ = reader.gettext
    return _said(reader, _("I have no such question."))


def _said(reader: Reader, text: str) -> Message:
    return Message((Paragraph(line(text)),), reader.language)
