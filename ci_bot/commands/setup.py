"""The guided way to the first digest; it can be left and taken up again at any time."""

from dataclasses import replace

from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GoalId
from ci_bot.domain.organisation import Goal
from ci_bot.domain.presets import PRESETS, grown
from ci_bot.domain.setup import NEEDED, StepName
from ci_bot.domain.slug import slug_of
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.services.show_setup import skip_step
from ci_bot.views.home_setup import setup_message
from ci_bot.views.setup_steps import needed, saved

LONGEST_GOAL = 300


async def setup(request: Request) -> Message:
    """The checklist, or one of its steps that has no command of its own."""
    words = [word.casefold() for word in request.words]
    text = clean(request.behind(1)).strip() if words else ""
    match words:
        case []:
            found = await request.use.show_setup(request.uow, request.coalition, request.now)
            return setup_message(request.reader, found)
        case ["agenda", _, *_]:
            today = request.today.isoformat()
            await _save(request, common_agenda=text, common_agenda_version=today)
            return saved(request.reader, StepName.AGENDA)
        case ["goal", _, *_] if len(text) <= LONGEST_GOAL:
            goals = request.coalition.goals
            id_ = GoalId(slug_of(text, otherwise="goal", taken=goals))
            await _save(request, goals={**goals, id_: Goal(id=id_, text=text)})
            return saved(request.reader, StepName.GOALS)
        case ["preset", name] if name in PRESETS:
            await _keep(request, grown(request.coalition, name))
            await skip_step(request.uow, request.coalition, StepName.RHYTHM)
            return saved(request.reader, StepName.RHYTHM)
        case ["skip", name] if name in list(StepName):
            if name in NEEDED:
                raise UsageError(needed(request.reader))
            await skip_step(request.uow, request.coalition, StepName(name))
            return saved(request.reader, StepName(name))
        case _:
            raise UsageError


async def _save(request: Request, **changes: object) -> None:
    await _keep(request, replace(request.coalition, **changes))  # type: ignore[arg-type]


async def _keep(request: Request, coalition: Coalition) -> None:
    saved_one = await request.unit.save(coalition)
    await request.use.plan_calendar(request.uow, saved_one, now=request.now)


def _(message: str) -> str:
    """Marks a sentence for translation where it is shown."""
    return message


COMMANDS = (
    Command(
        words=("setup",),
        handler=setup,
        right=Right.BACKBONE,
        arguments="[agenda TEXT, goal TEXT, preset NAME or skip STEP]",
        example="setup goal Every pupil meets open heritage at school",
        private=True,
        about=_("what is set up, what is missing, and what comes next"),
    ),
)
