"""How one line outside a check-in's conversation becomes an update."""

from dataclasses import replace

from ci_bot.domain.activity import Activity
from ci_bot.domain.answering.answer import Told
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit


def default_visibility(coalition: Coalition, activity: Activity) -> Visibility:
    """Who reads an update nobody narrowed; without a working group, its level is empty."""
    return possible(coalition, activity, coalition.visibility)


def possible(coalition: Coalition, activity: Activity, chosen: Visibility) -> Visibility:
    """Nobody reads in a working group that there isn't."""
    lonely = activity.working_group not in coalition.working_groups
    return Visibility.BACKBONE if chosen is Visibility.WORKING_GROUP and lonely else chosen


def judged(update: Update, told: Told, before: Update | None) -> Update:
    """The update with its lead's judgement, and as narrow as a worry has to be at first."""
    if told.no_change:
        status = None if before is None else before.status
        update = replace(update, status=status, no_change=True)
        if before is not None and not update.words:
            return replace(update, visibility=before.visibility)
    else:
        update = replace(update, status=told.status)
    worrying = update.status is not None and update.status.worrying
    return replace(update, visibility=Visibility.BACKBONE) if worrying else update


async def end_activity(
    unit: CoalitionUnit, coalition: Coalition, activity: Activity, update: Update
) -> None:
    """What its lead calls done or dropped isn't asked about any more."""
    if update.contribution or update.status is None or update.no_change or not update.confirmed:
        return
    final = update.status if update.status.final else None
    if activity.final is final:
        return
    activities = {**coalition.activities, activity.id: replace(activity, final=final)}
    await unit.save(replace(coalition, activities=activities))
