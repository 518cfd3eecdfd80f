"""Commands of the backbone about when things happen."""

from dataclasses import replace
from itertools import islice

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.coalition import Coalition, Release
from ci_bot.domain.rhythm.presets import PARTS, PRESETS, grown, own_parts, preset_named, preset_of
from ci_bot.domain.rhythm.schedule_grammar import ScheduleError, parse_schedule
from ci_bot.domain.rhythm.timetable import Timetable, meetings_of
from ci_bot.messages.blocks import Message
from ci_bot.views import rhythm as views
from ci_bot.views.schedules import expected

PRESET = "preset"
"""Behind a part's name: what the preset says."""


async def rhythm(request: Request) -> Message:
    """Shows the rhythm, or changes one part of it first."""
    words = tuple(word.casefold() for word in request.words)
    coalition = request.coalition
    if words and words != ("show",):
        coalition = await _save(request, _changed(request, words))
    return _shown(request, coalition)


async def pause(request: Request) -> Message:
    """Nothing goes out by itself any more."""
    undo = not request.coalition.paused
    if undo:
        await _save(request, replace(request.coalition, paused=True))
    return views.paused(request.reader, undo=undo)


async def resume(request: Request) -> Message:
    """Things go out again, from the next date on."""
    coalition = request.coalition
    if coalition.paused:
        coalition = await _save(request, replace(coalition, paused=False))
    return _shown(request, coalition)


def _changed(request: Request, words: tuple[str, ...]) -> Coalition:
    coalition, part, text = request.coalition, words[0], " ".join(words[1:])
    if part == PRESET and (name := preset_named(text)):
        return grown(coalition, name)
    if part not in PARTS or not text:
        raise UsageError
    if text == PRESET:
        value = getattr(preset_of(coalition).rhythm, part)
    elif part == "release":
        value = _release(text)
    else:
        value = _schedule(request, part, text)
    return replace(coalition, rhythm=replace(coalition.rhythm, **{part: value}))


def _release(text: str) -> Release:
    if text not in list(Release):
        raise UsageError
    return Release(text)


def _schedule(request: Request, part: str, text: str) -> str:
    """The text, once it is read; only check-ins may be bound to a meeting."""
    meetings = meetings_of(request.coalition) if part == "checkin" else {}
    try:
        parse_schedule(text, meetings=meetings)
    except ScheduleError as error:
        reason = expected(request.reader, error.found, error.expected)
        raise UsageError(reason) from None
    return text


async def _save(request: Request, coalition: Coalition) -> Coalition:
    return await request.use.change_agreement(
        request.uow, request.coalition, request.person, coalition, now=request.now
    )


def _shown(request: Request, coalition: Coalition) -> Message:
    timetable = Timetable.of(coalition)
    reader = replace(request.reader, zone=coalition.timezone)
    dates = views.Dates(
        checkins={
            checkin: tuple(islice(timetable.days_ahead(checkin, now=request.now), 3))
            for checkin in timetable.checkins
        },
        freezes=tuple(islice(timetable.freezes(after=request.now), 3)),
        digests=tuple(islice(timetable.digests(after=request.now), 3)),
        rules={checkin: str(rule) for checkin, rule in timetable.checkins.items()},
        own=own_parts(coalition),
        unlinked=_without_channel(coalition) if preset_of(coalition).groups else (),
    )
    return views.rhythm(reader, coalition, dates, undo=coalition != request.coalition)


def _without_channel(coalition: Coalition) -> tuple[str, ...]:
    """The names of the working groups that read no digest of their own."""
    linked = {channel.audience for channel in coalition.channels}
    groups = coalition.working_groups.values()
    left_out = (group for group in groups if group.id not in linked and not group.archived)
    return tuple(group.name for group in left_out)


COMMANDS = (
    Command(
        words=("rhythm",),
        handler=rhythm,
        right=Right.BACKBONE,
        arguments="[show, or checkin|remind|freeze|digest SCHEDULE, or release MODE, "
        f"or preset {'|'.join(PRESETS)}]",
        example="rhythm checkin every 2 weeks thu 09:30",
        about=_("when check-ins and digests happen"),
    ),
    Command(
        words=("pause",),
        handler=pause,
        right=Right.BACKBONE,
        about=_("nothing goes out by itself any more"),
    ),
    Command(
        words=("resume",), handler=resume, right=Right.BACKBONE, about=_("things go out again")
    ),
)
