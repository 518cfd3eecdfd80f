"""The backbone's answer to whether a delivery arrived that the bot can't look for."""

from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.services.care.doubts import Settled, settle_doubt
from ci_bot.views import doubts as views
from ci_bot.views.checkin.answer_words import answer_words


async def arrived(request: Request) -> Message:
    """Sent, or sent again."""
    known = answer_words(request.reader)
    words = [word.casefold() for word in request.words]
    if len(words) != 2 or not words[0].isdecimal() or words[1] not in known.yes | known.no:
        raise UsageError
    settled = await settle_doubt(
        request.uow,
        request.coalition,
        int(words[0]),
        arrived=words[1] in known.yes,
        now=request.now,
    )
    match settled:
        case Settled.ARRIVED:
            return views.it_arrived(request.reader)
        case Settled.AGAIN:
            return views.goes_again(request.reader)
        case Settled.OVER:
            return views.over(request.reader)
        case None:
            return views.no_such_doubt(request.reader)


COMMANDS = (
    Command(
        words=("digest", "arrived"),
        handler=arrived,
        right=Right.BACKBONE,
        arguments="N y or n",
        example="digest arrived 1 y",
        about="",
        hidden=True,
    ),
)
