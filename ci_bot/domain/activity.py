"""Activities: the work that partners do toward a goal."""

from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.domain.ids import ActivityId, GoalId, GroupId, OrganisationId, PersonId
from ci_bot.domain.moment import aware
from ci_bot.domain.status import Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Milestone:
    """A dated checkpoint inside an activity."""

    date: date
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """A milestone got another date: the fact that others have to hear of; `at`: when it changed."""

    text: str
    was: date
    date: date
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware(self.at))


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity:
    """Work by one or more partners; `rhythm` is a schedule in the surface's grammar, or None.

    `reinforces` names activities, goals or measures. `final` is the last status that ended it.
    `moves`: how its milestones moved, oldest first; see `milestone_moves`.
    """

    id: ActivityId
    title: str
    lead_organisation: OrganisationId
    lead_person: PersonId
    deputy_person: PersonId | None = None
    supporting: tuple[OrganisationId, ...] = ()
    goal: GoalId | None = None
    working_group: GroupId | None = None
    reinforces: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    rhythm: str | None = None
    milestones: tuple[Milestone, ...] = ()
    moves: tuple[Move, ...] = ()
    final: Status | None = None
    archived: bool = False

    def started(self, today: date) -> bool:
        """Whether its begin has come; without one it always has."""
        return self.start is None or self.start <= today

    def active(self, today: date) -> bool:
        """Started, and neither done, dropped nor archived; a past `end` alone changes nothing."""
        return self.started(today) and self.final is None and not self.archived

    def next_milestone(self, today: date) -> Milestone | None:
        """The earliest milestone from today on."""
        ahead = [m for m in self.milestones if m.date >= today]
        return min(ahead, key=lambda m: m.date, default=None)
