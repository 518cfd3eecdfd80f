"""A search reads no more than the page it shows, however much was ever said."""

from ci_bot.domain.search import Sight
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_samples import NOW, minutes, new_update, small_coalition
from tests.store.statements import overheard


async def test_only_the_rows_of_the_page_are_read(sqlite_store: Store) -> None:
    await save(sqlite_store, small_coalition())
    async with writing(sqlite_store) as unit:
        for number in range(300):
            await unit.add_update(
                new_update(f"u{number}", words=f"van {number}", at=NOW + minutes(number))
            )
    async with reading(sqlite_store) as unit:
        with overheard() as heard:
            found = await unit.search(("van",), Sight(everything=True), skip=10, limit=6)
    assert len(found) == 6
    page, rows = (said.sql for said in heard if said.sql.startswith("SELECT"))
    assert "LIMIT" in page
    assert "updates.words" not in page
    assert "updates.id IN" in rows
