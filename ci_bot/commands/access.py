"""Commands that link people and rooms, and tell what of it is missing."""

from dataclasses import replace

from ci_bot.commands.naming import find_person
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.coalition import Channel
from ci_bot.messages.blocks import Message
from ci_bot.views import linking as views

_CHART = {(): None, ("chart",): True, ("no", "chart"): False}


async def invite(request: Request) -> Message:
    """A one-time code for a person."""
    person, rest = find_person(request, "invite")
    if rest:
        raise UsageError
    code = await request.use.invite_person(request.unit, person.id, request.now)
    until = request.reader.moment_there(code.expires)
    return views.invited(request.reader, person.name, code.text, until)


async def link(request: Request) -> Message:
    """This room becomes a channel of the coalition, or changes its audience or its chart."""
    coalition = request.coalition
    groups = (group.id for group in coalition.working_groups.values() if not group.archived)
    known = ("coalition", "backbone", "steering", *groups)
    if request.event.direct:
        raise UsageError(request.reader.gettext("Write this in the room that you want to link."))
    if not request.words or request.words[0] not in known:
        listed = request.reader.listed(known)
        sentence = request.reader.gettext("This can be one of: {known}.")
        raise UsageError(sentence.format(known=listed))
    audience, *rest = request.words
    wish = tuple(word.casefold() for word in rest)
    if wish not in _CHART:
        raise UsageError
    here = request.event.room
    others = tuple(c for c in coalition.channels if here not in (c.room, c.address))
    known_here = (c for c in coalition.channels if here in (c.room, c.address))
    linked = next(known_here, Channel(address=here))
    wanted = _CHART[wish]
    chart = linked.chart if wanted is None else wanted
    new = replace(linked, room=here, audience=audience, chart=chart)
    await request.unit.save(replace(coalition, channels=(*others, new)))
    return views.linked(request.reader, audience, chart=chart, dropped=linked.chart and not chart)


async def unlink(request: Request) -> Message:
    """This room is no channel any more."""
    coalition = request.coalition
    kept = tuple(c for c in coalition.channels if request.event.room not in (c.room, c.address))
    if kept != coalition.channels:
        await request.unit.save(replace(coalition, channels=kept))
    return views.unlinked(request.reader, was=kept != coalition.channels)


async def joined(request: Request) -> Message:
    """`join` by somebody who is linked already, or without a code."""
    raise UsageError(
        request.reader.gettext("Send the code that you were given, in a direct message.")
    )


def _(message: str) -> str:
    """Marks a sentence for translation where it is shown."""
    return message


COMMANDS = (
    Command(
        words=("join",),
        handler=joined,
        arguments="CODE",
        example="join K7QM-2XWP-9RTB",
        about=_("link this account to you, with the code you were given"),
    ),
    Command(
        words=("invite",),
        handler=invite,
        right=Right.BACKBONE,
        arguments="PERSON",
        example="invite Vera K.",
        private=True,
        about=_("a one-time code that links a person's account"),
    ),
    Command(
        words=("link", "here"),
        handler=link,
        right=Right.BACKBONE,
        in_any_room=True,
        arguments="FOR [chart|no chart]",
        example="link here coalition chart",
        about=_("this room gets digests, with or without the status chart"),
    ),
    Command(
        words=("unlink",),
        handler=unlink,
        right=Right.BACKBONE,
        in_any_room=True,
        about=_("this room gets no digests any more"),
    ),
)
