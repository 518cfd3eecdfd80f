"""Which public holidays come, and which check-ins they move."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.views import holidays as views


async def holidays(request: Request) -> Message:
    """By country and region, with counts of people."""
    return views.holidays(request.reader, request.use.show_holidays(request.coalition, request.now))


COMMANDS = (
    Command(
        words=("holidays",),
        handler=holidays,
        right=Right.BACKBONE,
        about=_("which public holidays come, and which check-ins they move"),
    ),
)
