"""Commands that bring two people in touch about an ask or offer, and end that."""

from ci_bot.commands.line import number_in
from ci_bot.commands.marking import _
from ci_bot.commands.naming import find_person
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, NoSuchError, UsageError
from ci_bot.domain.ask import Ask
from ci_bot.domain.authority import Right
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Message
from ci_bot.services.relay.find_ask import find_ask


async def help_with(request: Request) -> Message | None:
    """Puts the person in touch with whoever raised it."""
    if len(request.words) > 1:
        raise UsageError
    return await request.use.open_relay(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        ask=await _known_ask(request),
        now=request.now,
    )


async def reply(request: Request) -> Message | None:
    """Carries the text to the other one."""
    number, text = _number(request), request.behind(1)
    if not text:
        raise UsageError
    return await request.use.carry_reply.by_number(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        number=number,
        text=text,
        now=request.now,
    )


async def close(request: Request) -> Message:
    """Closes what the person raised, or ends their part in it."""
    ask, thanked = await _known_ask(request), None
    if len(request.words) > 1:
        thanked = _thanked(request, ask)
    return await request.use.close_ask(
        request.uow, request.coalition, request.person, ask=ask, thanked=thanked, now=request.now
    )


def _number(request: Request) -> int:
    number = number_in(request.words[0]) if request.words else None
    if number is None:
        raise UsageError
    return number


async def _known_ask(request: Request) -> Ask:
    number = _number(request)
    ask = await find_ask(request.unit, request.coalition, request.person, number, request.day)
    if ask is None:
        raise NoSuchError(str(number), "asks")
    return ask


def _thanked(request: Request, ask: Ask) -> PersonId:
    if request.words[1].casefold() != "thanks" or len(request.words) == 2:
        raise UsageError
    about = request.about(request.behind(2))
    person, rest = find_person(about, f"close {ask.number} thanks")
    if rest:
        raise UsageError
    return person.id


COMMANDS = (
    Command(
        words=("help", "with"),
        handler=help_with,
        right=Right.PARTNER,
        arguments="N",
        example="help with 3",
        about=_("I put you in touch with whoever asks or offers that"),
        private=True,
        numbered=True,
    ),
    Command(
        words=("reply",),
        handler=reply,
        right=Right.PARTNER,
        arguments="N TEXT",
        example="reply 3 we have two vans on Friday",
        about=_(
            "your words go to the one you are in touch with about N; "
            "if there are several, I ask who gets them"
        ),
        private=True,
        insists=True,
    ),
    Command(
        words=("close",),
        handler=close,
        right=Right.PARTNER,
        arguments="N [thanks PERSON]",
        example="close 3 thanks Petr V.",
        about=_("it is settled; if you only help with it, just your conversation ends"),
        private=True,
        insists=True,
    ),
)
