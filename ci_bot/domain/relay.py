"""The relay: the conversation of two people about an ask or offer, carried between their chats."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import OrganisationId, PersonId, RelayId
from ci_bot.domain.moment import aware, aware_or_none


@dataclass(frozen=True, kw_only=True, slots=True)
class Relay:
    """`owner` raised the ask or offer of that number; `helper` answers it, for `organisation`.

    `closed_by`: who ended it, one of the two or the backbone.
    """

    id: RelayId
    ask: int
    owner: PersonId
    helper: PersonId
    organisation: OrganisationId
    opened: datetime
    closed: datetime | None = None
    closed_by: PersonId | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "opened", aware(self.opened))
        object.__setattr__(self, "closed", aware_or_none(self.closed))

    @property
    def open(self) -> bool:
        """Whether words are still carried."""
        return self.closed is None

    @property
    def people(self) -> tuple[PersonId, PersonId]:
        """The two, who raised it first."""
        return self.owner, self.helper

    def other(self, person: PersonId) -> PersonId:
        """Whom the words of one of the two go to."""
        return self.helper if person == self.owner else self.owner
