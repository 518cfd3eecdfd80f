"""The console script: runs a command and turns what went wrong into a line and an exit code."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass
class Wishes:
    """What was asked for in front of the command."""

    debug: bool = False


def main(arguments: Sequence[str] | None = None) -> None:
    """`ci-bot` with these arguments, or those of the process; always raises SystemExit."""
    from ci_bot.cli.application import application

    wishes = Wishes()
    try:
        application(arguments, obj=wishes)
    except Exception as error:  # noqa: BLE001 - nobody sees a traceback who did not ask for it
        from ci_bot.cli.refusals import explained

        if wishes.debug:
            import traceback

            traceback.print_exception(error)
        refusal = explained(error)
        print(refusal.words, file=sys.stderr)
        sys.exit(refusal.code)
