"""`ci-bot coalition`: from the coalition file to the database, and back."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from ci_bot.cli.options import DEFAULT, Config, Json

group = typer.Typer(help="Show, make or write down what a coalition is.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The coalition file.")]
Prune = Annotated[
    bool, typer.Option("--prune", help="Also remove what is stored but not in the file.")
]


@group.command()
def plan(file: File, prune: Prune = False, as_json: Json = False, config: Config = DEFAULT) -> None:
    """Show what `apply` would change; changes nothing."""
    from ci_bot.cli.applying import plan_file
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import give, say

    difference = asyncio.run(plan_file(read_installation(config), file, prune=prune))
    if as_json:
        give(difference.data)
        return
    difference.show()
    if difference.changes:
        again = " --prune" if prune else ""
        say(f"{difference.summary}. `ci-bot coalition apply {file}{again}` makes them.")


@group.command()
def apply(
    file: File, prune: Prune = False, as_json: Json = False, config: Config = DEFAULT
) -> None:
    """Make the coalition what the file says; twice is as once."""
    from ci_bot.cli.applying import apply_file
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import give, say

    difference = asyncio.run(apply_file(read_installation(config), file, prune=prune))
    if as_json:
        give(difference.data)
        return
    difference.show()
    if difference.changes:
        say(f"{difference.summary}. Done.")


@group.command()
def export(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="Which coalition.")],
    config: Config = DEFAULT,
) -> None:
    """Write the coalition as a file, with what was changed in chat."""
    from ci_bot.cli.applying import export_file
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import pour

    pour(asyncio.run(export_file(read_installation(config), slug)))
