"""Commands of the backbone about people: added, changed, archived."""

from ci_bot.commands.marking import _
from ci_bot.commands.roster_line import changing, how_to
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right

COMMANDS = (
    Command(
        words=("person",),
        handler=how_to,
        right=Right.BACKBONE,
        arguments="add|edit|archive ...",
        example='person add "Aino K." org Harbour Archive role deputy',
        about="",
        hidden=True,
    ),
    Command(
        words=("person", "add"),
        handler=changing(words="person add"),
        right=Right.BACKBONE,
        arguments="NAME org ORG [role ROLE] [FIELD VALUE ...] [--dry-run]",
        example='person add "Aino K." org Harbour Archive role deputy',
        about=_("a new person, with a role for an organisation"),
    ),
    Command(
        words=("person", "edit"),
        handler=changing(words="person edit"),
        right=Right.BACKBONE,
        arguments="PERSON FIELD VALUE ... [--dry-run]",
        example="person edit Aino K. language fi",
        about=_("change a person"),
    ),
    Command(
        words=("person", "archive"),
        handler=changing(words="person archive"),
        right=Right.BACKBONE,
        arguments="PERSON [--dry-run]",
        example="person archive Aino K.",
        about=_("a person leaves; the deputy stands in"),
    ),
)
