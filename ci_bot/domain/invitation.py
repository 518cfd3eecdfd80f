"""Invitations: a one-time code that links a chat account to a person."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import AccountId, PersonId
from ci_bot.domain.moment import aware, aware_or_none


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """One code, known only by its hash; used at most once, before it expires."""

    code_hash: str
    person: PersonId
    created: datetime
    expires: datetime
    used: datetime | None = None
    used_by: AccountId | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "created", aware(self.created))
        object.__setattr__(self, "expires", aware(self.expires))
        object.__setattr__(self, "used", aware_or_none(self.used))
