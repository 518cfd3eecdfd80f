"""Commands of the surface whose part of the bot isn't built: they say so, and change nothing."""

from ci_bot.commands.request import Request
from ci_bot.commands.table import Command
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.views.commands import not_there_yet

_FOR_ALL = (
    ("scorecard",),
    ("measure",),
    ("measures",),
    ("mydata",),
    ("forget", "me"),
)
_FOR_THE_BACKBONE = (
    ("followup",),
    ("intake",),
    ("audit",),
)


def _not_yet(words: tuple[str, ...], right: Right) -> Command:
    async def handle(request: Request) -> Message:
        return not_there_yet(request.reader, " ".join(words))

    return Command(words=words, handler=handle, right=right, about="", private=True, hidden=True)


COMMANDS = tuple(
    _not_yet(words, right)
    for right, names in (
        (Right.ROSTER, _FOR_ALL),
        (Right.BACKBONE, _FOR_THE_BACKBONE),
    )
    for words in names
)
