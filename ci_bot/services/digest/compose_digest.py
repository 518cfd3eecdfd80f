"""Freezes a digest: fixes its selection, once for its period, and shows it to the backbone."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from ci_bot.domain.coalition import Coalition, Release
from ci_bot.domain.digest.compose import preview_keys
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.ports.crash import reached
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.digest.backbone_preview import audiences, is_silent
from ci_bot.services.digest.draft_digest import draft_digest, period_of_digest
from ci_bot.services.digest.load_digest import load_material, newest_digest
from ci_bot.services.digest.release_digest import ReleaseDigest
from ci_bot.services.digest.send_preview import send_preview
from ci_bot.services.digest.tell_authors import TellAuthors
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views.digest.changes import not_released


class CloseRounds(Protocol):
    """Ends the rounds whose answers belong to what is frozen now."""

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, now: datetime, *, early: bool = False
    ) -> object: ...


@dataclass(frozen=True, kw_only=True)
class FreezeDigest:
    """At the freeze: closes the rounds, and fixes what the next digest will tell."""

    close_rounds: CloseRounds
    release: ReleaseDigest
    tell_authors: TellAuthors

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        """Does nothing more where the period has its digest already; `due`: the freeze's hour."""
        coalition = await uow.of(coalition_id).load()
        if coalition is None:
            return
        out = Timetable.of(coalition).digest_of(due)
        material = await self.freeze(uow, coalition, out, now, due)
        if material is None:
            return
        if coalition.rhythm.release is not Release.AUTOMATIC:
            await send_preview(uow, material, now)
        await self.tell_authors.of_shortened(uow, material, now)

    async def freeze(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        out: datetime,
        now: datetime,
        due: datetime,
        *,
        early: bool = False,
    ) -> Material | None:
        """Fixes the selection of the digest that goes out at `out`, unless its period has one.

        `due`: when it should be fixed, which says of what period it is.

        `early`: this freeze is by hand, and ends every open round. It may take up again what was
        too quiet to go out by itself.
        """
        unit = uow.of(coalition.id)
        period = period_of_digest(coalition, due)
        old = await unit.digest_of(period)
        again = early and old is not None and old.state is DigestState.QUIET
        had = old is not None and not again
        await self.close_rounds(uow, coalition.id, now, early=early and not had)
        if had:
            return None
        await self._settle_last(uow, coalition, now)
        material = await draft_digest(unit, coalition, out, now, period)
        if again and old is not None:
            material = await _taken_up(unit, material, old)
        digest = replace(
            material.digest,
            state=DigestState.QUIET if is_silent(material) else DigestState.FROZEN,
            lines=preview_keys(material, audiences(coalition)),
        )
        if again:
            await unit.put_digest(digest)
        else:
            await unit.add_digest(digest)
        reached("digest-build-mid")
        return replace(material, digest=digest)

    async def _settle_last(self, uow: UnitOfWork, coalition: Coalition, now: datetime) -> None:
        """What waits for its hour goes out, late; what waits for a person is not released."""
        unit = uow.of(coalition.id)
        last = await newest_digest(unit, lock=True)
        if last is None or last.state not in (DigestState.FROZEN, DigestState.HELD):
            return
        if last.state is DigestState.FROZEN and coalition.rhythm.release is not Release.MANUAL:
            await self.release.post(uow, coalition, last, now)
            return
        await unit.put_digest(replace(last, state=DigestState.NOT_RELEASED))
        first, until = (local_date(at, coalition.timezone) for at in (last.since, last.until))
        await tell_backbone(
            uow,
            coalition,
            lambda reader: not_released(coalition.name, first, until, reader),
            subject=f"not-released:{last.id}",
            now=now,
        )


async def _taken_up(unit: CoalitionUnit, drafted: Material, quiet: Digest) -> Material:
    """The quiet digest with what was said since, in its place."""
    digest = replace(
        quiet,
        until=drafted.digest.until,
        updates=tuple(dict.fromkeys((*quiet.updates, *drafted.digest.updates))),
        asks=drafted.digest.asks,
    )
    return await load_material(unit, drafted.coalition, digest)
