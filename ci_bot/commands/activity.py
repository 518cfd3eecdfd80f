"""Commands of the backbone about activities: added, changed, archived."""

from ci_bot.commands.marking import _
from ci_bot.commands.roster_line import changing
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right

COMMANDS = (
    Command(
        words=("activity", "add"),
        handler=changing(words="activity add"),
        right=Right.BACKBONE,
        arguments="NAME lead PERSON [FIELD VALUE ...] [--dry-run]",
        example='activity add "Teacher evenings" lead Sanna H. goal in-class rhythm every 2 weeks',
        about=_("a new activity"),
    ),
    Command(
        words=("activity", "edit"),
        handler=changing(words="activity edit"),
        right=Right.BACKBONE,
        arguments="NAME FIELD VALUE ... [--dry-run]",
        example='activity edit Teacher evenings deputy Marek O. milestone "Second evening" 3 Dec',
        about=_("change an activity"),
    ),
    Command(
        words=("activity", "archive"),
        handler=changing(words="activity archive"),
        right=Right.BACKBONE,
        arguments="NAME [--dry-run]",
        example="activity archive Teacher evenings",
        about=_("an activity is over, and asked about no more"),
    ),
)
