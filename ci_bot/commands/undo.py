"""Takes back the last change of roster, setup, rhythm or channels that was made in chat."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.roster_line import read_tokens, shown
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right, may
from ci_bot.domain.roster.error import RosterError
from ci_bot.domain.roster.undo import ChangedSinceError
from ci_bot.messages.blocks import Message
from ci_bot.services.roster.change_roster import last_change
from ci_bot.views.commands import not_here, not_yours
from ci_bot.views.roster.problems import problem
from ci_bot.views.roster.undoing import changed_since, nothing_to_undo


async def undo(request: Request) -> Message:
    """For the backbone, and for whoever made the change, also when it took their own role."""
    words, dry = read_tokens(request.arguments)
    reader, coalition = request.reader, request.coalition
    change = await last_change(request.uow, coalition, request.person, now=request.now)
    backbone = may(coalition, request.person, Right.BACKBONE, request.day)
    if change is None and not backbone:
        return not_yours(reader, "undo", Right.BACKBONE)
    if not request.event.direct and (
        request.channel is None or request.channel.audience != "backbone"
    ):
        return not_here(reader, "undo")
    if words:
        raise UsageError
    if change is None:
        return nothing_to_undo(reader)
    try:
        done = await request.use.undo_roster(
            request.uow, coalition, change, now=request.now, dry=dry
        )
    except ChangedSinceError as error:
        return changed_since(reader, error.name, part=error.part)
    except RosterError as error:
        return problem(reader, coalition, error)
    return shown(request, done, undo=True)


COMMANDS = (
    Command(
        words=("undo",),
        handler=undo,
        arguments="[--dry-run]",
        example="undo",
        private=True,
        about=_(
            "take back the last change of roster, setup, rhythm or channels, within 10 minutes"
        ),
    ),
)
