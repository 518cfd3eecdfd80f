"""Announcing something in the name of the backbone."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message


async def announce(request: Request) -> Message:
    """Shows it first; nothing is posted before a yes."""
    audience, text = _read(request)
    if not text:
        raise UsageError
    return await request.use.announce.preview(
        request.uow,
        request.coalition,
        request.person,
        event=request.event,
        audience=audience,
        text=text,
        now=request.now,
    )


def _read(request: Request) -> tuple[str, str]:
    """For whom, and what; `for` and a word that names no audience begin the text."""
    words = request.words
    if len(words) < 2 or words[0].casefold() != "for":
        return "", request.text
    named = words[1].casefold().rstrip(":,.;")
    groups = request.coalition.working_groups.values()
    known = {group.name.casefold(): str(group.id) for group in groups}
    known |= {group.id.casefold(): group.id for group in groups}
    # A group that has such a name, too, is meant by its id.
    known |= {"coalition": "", "backbone": "backbone", "steering": "steering"}
    if named not in known:
        return "", request.text
    return known[named], request.behind(2)


COMMANDS = (
    Command(
        words=("announce",),
        handler=announce,
        right=Right.BACKBONE,
        arguments="[for GROUP, backbone or steering] TEXT",
        example="announce The office is closed on Friday",
        private=True,
        about=_("tell all channels something; you see it first"),
    ),
)
