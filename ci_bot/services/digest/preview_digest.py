"""Shows the backbone the digest that waits, or the one that would be frozen now."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.backbone_preview import preview_of
from ci_bot.services.digest.draft_digest import draft_digest, period_of_digest
from ci_bot.services.digest.load_digest import load_material, newest_digest
from ci_bot.views.digest.preview import Preview


@dataclass(frozen=True, kw_only=True)
class PreviewDigest:
    """`digest preview`, for the backbone alone; changes nothing."""

    async def __call__(self, uow: UnitOfWork, coalition: Coalition, now: datetime) -> Preview:
        """Before the freeze its lines have no numbers yet."""
        unit = uow.of(coalition.id)
        newest = await newest_digest(unit)
        if newest is not None and newest.state in (DigestState.FROZEN, DigestState.HELD):
            return preview_of(await load_material(unit, coalition, newest))
        freeze = next(Timetable.of(coalition).freezes(after=now))
        out = Timetable.of(coalition).digest_of(freeze)
        period = period_of_digest(coalition, freeze)
        return preview_of(await draft_digest(unit, coalition, out, now, period), frozen=False)
