"""`ci-bot db`: the database itself."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from ci_bot.cli.options import DEFAULT, Config

group = typer.Typer(help="Bring the database up to date, save it, take it back.")


@group.command()
def upgrade(config: Config = DEFAULT) -> None:
    """Make the database, or bring it up to date; of a SQLite file a copy is kept."""
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import say
    from ci_bot.store import SchemaState
    from ci_bot.store import upgrade as bring_up_to_date

    done = asyncio.run(bring_up_to_date(read_installation(config).url))
    match done.before:
        case SchemaState.MISSING:
            say("The database was made.")
        case SchemaState.OLDER:
            copy = f"; it is kept as it was in {done.copy}" if done.copy else ""
            say(f"The database was upgraded{copy}.")
        case _:
            say("The database is up to date.")


@group.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to; must not exist yet.")],
    config: Config = DEFAULT,
) -> None:
    """Write the whole database to a file, also while the bot runs."""
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import say
    from ci_bot.store import backup as save

    asyncio.run(save(read_installation(config).url, file))
    say(f"{file} holds the whole database, people's answers included: keep it private.")


@group.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `db backup` wrote.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also when the database holds something.")
    ] = False,
    config: Config = DEFAULT,
) -> None:
    """Make the database what it was in a backup; stop the bot first."""
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.terminal import say

    asyncio.run(_restore(read_installation(config).url, file, overwrite=overwrite))
    say("The database is as it was in the backup.")


async def _restore(url: str, file: Path, *, overwrite: bool) -> None:
    from ci_bot.cli.refusals import FailedError
    from ci_bot.runtime.clock import SystemClock
    from ci_bot.runtime.heartbeat import read_heartbeat
    from ci_bot.store import SchemaState, open_store, schema_state
    from ci_bot.store import restore as take_back

    now = SystemClock().now()
    if await schema_state(url) is SchemaState.CURRENT:
        async with open_store(url) as store, store.read() as uow:
            beat = await read_heartbeat(uow)
        if beat is not None and beat.fresh(now):
            raise FailedError("the bot is running; stop it, wait two minutes, then restore")
    if not overwrite and await schema_state(url) is not SchemaState.MISSING:
        raise FailedError("the database holds something; --overwrite replaces it, keeping a copy")
    await take_back(url, file, now=now, overwrite=overwrite)
