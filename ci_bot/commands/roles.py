"""Commands of the backbone about who may do what: hats given and taken."""

from ci_bot.commands.marking import _
from ci_bot.commands.roster_line import changing, how_to
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right

COMMANDS = (
    Command(
        words=("role",),
        handler=how_to,
        right=Right.BACKBONE,
        arguments="grant|revoke ...",
        example="role grant Aino K. backbone for Harbour Archive",
        about="",
        hidden=True,
    ),
    Command(
        words=("role", "grant"),
        handler=changing(words="role grant"),
        right=Right.BACKBONE,
        arguments="PERSON ROLE [for ORG] [scope GROUP] [title X] [from DATE] [to DATE] [--dry-run]",
        example="role grant Aino K. backbone for Harbour Archive",
        about=_("a person gets a role"),
    ),
    Command(
        words=("role", "revoke"),
        handler=changing(words="role revoke"),
        right=Right.BACKBONE,
        arguments="PERSON ROLE [for ORG] [scope GROUP] [to DATE] [--dry-run]",
        example="role revoke Aino K. backbone to 30 Nov",
        about=_("a role ends; the deputy stands in for what it led"),
    ),
)
