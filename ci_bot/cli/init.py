"""`ci-bot init`: the files to start from."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to.")] = Path(),
    on: Annotated[
        list[str] | None,
        typer.Option(metavar="PLATFORM", help="Matrix unless given; may be given again."),
    ] = None,
) -> None:
    """Write the files to start from, with comments."""
    from ci_bot.cli.beginning import PLATFORMS, write_files
    from ci_bot.cli.terminal import say

    for path in write_files(folder, on or PLATFORMS):
        say(f"{path}")
    say("Next: edit ci-bot.toml, put what it names into the secrets folder, then `ci-bot check`.")
