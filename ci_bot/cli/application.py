"""All commands together; what a command needs is loaded when it is used."""

from typing import Annotated

import typer

from ci_bot.cli import coalition, config, db, digest, export
from ci_bot.cli.actions import WithActions
from ci_bot.cli.check import check
from ci_bot.cli.demo import demo
from ci_bot.cli.init import init
from ci_bot.cli.invite import invite
from ci_bot.cli.run import run
from ci_bot.cli.status import status

application = typer.Typer(
    name="ci-bot",
    cls=WithActions,
    help="Asks each partner of a coalition for a short update, and gives everybody one digest.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Boxes and colours take a quarter of a second to load, and hide nothing that words don't say.
    rich_markup_mode=None,
)
for _command in (demo, init, check, run, invite, status):
    application.command()(_command)
application.add_typer(db.group, name="db")
application.add_typer(coalition.group, name="coalition")
application.add_typer(digest.group, name="digest")
application.add_typer(export.group, name="export")
application.add_typer(config.group, name="config")


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"ci-bot {version('ci-bot')}")
        raise typer.Exit


@application.callback()
def _first(
    context: typer.Context,
    debug: Annotated[
        bool, typer.Option("--debug", help="Log more, and show the trace of what fails.")
    ] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Show the version."),
    ] = False,
) -> None:
    context.obj.debug = debug
