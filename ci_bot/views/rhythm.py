"""What the bot says about a coalition's rhythm: the rule, and the next three dates in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.domain.coalition import Coalition, Release
from ci_bot.domain.ids import CheckinId
from ci_bot.messages.blocks import Bullets, Message, Note, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.views.reader import Reader
from ci_bot.views.roster.undoing import undo_note


@dataclass(frozen=True, kw_only=True, slots=True)
class Dates:
    """The next three dates of each part of the rhythm, with the `rules` of its check-ins.

    `own`: the parts in which the coalition differs from its preset. `unlinked`: names of working
    groups that lack a channel, where the preset is for groups.
    """

    checkins: Mapping[CheckinId, Sequence[date]]
    freezes: Sequence[datetime]
    digests: Sequence[datetime]
    rules: Mapping[CheckinId, str]
    own: Collection[str] = ()
    unlinked: Collection[str] = ()


def rhythm(reader: Reader, coalition: Coalition, dates: Dates, *, undo: bool) -> Message:
    """The rhythm in force, and where it comes from; `reader` is in the coalition's zone.

    `undo`: it was changed just now.
    """
    _ = reader.gettext
    back = (undo_note(reader),) if undo else ()
    if coalition.paused:
        paused = line(_("Paused: nothing goes out by itself. {line} goes on."), line=Code("resume"))
        return Message((Paragraph(paused), *back), reader.language)
    rule = coalition.rhythm
    items: list[Line] = [
        *(_checkin(reader, dates, checkin) for checkin in dates.checkins),
        line(_("Reminder ({rule}, each person's own time)"), rule=Code(rule.remind)),
        line(
            _("The digest's content is fixed ({rule}): {dates}"),
            rule=Code(rule.freeze),
            dates=reader.apart(map(reader.moment, dates.freezes)),
        ),
        line(
            _("The digest is posted ({rule}): {dates}"),
            rule=Code(rule.digest),
            dates=reader.apart(map(reader.moment, dates.digests)),
        ),
        line(_release(reader, rule.release)),
        *_groups(reader, dates),
    ]
    zone = line(_("Times are those of {zone}. To change: {line}"),
                zone=reader.zone, line=Code("rhythm checkin every 2 weeks thu 09:30"))  # fmt: skip
    origin = Paragraph(_origin(reader, coalition, dates))
    return Message((Bullets(tuple(items)), origin, Note(zone), *back), reader.language)


def _checkin(reader: Reader, dates: Dates, checkin: CheckinId) -> Line:
    _ = reader.gettext
    several = len(dates.checkins) > 1
    if several:
        text = _("Check-in {name} ({rule}, each person's own time): {dates}")
    else:
        text = _("Check-ins ({rule}, each person's own time): {dates}")
    return line(
        text,
        name=Code(checkin),
        rule=Code(dates.rules[checkin]),
        dates=reader.apart(map(reader.weekday, dates.checkins[checkin])),
    )


def _groups(reader: Reader, dates: Dates) -> Sequence[Line]:
    if not dates.unlinked:
        return ()
    text = reader.gettext("No channel yet for {groups}: {line} there gives them their own digest.")
    groups = Words(reader.listed(dates.unlinked))
    return (line(text, groups=groups, line=Code("link here GROUP")),)


def _origin(reader: Reader, coalition: Coalition, dates: Dates) -> Line:
    """Which of it the preset says, and which the coalition itself."""
    _ = reader.gettext
    text = _("All of it is the preset {preset}.")
    if dates.own:
        text = _("The preset is {preset}; your own: {parts}. {line} goes back to the preset.")
    first = next(iter(dates.own), "")
    return line(
        text,
        preset=Code(coalition.preset),
        parts=reader.listed(dates.own),
        line=Code(f"rhythm {first} preset"),
    )


def paused(reader: Reader, *, undo: bool) -> Message:
    """The coalition rests; `undo`: only just now."""
    _ = reader.gettext
    said = line(
        _("Paused. No check-in, reminder or digest goes out by itself until {line}."),
        line=Code("resume"),
    )
    back = (undo_note(reader),) if undo else ()
    return Message((Paragraph(said), *back), reader.language)


def _release(reader: Reader, release: Release) -> str:
    _ = reader.gettext
    match release:
        case Release.AFTER_PREVIEW:
            return _("The backbone sees a preview first; it is posted unless somebody holds it.")
        case Release.AUTOMATIC:
            return _("It is posted without a preview.")
        case Release.MANUAL:
            return _("It is posted only when somebody of the backbone says so.")
