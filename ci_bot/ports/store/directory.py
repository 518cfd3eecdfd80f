"""Who and where, and the small values that belong to no coalition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from ci_bot.domain.coalition import Channel
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId, RoomId
from ci_bot.domain.invitation import Invitation


class Directory(Protocol):
    """Who and where: from the platform's identities to coalitions."""

    async def coalitions(self) -> Sequence[CoalitionId]: ...

    async def people(self, account: AccountId) -> Sequence[tuple[CoalitionId, PersonId]]: ...

    async def channel(self, room: RoomId) -> tuple[CoalitionId, Channel] | None: ...

    async def invitation(self, code_hash: str) -> tuple[CoalitionId, Invitation] | None: ...

    async def invitations_open(self, *, now: datetime) -> int: ...


class Values(Protocol):
    """Small named values: adapters' cursors and maps, the heartbeat."""

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, value: str) -> None: ...

    async def swap(self, name: str, before: str, after: str) -> bool:
        """Puts `after` where `before` is; False, and nothing changed, where it isn't any more."""
        ...

    async def remove(self, name: str) -> bool:
        """Whether there was one: of several at once, one is told so."""
        ...

    async def names(self, prefix: str) -> Sequence[str]: ...

    async def beginning(self, prefix: str) -> Mapping[str, str]:
        """The values whose names begin so, by name."""
        ...


class Questions(Protocol):
    """At most one open question per account, outside prompts."""

    async def get(self, account: AccountId) -> OpenQuestion | None: ...

    async def put(self, question: OpenQuestion) -> None: ...

    async def remove(self, account: AccountId) -> None: ...
