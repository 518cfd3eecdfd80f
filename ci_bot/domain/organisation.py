"""Organisations, their working groups and goals."""

from dataclasses import dataclass
from enum import StrEnum

from ci_bot.domain.ids import GoalId, GroupId, OrganisationId, PersonId


class Partnership(StrEnum):
    """Where an organisation's membership of the coalition stands."""

    INVITED = "invited"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """A legal or informal body taking part; `timezone` is an IANA name, `country` ISO 3166."""

    id: OrganisationId
    name: str
    kind: str = ""
    country: str | None = None
    timezone: str | None = None
    language: str | None = None
    in_coalition: tuple[str, ...] = ("partner",)
    partnership: Partnership = Partnership.ACTIVE
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingGroup:
    """A sub-group for one strategy, with the people who lead it; it `meets` on a schedule.

    `archived`: it is over.
    """

    id: GroupId
    name: str
    co_chairs: tuple[PersonId, ...] = ()
    organisations: tuple[OrganisationId, ...] = ()
    archived: bool = False
    meets: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Goal:
    """One of the coalition's few long-term aims."""

    id: GoalId
    text: str
