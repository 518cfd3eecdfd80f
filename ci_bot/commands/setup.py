"""The guided way to the first digest; it can be left and taken up again at any time."""

from dataclasses import replace

from ci_bot.commands.dry_run import without_dry_run
from ci_bot.commands.line import number_in
from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GoalId
from ci_bot.domain.organisation import Goal
from ci_bot.domain.rhythm.presets import PRESETS, grown, preset_named
from ci_bot.domain.roster.slug import slug_of
from ci_bot.domain.setup import NEEDED, StepName
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.services.roster.show_setup import skip_step
from ci_bot.views.home_setup import setup_message
from ci_bot.views.roster import setup_steps as views

LONGEST_GOAL = 300


async def setup(request: Request) -> Message:
    """The checklist, or one of its steps that has no command of its own."""
    request, dry = without_dry_run(request)
    words = [word.casefold() for word in request.words]
    coalition, reader = request.coalition, request.reader
    text = clean(request.behind(1)).strip() if words else ""
    match words:
        case []:
            return setup_message(
                reader, await request.use.show_setup(request.uow, coalition, request.now)
            )
        case ["agenda", _, *_] if text:
            version = request.day.isoformat()
            after = replace(coalition, common_agenda=text, common_agenda_version=version)
            return await _keep(request, StepName.AGENDA, after, text, dry=dry)
        case ["goal", "edit" | "drop", number, *_] if number_in(number) is not None:
            new = clean(request.behind(3)).strip()
            if bool(new) is (words[1] == "drop"):
                raise UsageError
            after = _with_goal(request, number_in(number) or 0, "" if words[1] == "drop" else new)
            return await _keep(request, StepName.GOALS, after, new, dry=dry)
        case ["goal", _, *_] if 0 < len(text) <= LONGEST_GOAL:
            id_ = GoalId(slug_of(text, otherwise="goal", taken=coalition.goals))
            goals = {**coalition.goals, id_: Goal(id=id_, text=text)}
            return await _keep(
                request, StepName.GOALS, replace(coalition, goals=goals), text, dry=dry
            )
        case ["preset", *_] if name := preset_named(text):
            return await _keep(
                request, StepName.RHYTHM, grown(coalition, name), name, dry=dry, settles=True
            )
        case ["skip", name] if name in list(StepName):
            if name in NEEDED:
                raise UsageError(views.needed(reader))
            return await _keep(request, StepName(name), coalition, "", dry=dry, settles=True)
        case _:
            raise UsageError


def _with_goal(request: Request, number: int, text: str) -> Coalition:
    """The goal of that number in other words; without words it is gone, if nothing hangs on it."""
    coalition, reader = request.coalition, request.reader
    known = list(coalition.goals)
    if not 1 <= number <= len(known) or len(text) > LONGEST_GOAL:
        raise UsageError(views.no_such_goal(reader, number))
    id_ = known[number - 1]
    if text:
        goals = {**coalition.goals, id_: Goal(id=id_, text=text)}
        return replace(coalition, goals=goals)
    titles = [a.title for a in coalition.activities.values() if id_ in (a.goal, *a.reinforces)]
    if titles:
        raise UsageError(views.goal_in_use(reader, titles))
    return replace(coalition, goals={k: g for k, g in coalition.goals.items() if k != id_})


async def _keep(
    request: Request,
    step: StepName,
    after: Coalition,
    words: str,
    *,
    dry: bool,
    settles: bool = False,
) -> Message:
    """Saves what differs; `settles`: the step counts as looked at from now on."""
    before = request.coalition
    if not dry:
        await request.use.change_agreement(
            request.uow, before, request.person, after, now=request.now
        )
        if settles:
            await skip_step(request.uow, before, step)
    return views.noted(request.reader, step, words, dry=dry, undo=after != before)


COMMANDS = (
    Command(
        words=("setup",),
        handler=setup,
        right=Right.BACKBONE,
        arguments="[agenda TEXT, goal TEXT, goal edit N TEXT, goal drop N, preset "
        f"{'|'.join(PRESETS)} or skip STEP] [--dry-run]",
        example="setup goal Every pupil meets open heritage at school",
        private=True,
        about=_("what is set up, what is missing, and what comes next"),
    ),
)
