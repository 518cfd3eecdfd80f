"""Commands of the backbone about working groups: added, changed, archived."""

from ci_bot.commands.marking import _
from ci_bot.commands.roster_line import changing, how_to
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right

COMMANDS = (
    Command(
        words=("group",),
        handler=how_to,
        right=Right.BACKBONE,
        arguments="add|edit|archive ...",
        example='group add "Schools working group" co-chair Sanna H., Marek O.',
        about="",
        hidden=True,
    ),
    Command(
        words=("group", "add"),
        handler=changing(words="group add"),
        right=Right.BACKBONE,
        arguments="NAME [FIELD VALUE ...] [--dry-run]",
        example='group add "Schools working group" co-chair Sanna H., Marek O.',
        about=_("a new working group"),
    ),
    Command(
        words=("group", "edit"),
        handler=changing(words="group edit"),
        right=Right.BACKBONE,
        arguments="GROUP FIELD VALUE ... [--dry-run]",
        example="group edit schools co-chair + Aino K.",
        about=_("change a working group"),
    ),
    Command(
        words=("group", "archive"),
        handler=changing(words="group archive"),
        right=Right.BACKBONE,
        arguments="GROUP [--dry-run]",
        example="group archive schools",
        about=_("a working group is over"),
    ),
)
