"""Telling what was learned, outside a check-in."""

from ci_bot.commands.asking import raised
from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command
from ci_bot.domain.ask import AskKind
from ci_bot.messages.blocks import Message


async def lesson(request: Request) -> Message:
    """Something that others can use."""
    return await raised(request, AskKind.LESSON)


COMMANDS = (
    Command(
        words=("lesson",),
        handler=lesson,
        arguments="TEXT",
        example="lesson Short evenings bring more teachers than half days",
        about=_("say what you learned that others can use"),
    ),
)
