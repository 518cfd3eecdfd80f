"""What the backbone may do to a digest between its freeze and its posting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.draft_digest import period_of_digest
from ci_bot.services.digest.load_digest import newest_digest

_WAITING = (DigestState.FROZEN, DigestState.HELD)


@dataclass(frozen=True, kw_only=True)
class SteerDigest:
    """Each answers with the digest as it is now, or None where none waits."""

    async def hold(self, uow: UnitOfWork, coalition_id: CoalitionId) -> Digest | None:
        """Keeps it back until somebody posts it."""
        waiting = await self.waiting(uow, coalition_id)
        return await _put(uow, coalition_id, waiting and replace(waiting, state=DigestState.HELD))

    async def introduce(
        self, uow: UnitOfWork, coalition: Coalition, words: str, by: PersonId, now: datetime
    ) -> Digest | None:
        """Puts words on top, in the name of who wrote them; no words take them away again.

        Also on one too quiet to go out by itself, as long as it can be posted by hand.
        """
        newest = await newest_digest(uow.of(coalition.id), lock=True)
        if newest is None or not (newest.state in _WAITING or _quiet_now(newest, coalition, now)):
            return None
        author = by if words.strip() else None
        introduced = replace(newest, intro=words.strip(), intro_by=author)
        return await _put(uow, coalition.id, introduced)

    async def drop(
        self, uow: UnitOfWork, coalition_id: CoalitionId, numbers: Sequence[int]
    ) -> Digest | None:
        """Leaves those lines of the preview out.

        Raises LookupError with the first number that the preview doesn't have.
        """
        waiting = await self.waiting(uow, coalition_id)
        if waiting is None:
            return None
        for number in numbers:
            if not 1 <= number <= len(waiting.lines):
                raise LookupError(number)
        dropped = tuple(sorted({*waiting.dropped, *numbers}))
        return await _put(uow, coalition_id, replace(waiting, dropped=dropped))

    async def waiting(self, uow: UnitOfWork, coalition_id: CoalitionId) -> Digest | None:
        """The digest that is frozen and not posted yet."""
        newest = await newest_digest(uow.of(coalition_id), lock=True)
        return newest if newest is not None and newest.state in _WAITING else None


def _quiet_now(newest: Digest, coalition: Coalition, now: datetime) -> bool:
    """Whether `digest post` takes it up again; in the next period it begins the next one."""
    quiet = newest.state is DigestState.QUIET
    return quiet and newest.period == period_of_digest(coalition, now)


async def _put(uow: UnitOfWork, coalition_id: CoalitionId, digest: Digest | None) -> Digest | None:
    if digest is not None:
        await uow.of(coalition_id).put_digest(digest)
    return digest
