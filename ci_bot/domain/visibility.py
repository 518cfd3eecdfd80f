"""Who may see an update or an ask, and what an audience last saw of an activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GroupId, PersonId
from ci_bot.domain.roles import RoleName
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update

_READERS = (Visibility.BACKBONE, Visibility.WORKING_GROUP, Visibility.COALITION)
_GRAVITY = {Status.AT_RISK: 1, Status.ON_HOLD: 2, Status.OFF_TRACK: 2, Status.DROPPED: 3}


@dataclass(frozen=True, kw_only=True, slots=True)
class Audience:
    """Those who read together; everybody reads what is visible to the coalition."""

    backbone: bool = False
    groups: frozenset[GroupId] = frozenset()


COALITION = Audience()
BACKBONE = Audience(backbone=True)


def audience_named(name: str) -> Audience:
    """A channel's audience: coalition, backbone, steering, or a working group's id."""
    match name:
        case "backbone":
            return BACKBONE
        case "coalition" | "steering":
            return COALITION
        case _:
            return Audience(groups=frozenset({GroupId(name)}))


def audience_of(coalition: Coalition, person: PersonId, today: date) -> Audience:
    """What a person may read by their hats: the backbone, and the working groups they belong to.

    They belong to the groups they chair, and to those of their organisations unless their hat is
    narrowed to another group.
    """
    hats = coalition.hats(person, today)
    return Audience(
        backbone=any(hat.role is RoleName.BACKBONE for hat in hats),
        groups=frozenset(
            group.id
            for group in coalition.working_groups.values()
            if person in group.co_chairs
            or any(
                hat.organisation in group.organisations and hat.scope in (None, group.id)
                for hat in hats
            )
        ),
    )


def may_see(visibility: Visibility, activity: Activity | None, audience: Audience) -> bool:
    """Whether words of that visibility, said on that activity or on none, are for the audience."""
    match visibility:
        case Visibility.COALITION:
            return True
        case Visibility.WORKING_GROUP:
            group = None if activity is None else activity.working_group
            return audience.backbone or group in audience.groups
        case Visibility.BACKBONE:
            return audience.backbone
        case _:
            assert_never(visibility)


def narrower(one: Visibility, other: Visibility) -> Visibility:
    """The one of both that fewer people may read."""
    return min(one, other, key=_READERS.index)


def sets_status(update: Update) -> bool:
    """Whether the update says by itself how the activity stands.

    A "no change" doesn't: it repeats a status that not everybody may have seen. Nor does what the
    backbone was told, until it is confirmed.
    """
    return (
        update.current
        and update.confirmed
        and not update.contribution
        and not update.no_change
        and update.status is not None
    )


def as_good_as_silence(update: Update) -> bool:
    """Whether it is a bare "no change", which nobody may be able to tell from no answer."""
    return update.no_change and not update.words.strip()


def last_visible(
    updates: Iterable[Update], activity: Activity, audience: Audience
) -> Update | None:
    """The update that set the status as this audience knows it; its `at` is the date to show.

    So silence, "no change" and what the audience may not see all leave it where it was.
    """
    seen = (
        update
        for update in updates
        if update.activity == activity.id
        and sets_status(update)
        and may_see(update.visibility, activity, audience)
    )
    return max(seen, key=lambda update: (update.at, update.recorded), default=None)


def over(updates: Iterable[Update], activity: Activity, audience: Audience) -> bool:
    """Whether the activity has ended as far as the audience may know.

    An end told in a hidden update isn't shown by leaving the activity out, nor a hidden return by
    taking it in again. What the roster says otherwise than the last word counts for all.
    """
    if activity.archived:
        return True
    known = tuple(updates)
    seen, true = last_visible(known, activity, audience), last_visible(known, activity, BACKBONE)
    if true is None or _end(true) != activity.final:
        return activity.final is not None
    return _end(seen) is not None


def _end(last: Update | None) -> Status | None:
    status = None if last is None else last.status
    return status if status is not None and status.final else None


def worsened(status: Status | None, was: Status | None) -> bool:
    """Whether others have to know: it is worse than before, as far as the audience saw both."""
    return _gravity(status) > _gravity(was)


def _gravity(status: Status | None) -> int:
    return 0 if status is None else _GRAVITY.get(status, 0)
