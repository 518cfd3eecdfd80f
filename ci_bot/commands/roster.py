"""Commands for everybody of the roster: who and what is in the coalition, and how it stands."""

from ci_bot.commands.line import number_in
from ci_bot.commands.marking import _
from ci_bot.commands.naming import find_activity
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, NoSuchError, UsageError
from ci_bot.domain.activity import Activity
from ci_bot.domain.authority import Right
from ci_bot.domain.ids import GoalId
from ci_bot.domain.matching.agenda_map import agenda_map
from ci_bot.domain.visibility import Audience, last_visible, over
from ci_bot.messages.blocks import Message
from ci_bot.services.answering.own_standings import own_standings
from ci_bot.views.roster import listing as views
from ci_bot.views.roster.listing import Standing
from ci_bot.views.roster.map import one_goal, whole_map


async def _active(request: Request) -> tuple[Activity, ...]:
    """What goes on, as far as those who read the answer may know."""
    updates = await request.unit.latest_updates()
    return tuple(
        a
        for a in request.coalition.activities.values()
        if a.started(request.day) and not over(updates, a, request.audience)
    )


async def _standings(
    request: Request, activities: tuple[Activity, ...], audience: Audience
) -> tuple[Standing, ...]:
    updates = await request.unit.latest_updates()
    return tuple(Standing(activity=a, last=last_visible(updates, a, audience)) for a in activities)


async def whoami(request: Request) -> Message:
    """Who the person is here."""
    return views.who_am_i(request.reader, request.coalition, request.person)


async def who(request: Request) -> Message:
    """The people of the coalition, or those whose name or organisation fits."""
    wanted = request.text.casefold()
    coalition = request.coalition
    found = []
    for person in coalition.people.values():
        hats = coalition.hats(person.id, request.day)
        names = [person.name, person.id]
        names += [coalition.organisations[hat.organisation].name for hat in hats]
        if hats and any(wanted in name.casefold() for name in names):
            found.append(person.id)
    return views.people(request.reader, coalition, tuple(found))


async def agenda(request: Request) -> Message:
    """The common agenda."""
    return views.agenda(request.reader, request.coalition)


async def activities(request: Request) -> Message:
    """The active activities by title."""
    return views.titles(request.reader, await _active(request))


async def activity(request: Request) -> Message:
    """One activity."""
    found, rest = find_activity(request, "activity")
    if rest:
        raise UsageError
    (standing,) = await _standings(request, (found,), request.audience)
    return views.activity(request.reader, request.coalition, standing)


async def status(request: Request) -> Message:
    """How every active activity stands, as far as those who read the answer may see."""
    shown = await _standings(request, await _active(request), request.audience)
    return views.standings(request.reader, shown)


async def mine(request: Request) -> Message:
    """The person's own activities."""
    shown = await own_standings(request.unit, request.coalition, request.person, request.day)
    return views.standings(request.reader, shown)


async def map_goals(request: Request) -> Message:
    """Who does what toward all goals, or toward those that the number or words name."""
    updates = await request.unit.latest_updates()
    going = tuple(
        a for a in request.coalition.activities.values() if not over(updates, a, request.audience)
    )
    found = agenda_map(request.coalition, going, request.day)
    if not request.text:
        return whole_map(request.reader, found)
    wanted = _goals_named(request)
    if not wanted:
        raise NoSuchError(request.text, "agenda")
    return one_goal(request.reader, found, wanted)


def _goals_named(request: Request) -> tuple[GoalId, ...]:
    """By the number in the agenda, else by id or by words of the text."""
    goals = tuple(request.coalition.goals)
    number = number_in(request.text)
    if number is not None:
        return goals[number - 1 : number] if number else ()
    wanted = request.text.casefold()
    texts = {goal: request.coalition.goals[goal].text.casefold() for goal in goals}
    return tuple(g for g in goals if wanted in g.casefold() or wanted in texts[g])


COMMANDS = (
    Command(
        words=("whoami",),
        handler=whoami,
        private=True,
        about=_("who you are here, and what is kept about you"),
    ),
    Command(
        words=("who",),
        handler=who,
        arguments="[NAME]",
        example="who museum",
        about=_("the people of the coalition"),
    ),
    Command(words=("agenda",), handler=agenda, about=_("what the coalition agreed on")),
    Command(words=("activities",), handler=activities, about=_("the activities, by name")),
    Command(
        words=("activity",),
        handler=activity,
        arguments="NAME",
        example="activity Label translation",
        about=_("one activity: who, how it stands, what comes next"),
    ),
    Command(words=("status",), handler=status, about=_("how the activities stand")),
    Command(
        words=("map",),
        handler=map_goals,
        arguments="[GOAL]",
        example="map 1",
        about=_("who does what, and what reinforces what"),
    ),
    Command(
        words=("mine",),
        handler=mine,
        right=Right.REPRESENTATIVE,
        private=True,
        about=_("your activities"),
    ),
)
