"""Shows a digest again, as far as who asks may read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.archive import Search, Wanted, as_it_stood, search
from ci_bot.domain.digest.compose import compose
from ci_bot.domain.digest.content import DigestContent
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.visibility import COALITION, Audience, audience_named
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.load_digest import load_material

_ALL = 10_000
"""More than a coalition has in a lifetime."""


@dataclass(frozen=True, kw_only=True)
class ShowDigest:
    """`digest [last|PERIOD]` in chat, and `ci-bot digest show`."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        wanted: Wanted | None = None,
        audience: Audience | str = COALITION,
    ) -> DigestContent | Search:
        """The posted digest of those days, or the last one, in whole for an audience.

        For the name of a channel's audience, as such a channel gets it: perhaps a brief. A search
        where there is none, or more than one. As it was last posted: what was corrected after the
        next freeze stands in later ones.
        """
        digests = await uow.of(coalition.id).digests(limit=_ALL)
        found = _last(digests) if wanted is None else search(digests, wanted)
        if len(found.found) != 1:
            return found
        (digest,) = found.found
        later = [other.until for other in digests if other.until > digest.until]
        until = min(later, default=None)
        material = await load_material(uow.of(coalition.id), coalition, digest, until=until)
        if until is not None:
            material = as_it_stood(material, until)
        if isinstance(audience, str):
            return compose(material, audience_named(audience), name=audience)
        return compose(material, audience)


def _last(digests: Sequence[Digest]) -> Search:
    posted = (digest for digest in digests if digest.state is DigestState.POSTED)
    return Search(found=tuple(posted)[:1])
