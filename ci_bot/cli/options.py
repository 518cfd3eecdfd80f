"""The options that many commands share."""

from pathlib import Path
from typing import Annotated

import typer

DEFAULT = Path("ci-bot.toml")

Config = Annotated[Path, typer.Option("--config", "-c", metavar="FILE", help="The settings file.")]
Json = Annotated[bool, typer.Option("--json", help="For programs: one JSON document.")]
OfCoalition = Annotated[
    str | None,
    typer.Option("--coalition", metavar="SLUG", help="Which one, where there are several."),
]
