"""Reads what is to be exported, and makes files of it."""

from pathlib import Path

from ci_bot.cli.coalitions import load_coalition
from ci_bot.cli.installation import Installation
from ci_bot.cli.tables import as_csv, as_json, as_xlsx, write_new
from ci_bot.runtime.clock import SystemClock
from ci_bot.services.roster.export_rows import Export, export_rows
from ci_bot.store import open_store


async def export_files(
    installation: Installation, slug: str | None, what: str, formats: tuple[str, ...], folder: Path
) -> tuple[list[Path], int]:
    """The files that were written, and how many rows each has; raises FailedError, StoreError.

    Everything is made before anything is written.
    """
    async with open_store(installation.url) as store, store.read() as uow:
        coalition = await load_coalition(uow, slug)
        columns, rows = await export_rows(uow.of(coalition.id), coalition, Export(what))
    contents = {
        "csv": lambda: as_csv(columns, rows),
        "json": lambda: as_json(rows),
        "xlsx": lambda: as_xlsx(what, columns, rows),
    }
    made = {name: contents[name]() for name in formats}
    today = coalition.today(SystemClock().now()).isoformat()
    paths = [folder / f"{coalition.id}-{what}-{today}.{name}" for name in made]
    for path, content in zip(paths, made.values(), strict=True):
        write_new(path, content)
    return paths, len(rows)
