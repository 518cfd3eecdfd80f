"""What is linked to a coalition: accounts of people, and rooms."""

from dataclasses import dataclass
from datetime import date

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import local_part
from ci_bot.domain.person import Person

_BACKBONE = "backbone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Links:
    """`missing`: people with a role and without an account."""

    missing: tuple[Person, ...]
    channels: tuple[Channel, ...]

    @property
    def rooms(self) -> tuple[Channel, ...]:
        """A channel for each room."""
        return tuple({local_part(channel.address): channel for channel in self.channels}.values())

    @property
    def unseen(self) -> tuple[str, ...]:
        """Rooms that no platform has shown yet."""
        return tuple(local_part(c.address) for c in self.rooms if c.room is None)

    @property
    def digest(self) -> bool:
        """Whether any room gets the digest."""
        return any(channel.audience != _BACKBONE for channel in self.channels)

    @property
    def backbone(self) -> bool:
        """Whether the backbone has a room."""
        return any(channel.audience == _BACKBONE for channel in self.channels)


def links_of(coalition: Coalition, today: date) -> Links:
    """As it is on that day."""
    linked = {account.person for account in coalition.accounts}
    return Links(
        missing=tuple(
            person
            for person in coalition.people.values()
            if person.id not in linked and coalition.hats(person.id, today)
        ),
        channels=tuple(coalition.channels),
    )
