"""`ci-bot init`: the files to start from."""

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to.")] = Path(),
) -> None:
    """Write the files to start from, with comments."""
    from ci_bot.cli.beginning import write_files
    from ci_bot.cli.terminal import say

    for path in write_files(folder):
        say(f"{path}")
    say("Next: edit ci-bot.toml, put the password into the secrets folder, then `ci-bot check`.")
