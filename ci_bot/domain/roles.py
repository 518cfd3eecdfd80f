"""Roles as hats: (person, acting for organisation, role, scope, from, to), and what they allow."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ci_bot.domain.ids import GroupId, OrganisationId, PersonId


class RoleName(StrEnum):
    """What a person may be in a coalition."""

    REPRESENTATIVE = "representative"
    DEPUTY = "deputy"
    BACKBONE = "backbone"
    STEERING_COMMITTEE = "steering_committee"
    OBSERVER = "observer"


SPEAKING = (RoleName.REPRESENTATIVE, RoleName.DEPUTY, RoleName.BACKBONE)
"""The hats in which somebody speaks for a partner, in that order; the others are never asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """One hat; `scope` narrows it to a working group, `until` is the first day without it."""

    person: PersonId
    organisation: OrganisationId
    role: RoleName
    scope: GroupId | None = None
    functions: tuple[str, ...] = ()
    title: str = ""
    since: date | None = None
    until: date | None = None

    def held(self, today: date) -> bool:
        """Whether the hat is worn on that day."""
        begun = self.since is None or self.since <= today
        return begun and (self.until is None or today < self.until)
