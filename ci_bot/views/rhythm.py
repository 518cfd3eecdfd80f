"""What the bot says about a coalition's rhythm: the rule, and the next three dates in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.domain.coalition import Coalition, Release
from ci_bot.domain.schedule_grammar import Expected
from ci_bot.messages.blocks import Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, line
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """The next three dates of each part of the rhythm."""

    checkins: Sequence[date]
    freezes: Sequence[datetime]
    digests: Sequence[datetime]


def rhythm(reader: Reader, coalition: Coalition, dates: Dates) -> Message:
    """The rhythm in force; `reader` is in the coalition's zone."""
    _ = reader.gettext
    if coalition.paused:
        paused = line(_("Paused: nothing goes out by itself. {line} goes on."), line=Code("resume"))
        return Message((Paragraph(paused),), reader.language)
    rule = coalition.rhythm
    items: list[Line] = [
        line(
            _("Check-ins ({rule}, each person's own time): {dates}"),
            rule=Code(rule.checkin),
            dates="; ".join(map(reader.weekday, dates.checkins)),
        ),
        line(_("Reminder ({rule}, each person's own time)"), rule=Code(rule.remind)),
        line(
            _("The digest's content is fixed ({rule}): {dates}"),
            rule=Code(rule.freeze),
            dates="; ".join(map(reader.moment, dates.freezes)),
        ),
        line(
            _("The digest is posted ({rule}): {dates}"),
            rule=Code(rule.digest),
            dates="; ".join(map(reader.moment, dates.digests)),
        ),
        line(_release(reader, rule.release)),
    ]
    zone = line(_("Times are of {zone}. To change: {line}"),
                zone=reader.zone, line=Code("rhythm checkin every 2 weeks thu 09:30"))  # fmt: skip
    return Message((Bullets(tuple(items)), Note(zone)), reader.language)


def expected(reader: Reader, found: str, what: Expected) -> str:
    """Why a schedule can't be read, in one sentence."""
    _ = reader.gettext
    return _("“{found}” does not fit; expected: {what}.").format(found=found, what=what.value)


def paused(reader: Reader) -> Message:
    """The coalition rests."""
    _ = reader.gettext
    said = line(
        _("Paused. No check-in, reminder or digest goes out by itself until {line}."),
        line=Code("resume"),
    )
    return Message((Paragraph(said),), reader.language)


def _release(reader: Reader, release: Release) -> str:
    _ = reader.gettext
    match release:
        case Release.AFTER_PREVIEW:
            return _("The backbone sees a preview first; it is posted unless somebody holds it.")
        case Release.AUTOMATIC:
            return _("It is posted without a preview.")
        case Release.MANUAL:
            return _("It is posted only when somebody of the backbone says so.")
