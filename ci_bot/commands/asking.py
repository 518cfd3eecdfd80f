"""Commands about what partners need and give."""

from collections.abc import Mapping
from datetime import date

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.authority import Right
from ci_bot.domain.visibility import may_see
from ci_bot.messages.blocks import Message
from ci_bot.services.due_dates import due_dates
from ci_bot.views.asks import asks as views


async def ask(request: Request) -> Message:
    """Something is needed."""
    return await raised(request, AskKind.ASK)


async def offer(request: Request) -> Message:
    """Something is offered."""
    return await raised(request, AskKind.OFFER)


async def asks(request: Request) -> Message:
    """The open asks and offers, as far as those who read the answer may see."""
    coalition, audience = request.coalition, request.audience
    found = []
    for one in await request.unit.asks(open_only=True):
        activity = coalition.activities.get(one.activity) if one.activity else None
        own = request.channel is None and one.person == request.person
        seen = own or may_see(one.visibility, activity, audience)
        if seen and one.kind is not AskKind.LESSON:
            found.append(one)
    due = due_dates(coalition, found)
    found.sort(key=lambda one: _urgency(one, due, request.today))
    # Nobody is asked in public why something has taken so long.
    old = [one.number for one in found if one.waits_long(request.now)]
    waiting = tuple(sorted(old)) if audience.backbone else ()
    return views.open_asks(request.reader, coalition, tuple(found), waiting=waiting)


def _urgency(one: Ask, due: Mapping[int, date], today: date) -> tuple[bool, date, int]:
    """Asks before offers; what is needed by a day that is still to come before the rest."""
    day = due.get(one.number, date.max)
    return one.kind is AskKind.OFFER, day if day >= today else date.max, one.number


async def raised(request: Request, kind: AskKind) -> Message:
    """Raises one of that kind with the text of the line."""
    if not request.text:
        raise UsageError
    return await request.use.raise_ask(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        kind=kind,
        text=request.text,
        now=request.now,
    )


COMMANDS = (
    Command(
        words=("ask",),
        handler=ask,
        right=Right.PARTNER,
        arguments="TEXT",
        example="ask A5 leaflets, 800 copies, by 18 June",
        about=_("say what you need"),
    ),
    Command(
        words=("offer",),
        handler=offer,
        right=Right.PARTNER,
        arguments="TEXT",
        example="offer our print room until the end of June",
        about=_("say what you can give"),
    ),
    Command(words=("asks",), handler=asks, about=_("what is needed and offered now")),
)
