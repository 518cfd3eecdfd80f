"""Commands of the backbone about organisations: added, changed, archived."""

from ci_bot.commands.marking import _
from ci_bot.commands.roster_line import changing, how_to
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right

COMMANDS = (
    Command(
        words=("org",),
        handler=how_to,
        right=Right.BACKBONE,
        arguments="add|edit|archive ...",
        example='org add "Museum of Little Things" country DE timezone Europe/Berlin language de',
        about="",
        hidden=True,
    ),
    Command(
        words=("org", "add"),
        handler=changing(words="org add"),
        right=Right.BACKBONE,
        arguments="NAME [FIELD VALUE ...] [--dry-run]",
        example='org add "Museum of Little Things" country DE timezone Europe/Berlin language de',
        about=_("a new organisation"),
    ),
    Command(
        words=("org", "edit"),
        handler=changing(words="org edit"),
        right=Right.BACKBONE,
        arguments="ORG FIELD VALUE ... [--dry-run]",
        example="org edit Harbour Archive timezone Europe/Helsinki",
        about=_("change an organisation"),
    ),
    Command(
        words=("org", "archive"),
        handler=changing(words="org archive"),
        right=Right.BACKBONE,
        arguments="ORG [--dry-run]",
        example="org archive Harbour Archive",
        about=_("an organisation leaves; what it said stays"),
    ),
)
