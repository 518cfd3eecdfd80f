"""Commands of the backbone about rounds: open, close, how far, remind."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.prompt import Outcome, Prompt
from ci_bot.domain.rhythm.timetable import checkins_of
from ci_bot.domain.round import Round
from ci_bot.messages.blocks import Message
from ci_bot.services.rounds.open_round_by_hand import NobodyToAsk, Opened, StillOpen
from ci_bot.views import rounds as views
from ci_bot.views.own_questions.answers import own_answers

_LEFT = (Outcome.SKIPPED, Outcome.PASSED_ON, Outcome.AWAY)


async def open_round(request: Request) -> Message:
    """A round now, outside the rhythm."""
    result = await request.use.open_round_by_hand(
        request.uow,
        request.coalition,
        by=request.person,
        now=request.now,
        checkin=_checkin(request),
    )
    match result:
        case Opened(round=round_, people=people, unlinked=unlinked):
            return views.opened(request.reader, round_, people, unlinked)
        case StillOpen(round=round_):
            return views.still_open(request.reader, round_)
        case NobodyToAsk():
            return views.nobody_to_ask(request.reader)


async def close_round(request: Request) -> Message:
    """The open round ends now."""
    closed = await request.use.close_round_by_hand(
        request.uow, request.coalition.id, now=request.now, checkin=_checkin(request)
    )
    return views.closed(request.reader, len(closed))


async def remind(request: Request) -> Message:
    """One private reminder to those with something open."""
    number = await request.use.nudge_by_hand(request.uow, request.coalition, now=request.now)
    return views.reminded(request.reader, number)


async def round_status(request: Request) -> Message:
    """How far the open round is."""
    open_ones = [r for r in await request.unit.rounds(open_only=True) if request.now < r.closes]
    shown = open_ones or list(await request.unit.rounds())[:1]
    prompts = [p for r in shown for p in await request.unit.prompts_of_round(r.id)]
    answers = [a for p in prompts if p.own for a in await request.unit.own_answers(prompt=p.id)]
    told = own_answers(request.reader, request.coalition, answers)
    if not open_ones:
        return views.progress(request.reader, None, told=told)
    found = _progress(request, open_ones[0], prompts)
    return views.progress(request.reader, found, told=told)


def _progress(request: Request, round_: Round, prompts: list[Prompt]) -> views.Progress:
    people = request.coalition.people

    def names(wanted: str) -> tuple[str, ...]:
        found = [
            people[p.person].name for p in prompts if p.person in people and _how_far(p) == wanted
        ]
        return tuple(dict.fromkeys(found))

    return views.Progress(
        round=round_,
        answered=names("answered"),
        begun=names("begun"),
        waiting=names("waiting"),
        on_the_way=names("unsent"),
    )


def _how_far(prompt: Prompt) -> str:
    """Who skipped, passed on or is away isn't counted anywhere."""
    if prompt.outcome in _LEFT:
        return "left"
    if prompt.sent is None:
        return "unsent"
    answers = [item.update is not None for item in prompt.items if item.due]
    if all(answers):
        return "answered"
    return "begun" if any(answers) else "waiting"


def _checkin(request: Request) -> CheckinId:
    known = tuple(checkins_of(request.coalition))
    if not request.words:
        return known[0]
    wanted = CheckinId(request.words[0].casefold())
    if wanted not in known or len(request.words) > 1:
        raise UsageError(views.no_such_checkin(request.reader, known))
    return wanted


COMMANDS = (
    Command(
        words=("checkin", "open"),
        handler=open_round,
        right=Right.BACKBONE,
        arguments="[CHECKIN]",
        about=_("ask everybody now, outside the rhythm"),
    ),
    Command(
        words=("checkin", "close"),
        handler=close_round,
        right=Right.BACKBONE,
        arguments="[CHECKIN]",
        about=_("end the open check-in now"),
    ),
    Command(
        words=("checkin", "status"),
        handler=round_status,
        right=Right.BACKBONE,
        private=True,
        about=_("how far the open check-in is, for you alone"),
    ),
    Command(
        words=("remind",),
        handler=remind,
        right=Right.BACKBONE,
        about=_("one private reminder to those with something open"),
    ),
)
