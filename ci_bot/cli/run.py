"""`ci-bot run`: the bot."""

import asyncio

import typer

from ci_bot.cli.options import DEFAULT, Config


def run(context: typer.Context, config: Config = DEFAULT) -> None:
    """Run the bot, until Ctrl-C or SIGTERM."""
    from ci_bot.cli.installation import read_installation, with_platforms

    installation = with_platforms(read_installation(config))
    # Wrong settings are told before the bot is loaded, which takes a while.
    from ci_bot.cli.running import run_bot
    from ci_bot.runtime.logs import set_up_logs

    set_up_logs(debug=context.obj.debug)
    asyncio.run(run_bot(installation))
