"""Claims read only the part of a queue that they take, however much was ever worked on."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_base import fill, save
from ci_bot.testing.contracts.store_samples import NOW, RIVER, minutes, small_coalition
from tests.store.statements import Said, overheard

UNTIL = NOW + minutes(1)


@pytest.fixture
async def asked(sqlite_store: Store) -> list[Said]:
    """What the workers ask all the time, and what each event asks."""
    await save(sqlite_store, small_coalition())
    lease: dict[str, Any] = {"attempt": "one", "leased_until": UNTIL, "limit": 10}
    with overheard() as heard:
        async with sqlite_store.write() as uow:
            await fill(uow.of(RIVER))
            await uow.inbox.claim(now=NOW, **lease)
            await uow.outbox.expire_leases(now=NOW, settle_at=UNTIL)
            await uow.outbox.claim_doubtful(now=NOW, **lease)
            await uow.outbox.claim(now=NOW, **lease)
            await uow.calendar.due(now=NOW, limit=10)
            await uow.inbox.waiting()
            await uow.of(RIVER).latest_updates()
            await uow.of(RIVER).updates(since=NOW, until=UNTIL)
    return [said for said in heard if said.sql.startswith(("SELECT", "UPDATE", "WITH"))]


async def test_nothing_that_is_asked_all_the_time_reads_a_whole_table(
    asked: list[Said], tmp_path: Path
) -> None:
    assert len(asked) >= 8
    with closing(sqlite3.connect(tmp_path / "ci-bot.db")) as database:
        for said in asked:
            plan = database.execute(f"EXPLAIN QUERY PLAN {said.sql}", said.given).fetchall()
            scans = [step for *_, step in plan if step.startswith("SCAN") and "INDEX" not in step]
            assert set(scans) <= {"SCAN free", "SCAN place"}, said.sql


@pytest.mark.parametrize(
    "index",
    [
        "ix_arrivals_available",
        "ix_arrivals_waiting",
        "ix_deliveries_claimable",
        "ix_deliveries_unfinished",
        "ix_deliveries_sending",
        "ix_deliveries_ambiguous",
        "ix_schedules_next_due",
        "ix_updates_coalition_id_activity_visibility_at",
        "ix_updates_coalition_id_recorded",
    ],
)
async def test_an_index_that_is_kept_is_used(asked: list[Said], tmp_path: Path, index: str) -> None:
    with closing(sqlite3.connect(tmp_path / "ci-bot.db")) as database:
        plans = [
            step
            for said in asked
            for *_, step in database.execute(f"EXPLAIN QUERY PLAN {said.sql}", said.given)
        ]
    assert any(index in step for step in plans)
