"""`ci-bot invite`: a code with which a person links their chat account."""

import asyncio
from typing import Annotated

import typer

from ci_bot.cli.options import DEFAULT, Config, Json, OfCoalition


def invite(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Their id in the roster.")],
    coalition: OfCoalition = None,
    as_json: Json = False,
    config: Config = DEFAULT,
) -> None:
    """Make a code with which a person links their account."""
    from ci_bot.cli.installation import read_installation
    from ci_bot.cli.inviting import invite_person
    from ci_bot.cli.terminal import give, say

    made = asyncio.run(invite_person(read_installation(config), person, coalition))
    if as_json:
        give({"person": person, "code": made.text, "expires": made.expires.isoformat()})
        return
    say(made.text, style="bold")
    say(f"{person} sends the bot this direct message: join {made.text}")
    say(f"Good once, until {made.expires.astimezone():%a %d %b %Y, %H:%M %Z}.")
