"""Compares a coalition file with the database, and makes the one what the other says."""

from dataclasses import dataclass
from pathlib import Path

from ci_bot.cli.coalitions import load_coalition
from ci_bot.cli.database import database
from ci_bot.cli.difference import Difference
from ci_bot.cli.installation import Installation
from ci_bot.coalition_file import (
    CoalitionFileError,
    describe,
    export_coalition,
    read_coalition_file,
)
from ci_bot.coalition_file.shape import CoalitionShape
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.difference import Change, differences
from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import Store
from ci_bot.runtime.clock import SystemClock
from ci_bot.services.roster.apply_coalition import ApplyCoalition, InconsistentError
from ci_bot.services.rounds.plan_calendar import PlanCalendar
from ci_bot.store import SchemaState, open_store, schema_state
from ci_bot.testing.memory_store import MemoryStore


async def plan_file(installation: Installation, path: Path, *, prune: bool) -> Difference:
    """What applying the file would change; raises CoalitionFileError and StoreError."""
    file = _File(path, read_coalition_file(path), prune)
    return await _planned(installation, file)


async def apply_file(installation: Installation, path: Path, *, prune: bool) -> Difference:
    """What applying the file changed, the database made where there was none.

    Raises CoalitionFileError, with nothing written, and StoreError.
    """
    file = _File(path, read_coalition_file(path), prune)
    await _planned(installation, file)
    async with database(installation) as rows:
        return await file.compared(await rows.store(), dry_run=False)


async def export_file(installation: Installation, slug: str) -> str:
    """The stored coalition as a file."""
    async with open_store(installation.url) as store, store.read() as uow:
        return export_coalition(await load_coalition(uow, slug))


async def _planned(installation: Installation, file: "_File") -> Difference:
    if await schema_state(installation.url) is SchemaState.MISSING:
        # Nothing is stored, and nothing may be left behind.
        return await file.compared(MemoryStore(), dry_run=True)
    async with open_store(installation.url) as store:
        return await file.compared(store, dry_run=True)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    shape: CoalitionShape
    prune: bool

    async def compared(self, store: Store, *, dry_run: bool) -> Difference:
        kept: list[Change] = []

        def described(stored: Coalition | None) -> Coalition:
            wanted = describe(self.shape, stored, prune=self.prune)
            pruned = describe(self.shape, wanted, prune=True)
            kept.extend(differences(wanted, pruned))
            return wanted

        apply = ApplyCoalition(store=store, clock=SystemClock(), plan_calendar=PlanCalendar())
        slug = CoalitionId(self.shape.coalition.slug)
        try:
            applied = await apply(slug, described, dry_run=dry_run)
        except InconsistentError as error:
            problems = [f"{self.path}: {line}" for line in str(error).splitlines()]
            raise CoalitionFileError(problems) from None
        return Difference(
            changes=applied.changes,
            kept=tuple(kept),
            narrowed=applied.narrowed,
            planned=dry_run,
        )
