"""Commands of the backbone about when things happen."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice

from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.cadence import local_date
from ci_bot.domain.coalition import Coalition, Release, Rhythm
from ci_bot.domain.schedule_grammar import ScheduleError, parse_schedule
from ci_bot.domain.timetable import Timetable
from ci_bot.messages.blocks import Message
from ci_bot.views import rhythm as views

PARTS = ("checkin", "remind", "freeze", "digest")


async def rhythm(request: Request) -> Message:
    """Shows the rhythm, or changes one part of it first."""
    words = tuple(word.casefold() for word in request.words)
    coalition = request.coalition
    if words and words != ("show",):
        changed = _changed(request, coalition.rhythm, words)
        coalition = await _save(request, replace(coalition, rhythm=changed))
    return _shown(request, coalition)


async def pause(request: Request) -> Message:
    """Nothing goes out by itself any more."""
    if not request.coalition.paused:
        await _save(request, replace(request.coalition, paused=True))
    return views.paused(request.reader)


async def resume(request: Request) -> Message:
    """Things go out again, from the next date on."""
    coalition = request.coalition
    if coalition.paused:
        coalition = await _save(request, replace(coalition, paused=False))
    return _shown(request, coalition)


def _changed(request: Request, before: Rhythm, words: tuple[str, ...]) -> Rhythm:
    part, text = words[0], " ".join(words[1:])
    if part == "release" and text in list(Release):
        return replace(before, release=Release(text))
    if part not in PARTS or not text:
        raise UsageError
    try:
        parse_schedule(text)
    except ScheduleError as error:
        reason = views.expected(request.reader, error.found, error.expected)
        raise UsageError(reason) from None
    if part == "checkin":
        return replace(before, checkin=text)
    if part == "remind":
        return replace(before, remind=text)
    return replace(before, freeze=text) if part == "freeze" else replace(before, digest=text)


async def _save(request: Request, coalition: Coalition) -> Coalition:
    saved = await request.unit.save(coalition)
    await request.use.plan_calendar(request.uow, saved, now=request.now)
    return saved


def _shown(request: Request, coalition: Coalition) -> Message:
    timetable = Timetable.of(coalition)
    reader = replace(request.reader, zone=coalition.timezone)
    since = local_date(request.now, timetable.zone) + timedelta(days=1)
    first = next(iter(timetable.checkins))
    dates = views.Dates(
        checkins=tuple(islice(timetable.round_days(first, since=since), 3)),
        freezes=tuple(islice(timetable.freezes(after=request.now), 3)),
        digests=tuple(islice(timetable.digests(after=request.now), 3)),
    )
    return views.rhythm(reader, coalition, dates)


def _(message: str) -> str:
    """Marks a sentence for translation where it is shown."""
    return message


COMMANDS = (
    Command(
        words=("rhythm",),
        handler=rhythm,
        right=Right.BACKBONE,
        arguments="[show, or checkin|remind|freeze|digest SCHEDULE, or release MODE]",
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
