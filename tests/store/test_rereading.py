"""A roster is read when it changed, and only what changed is written."""

from dataclasses import replace

from ci_bot.ports.store import Store
from ci_bot.store import open_store
from ci_bot.testing.contracts.store_base import load, save
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import MARA, small_coalition
from tests.store.statements import Said, overheard


def _words(heard: list[Said]) -> list[str]:
    return [said.sql.partition(" WHERE")[0].split(" (")[0] for said in heard]


async def test_a_coalition_that_did_not_change_is_asked_for_its_revision_alone(
    sqlite_store: Store,
) -> None:
    saved = await save(sqlite_store, full_coalition())
    with overheard() as heard:
        assert await load(sqlite_store) is saved
    assert [s for s in _words(heard) if s != "BEGIN"] == [
        "SELECT coalitions.revision \nFROM coalitions \nWHERE coalitions.coalition_id = ?"
    ]


async def test_what_another_process_changed_is_read_again(
    sqlite_store: Store, sqlite_url: str
) -> None:
    saved = await save(sqlite_store, small_coalition())
    async with open_store(sqlite_url) as other:
        changed = await save(other, replace(saved, name="Renamed elsewhere"))
    assert await load(sqlite_store) == changed


async def test_what_was_taken_back_is_never_taken_for_anothers_change(
    sqlite_store: Store, sqlite_url: str
) -> None:
    saved = await save(sqlite_store, small_coalition())
    async with sqlite_store.write() as uow:
        await uow.of(saved.id).save(replace(saved, name="Taken back"))
    async with open_store(sqlite_url) as other:
        changed = await save(other, replace(saved, name="Changed elsewhere"))
    assert await load(sqlite_store) == changed


async def test_saving_writes_only_the_rows_that_differ(sqlite_store: Store) -> None:
    saved = await save(sqlite_store, full_coalition())
    person = replace(saved.people[MARA], name="Mara Berg")
    with overheard() as heard:
        await save(sqlite_store, replace(saved, people={**saved.people, MARA: person}))
    writes = [words for words in _words(heard) if not words.startswith(("SELECT", "BEGIN"))]
    assert [words.split(" SET ")[0].strip() for words in writes] == [
        "UPDATE coalitions",
        "DELETE FROM people",
        "INSERT INTO people",
    ]


async def test_saving_what_is_stored_writes_its_revision_alone(sqlite_store: Store) -> None:
    saved = await save(sqlite_store, full_coalition())
    with overheard() as heard:
        await save(sqlite_store, saved)
    writes = [words for words in _words(heard) if not words.startswith(("SELECT", "BEGIN"))]
    assert [words.split(" SET ")[0].strip() for words in writes] == ["UPDATE coalitions"]
