"""Telling what was learned, outside a check-in."""

from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.ask import AskKind
from ci_bot.messages.blocks import Message


async def lesson(request: Request) -> Message:
    """Something that others can use."""
    if not request.text:
        raise UsageError
    return await request.use.raise_ask(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        kind=AskKind.LESSON,
        text=request.text,
        now=request.now,
    )


def _(message: str) -> str:
    """Marks a sentence for translation where it is shown."""
    return message


COMMANDS = (
    Command(
        words=("lesson",),
        handler=lesson,
        arguments="TEXT",
        example="lesson Short evenings bring more teachers than half days",
        about=_("say what you learned that others can use"),
    ),
)
