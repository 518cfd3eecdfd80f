"""`ci-bot status`: how the running bot is."""

import asyncio

import typer

from ci_bot.cli.options import DEFAULT, Config, Json


def status(as_json: Json = False, config: Config = DEFAULT) -> None:
    """Show how the running bot is; exit 1 when unhealthy.

    Platforms, queue lengths, the last deliveries, and what comes next.
    """
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.reporting import as_data, read, show
    from ci_bot.cli.terminal import give

    report = asyncio.run(read(read_installation(config)))
    if as_json:
        give(as_data(report))
    else:
        show(report)
    if report.reasons:
        raise typer.Exit(1)
