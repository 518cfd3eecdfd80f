"""Posts a digest now, by hand: the one that waits, or one frozen on the spot."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.ids import PersonId
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.compose_digest import FreezeDigest
from ci_bot.services.digest.load_digest import newest_digest


@dataclass(frozen=True, kw_only=True)
class PostDigest:
    """`digest post`; it takes the place of the scheduled one of its period, also of a quiet one."""

    freeze: FreezeDigest

    async def __call__(
        self, uow: UnitOfWork, coalition: Coalition, by: PersonId, now: datetime
    ) -> Digest | None:
        """The digest as posted; None where the period has had its own."""
        waiting = await newest_digest(uow.of(coalition.id), lock=True)
        if waiting is None or waiting.state not in (DigestState.FROZEN, DigestState.HELD):
            # Answers to what is asked now belong to this digest, also those that come later.
            material = await self.freeze.freeze(uow, coalition, now, now, now, early=True)
            if material is None:
                return None
            waiting = material.digest
        return await self.freeze.release.post(uow, coalition, waiting, now, by)
