"""`ci-bot config`: what may be set, and what is."""

from typing import Annotated

import typer

from ci_bot.cli.options import DEFAULT, Config, Json

group = typer.Typer(help="Show what may be set, and what is.")


@group.command()
def show(as_json: Json = False, config: Config = DEFAULT) -> None:
    """Show the settings in effect, environment included, without secrets."""
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import give, pour
    from ci_bot.settings import shown, written

    settings = shown(read_installation(config).settings)
    if as_json:
        give(settings)
    else:
        pour(written(settings))


@group.command()
def schema() -> None:
    """Show the JSON Schema of the settings file."""
    from ci_bot.cli.installation import all_settings
    from ci_bot.cli.terminal import give
    from ci_bot.settings import schema as schema_of

    give(schema_of(all_settings()))


@group.command()
def sample(
    on: Annotated[
        list[str] | None,
        typer.Option(metavar="PLATFORM", help="Switch this table on; may be given again."),
    ] = None,
) -> None:
    """Show a commented settings file with everything that may stand in it."""
    from ci_bot.cli.installation import all_settings
    from ci_bot.cli.terminal import pour
    from ci_bot.settings import sample as sample_of

    pour(sample_of(all_settings(), on=on or ()))
