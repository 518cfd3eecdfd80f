"""Shows a digest again, as far as who asks may read it."""

from dataclasses import dataclass

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest import Digest, DigestState
from ci_bot.domain.digest_compose import compose
from ci_bot.domain.digest_content import DigestContent
from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.visibility import COALITION, Audience
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.load_digest import load_material

_ALL = 10_000
"""More than a coalition has in a lifetime."""


@dataclass(frozen=True, kw_only=True)
class ShowDigest:
    """`digest [last|PERIOD]` in chat, and `ci-bot digest show`."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        period: PeriodKey | None = None,
        audience: Audience = COALITION,
    ) -> DigestContent | None:
        """The posted digest of a period, or the last one; None where there is none.

        As it was last posted: what was corrected after the next freeze stands in later ones.
        """
        unit = uow.of(coalition.id)
        posted: Digest | None = None
        following: Digest | None = None
        for digest in await unit.digests(limit=_ALL):
            wanted = period in (None, digest.period)
            if wanted and digest.state is DigestState.POSTED:
                posted = digest
                break
            following = digest
        if posted is None:
            return None
        until = None if following is None else following.until
        material = await load_material(unit, coalition, posted, until=until)
        return compose(material, audience)
