"""`ci-bot digest`: what was posted, for other places."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ci_bot.cli.options import DEFAULT, Config, OfCoalition

group = typer.Typer(help="Show what was posted.")


class Format(StrEnum):
    """As the views have them; named here again so that `--help` need not load them."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WIKITEXT = "wikitext"
    HTML = "html"
    JSON = "json"


@group.command()
def show(
    coalition: OfCoalition = None,
    *,
    period: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD", help="Like 2026-W47, 2026-11 or 2026-11-25; without it, the last."
        ),
    ] = None,
    format: Annotated[
        Format, typer.Option(help="One of text, markdown, wikitext, html and json.")
    ] = Format.TEXT,
    audience: Annotated[
        str,
        typer.Option(
            metavar="AUDIENCE",
            help="As its channels get it: coalition, backbone, steering or a working group's id.",
        ),
    ] = "coalition",
    chart: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write its status chart there, as .svg or .png, and here what it says in words.",
        ),
    ] = None,
    config: Config = DEFAULT,
) -> None:
    """Write a posted digest as an audience reads it: the whole coalition, or another one."""
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.showing_digest import chart_of, digest_text
    from ci_bot.cli.terminal import pour
    from ci_bot.cli.writing_chart import writer

    installation = read_installation(config)
    if chart is not None:
        write = writer(chart)
        image = asyncio.run(chart_of(installation, coalition, period, audience))
        write(image)
        pour(f"{image.alt}\n")
        return
    pour(asyncio.run(digest_text(installation, coalition, period, format, audience)))


@group.callback()
def _digest() -> None:
    """Without this, typer would take the only command for the group."""
