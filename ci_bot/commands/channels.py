"""Commands of the backbone in a room: it becomes a channel of the coalition, or is one no more."""

from collections.abc import Iterator
from dataclasses import replace

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.domain.coalition import Channel
from ci_bot.domain.consistency import AUDIENCES
from ci_bot.messages.blocks import Message
from ci_bot.views import linking as views
from ci_bot.views.personal import impossible
from ci_bot.views.translation import languages


async def link(request: Request) -> Message:
    """This room becomes a channel, or changes its audience, its language or its chart."""
    coalition, reader = request.coalition, request.reader
    groups = (group.id for group in coalition.working_groups.values() if not group.archived)
    known = (*AUDIENCES, *groups)
    if request.event.direct:
        raise UsageError(reader.gettext("Write this in the room that you want to link."))
    if not request.words or request.words[0] not in known:
        sentence = reader.gettext("This can be one of: {known}.")
        raise UsageError(sentence.format(known=reader.listed(known)))
    audience, *wishes = request.words
    here = request.event.room
    linked = next(_linked(request), Channel(address=here))
    new = replace(_wished(request, linked, wishes), room=here, audience=audience)
    # A room may be linked by its name and by its id, for two audiences: this one holds from now on.
    changed = tuple(_linked(request)) != (new,)
    if changed:
        await _save(request, new)
    return views.linked(reader, new, dropped=linked.chart and not new.chart, undo=changed)


async def unlink(request: Request) -> Message:
    """This room is no channel any more."""
    was = any(_linked(request))
    if was:
        await _save(request)
    return views.unlinked(request.reader, was=was)


def _linked(request: Request) -> Iterator[Channel]:
    """What the room is linked as."""
    here = request.event.room
    return (c for c in request.coalition.channels if here in (c.room, c.address))


async def _save(request: Request, *new: Channel) -> None:
    old = tuple(_linked(request))
    others = (channel for channel in request.coalition.channels if channel not in old)
    after = replace(request.coalition, channels=(*others, *new))
    await request.use.change_agreement(
        request.uow, request.coalition, request.person, after, now=request.now
    )


def _wished(request: Request, channel: Channel, wishes: list[str]) -> Channel:
    """The channel as the words behind its audience want it."""
    match [wish.casefold() for wish in wishes[:2]]:
        case []:
            return channel
        case ["chart", *_]:
            return _wished(request, replace(channel, chart=True), wishes[1:])
        case ["no", "chart"]:
            return _wished(request, replace(channel, chart=False), wishes[2:])
        case ["lang", *tag] if set(tag) & set(languages()):
            return _wished(request, replace(channel, language=tag[0]), wishes[2:])
        case ["lang", *_]:
            known = ", ".join(f"lang {tag}" for tag in languages())
            raise UsageError(impossible(request.reader, "lang", known))
        case _:
            raise UsageError


COMMANDS = (
    Command(
        words=("link", "here"),
        handler=link,
        right=Right.BACKBONE,
        in_any_room=True,
        arguments="FOR [lang X] [chart|no chart]",
        example="link here coalition lang de",
        about=_("this room gets digests, in its language, with or without the status chart"),
    ),
    Command(
        words=("unlink",),
        handler=unlink,
        right=Right.BACKBONE,
        in_any_room=True,
        about=_("this room gets no digests any more"),
    ),
)
