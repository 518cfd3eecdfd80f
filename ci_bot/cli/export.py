"""`ci-bot export`: what was said and agreed, for spreadsheets and other programs."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from ci_bot.cli.options import DEFAULT, Config, OfCoalition

group = typer.Typer(help="Write what was said and agreed to files; for the host.")

Formats = Annotated[
    str,
    typer.Option("--format", metavar="FORMATS", help="One or more of csv, json and xlsx."),
]
Folder = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Where the files go; without it, here.",
        file_okay=False,
        exists=True,
    ),
]


@group.command()
def updates(
    coalition: OfCoalition = None,
    formats: Formats = "csv",
    out: Folder = Path(),
    config: Config = DEFAULT,
) -> None:
    """Write every update that counts, with who may read it."""
    _export("updates", coalition, formats, out, config)


@group.command()
def measures(
    coalition: OfCoalition = None,
    formats: Formats = "csv",
    out: Folder = Path(),
    config: Config = DEFAULT,
) -> None:
    """Write the definitions of the measures."""
    from ci_bot.cli.terminal import note

    _export("measures", coalition, formats, out, config)
    note("These are the definitions; values of measures are not kept yet.")


@group.command()
def asks(
    coalition: OfCoalition = None,
    formats: Formats = "csv",
    out: Folder = Path(),
    config: Config = DEFAULT,
) -> None:
    """Write every ask, offer and lesson, with who may read it."""
    _export("asks", coalition, formats, out, config)


def _export(what: str, coalition: str | None, formats: str, out: Path, config: Path) -> None:
    from ci_bot.cli.exporting import export_files
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import say
    from ci_bot.services.roster.export_rows import FORMATS

    wanted = tuple(dict.fromkeys(part.strip().casefold() for part in formats.split(",")))
    if not set(wanted) <= set(FORMATS):
        raise typer.BadParameter("one or more of csv, json and xlsx", param_hint="--format")
    written = export_files(read_installation(config), coalition, what, wanted, out)
    paths, count = asyncio.run(written)
    for path in paths:
        say(f"{path}: {count} rows" if count != 1 else f"{path}: 1 row")
