"""What is wrong, and what to do about it."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.views.doctor import diagnosis


async def doctor(request: Request) -> Message:
    """For one member of the backbone, with names."""
    found = await request.use.diagnose(request.uow, request.coalition, request.now)
    return diagnosis(request.reader, found)


COMMANDS = (
    Command(
        words=("doctor",),
        handler=doctor,
        right=Right.BACKBONE,
        private=True,
        about=_("what is wrong, and what to do about it"),
    ),
)
