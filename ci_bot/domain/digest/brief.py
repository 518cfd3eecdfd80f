"""Chooses the short form of a digest, for those who decide: the backbone and the steering."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import LONG
from ci_bot.domain.digest.content import (
    AtRisk,
    Brief,
    BriefFor,
    Entry,
    GoalAtRisk,
    HelpKind,
    HelpLine,
    Page,
    ProgressLine,
)
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import GoalId
from ci_bot.domain.status import Status
from ci_bot.domain.visibility import Audience, last_visible

IN_DANGER = (Status.AT_RISK, Status.OFF_TRACK)
"""What somebody should look at; to put work on hold or to drop it is a decision."""


def brief(
    material: Material, page: Page, everybody: Page, audience: Audience, name: str
) -> Brief | None:
    """What the backbone or the steering gets of its page; None: the others get the whole.

    `everybody`: what the whole coalition reads.
    """
    if name not in list(BriefFor):
        return None
    reader = BriefFor(name)
    steering = reader is BriefFor.STEERING
    known = set(everybody.entries())
    waiting = tuple(_waiting(material, page.help))
    taken = {line.key for line in waiting}
    rest = [entry for entry in page.entries() if entry.key not in taken]
    decides: Callable[[Entry], bool] = _steering_decides if steering else _backbone_follows
    return Brief(
        reader=reader,
        decide=tuple(entry for entry in rest if entry in known and decides(entry)),
        private=tuple(_more(entry, everybody) for entry in rest if entry not in known),
        waiting=waiting,
        at_risk=tuple(_at_risk(material, audience)) if steering else (),
    )


def _more(entry: Entry, everybody: Page) -> Entry:
    """The line without the words that all read anyway."""
    known = everybody.entry(entry.key)
    if not isinstance(entry, ProgressLine) or not isinstance(known, ProgressLine):
        return entry
    return replace(
        entry,
        words=None if entry.words == known.words else entry.words,
        contributions=tuple(v for v in entry.contributions if v not in known.contributions),
        told=tuple(v for v in entry.told if v not in known.told),
    )


def _backbone_follows(entry: Entry) -> bool:
    if isinstance(entry, ProgressLine):
        return entry.worse or bool(entry.told)
    return _lead_wanted(entry)


def _steering_decides(entry: Entry) -> bool:
    if isinstance(entry, ProgressLine):
        return entry.worse and entry.status is not Status.AT_RISK
    return _lead_wanted(entry)


def _lead_wanted(entry: Entry) -> bool:
    return isinstance(entry, HelpLine) and entry.kind is HelpKind.LEAD_WANTED


def _waiting(material: Material, lines: Iterable[HelpLine]) -> Iterator[HelpLine]:
    """The asks that have been open for long, the oldest first."""
    opened = {ask.number: ask.opened for ask in material.asks}
    asks = [line for line in lines if line.kind is HelpKind.ASK]
    for line in sorted(asks, key=lambda line: line.ask or 0):
        since = None if line.ask is None else opened.get(line.ask)
        if since is not None and since <= material.digest.due - LONG:
            yield replace(line, since=material.local_day(since))


def _at_risk(material: Material, audience: Audience) -> Iterator[GoalAtRisk]:
    """Goal by goal, in the coalition's order; of a goal without danger nothing is said."""
    coalition = material.coalition
    found: dict[GoalId | None, list[AtRisk]] = {goal: [] for goal in (*coalition.goals, None)}
    for activity in coalition.activities.values():
        standing = _standing(material, activity, audience)
        if standing is not None:
            found[activity.goal if activity.goal in found else None].append(standing)
    for goal, activities in found.items():
        if activities:
            text = None if goal is None else coalition.goals[goal].text
            yield GoalAtRisk(goal=text, activities=tuple(activities))


def _standing(material: Material, activity: Activity, audience: Audience) -> AtRisk | None:
    if activity.archived:
        return None
    known = list(material.before.get(activity.id, ()))
    # What the backbone left out isn't told in another place.
    if not material.left_out(f"activity:{activity.id}"):
        known += material.news_of.get(activity.id, ())
    last = last_visible(known, activity, audience)
    if last is None or last.status not in IN_DANGER:
        return None
    return AtRisk(activity=activity.title, status=last.status, since=material.local_day(last.at))
