"""Every statement of a coalition's unit carries that coalition's id."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Table

from ci_bot.ports.store import Store
from ci_bot.store.tables import metadata
from ci_bot.testing.contracts.store_base import everything, fill
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import (
    RIVER,
    VALLEY,
    ended_prompt,
    full_digest,
    new_ask,
    new_invitation,
    new_round,
    new_update,
    small_coalition,
)
from tests.store.statements import Said, overheard

OWNED = [table for table in metadata.sorted_tables if "coalition_id" in table.c]
# What anybody may ask for by a key that names its coalition.
WITHOUT_OWNER = {"arrivals", "named_values", "questions"}


def _unbound(heard: Sequence[Said]) -> list[str]:
    return [said.sql for said in heard if _mentions(said.sql) and not _is_bound(said)]


def _mentions(sql: str) -> bool:
    return any(re.search(rf"\b{table.name}\b", sql) for table in OWNED)


def _is_bound(said: Said) -> bool:
    if said.sql.startswith("INSERT"):
        return "coalition_id" in said.sql and str(RIVER) in str(said.given)
    reads = len(re.findall(r"\b(?:FROM|UPDATE|JOIN) (?!\()(?!place\b)\w+", said.sql))
    predicates = len(re.findall(r"coalition_id = \S+", said.sql))
    others = str(VALLEY) in str(said.given)
    return predicates >= reads and str(RIVER) in str(said.given) and not others


def test_every_table_says_whose_its_rows_are() -> None:
    assert {t.name for t in metadata.sorted_tables if t not in OWNED} == WITHOUT_OWNER


# All but the coalition itself, and deliveries, which may be for none.
@pytest.mark.parametrize(
    "table", [t for t in OWNED if t.name not in {"coalitions", "deliveries"}], ids=str
)
def test_rows_belong_to_a_coalition_that_is_there(table: Table) -> None:
    assert not table.c.coalition_id.nullable
    targets = {key.target_fullname for key in table.c.coalition_id.foreign_keys}
    assert "coalitions.coalition_id" in targets


async def test_no_statement_lacks_its_coalition(database_store: Store) -> None:
    with overheard() as heard:
        async with database_store.write() as uow:
            unit = uow.of(RIVER)
            saved = await unit.save(full_coalition())
            await unit.save(replace(small_coalition(), revision=saved.revision))
            await fill(unit)
            await unit.add_invitation(new_invitation())
            await unit.put_round(new_round())
            await unit.put_prompt(ended_prompt())
            await unit.put_update(new_update())
            await unit.put_digest(full_digest())
            await unit.put_ask(new_ask(number=1))
            await unit.put_invitation(new_invitation())
            await everything(unit)
            await uow.commit()
    assert len(heard) > 40
    assert _unbound(heard) == []


async def test_a_statement_without_its_coalition_would_be_noticed() -> None:
    honest = Said("SELECT id FROM updates WHERE updates.coalition_id = ?", (RIVER,))
    assert _unbound([honest]) == []
    assert _unbound([replace(honest, sql="SELECT id FROM updates")])
    assert _unbound([replace(honest, given=(VALLEY,))])
    inner = "SELECT id FROM updates WHERE coalition_id = ? AND at = (SELECT max(at) FROM updates)"
    assert _unbound([replace(honest, sql=inner)])
    assert _unbound([Said("INSERT INTO updates (id) VALUES (?)", ("x",))])
