"""The help, made from the registry."""

from collections.abc import Callable

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, NoSuchError, Registry
from ci_bot.domain.authority import Right, may
from ci_bot.messages.blocks import Message
from ci_bot.views import help as views
from ci_bot.views.help import HelpLine

_FIRST = {
    "backbone": ("checkin status", "digest preview", "digest post", "status", "settings"),
    "representative": ("checkin", "update", "ask", "mine", "settings"),
    "roster": ("status", "digest", "activities", "who", "settings"),
}


def _line(command: Command) -> HelpLine:
    return HelpLine(usage=command.usage, about=command.about, example=command.example)


def help_command(registry: Callable[[], Registry]) -> Command:
    """`help [topic or all]`; the registry is asked for when the command runs, as it holds this."""

    async def handle(request: Request) -> Message:
        allowed = [c for c in registry().commands if not c.hidden and _allowed(request, c)]
        wanted = " ".join(request.words).casefold()
        if not wanted:
            names = _first(request)
            first = [c for name in names for c in allowed if c.name == name]
            return views.overview(request.reader, map(_line, first))
        if wanted == "all":
            return views.everything(request.reader, map(_line, allowed))
        found = [c for c in allowed if c.name == wanted or c.words[0] == wanted]
        if not found:
            raise NoSuchError(request.text, "help all")
        return views.topic(request.reader, tuple(map(_line, found)))

    return Command(
        words=("help",),
        handler=handle,
        arguments="[topic or all]",
        example="help away",
        about=_("what you can write to me"),
    )


def _allowed(request: Request, command: Command) -> bool:
    return may(request.coalition, request.person, command.right, request.day)


def _first(request: Request) -> tuple[str, ...]:
    for right in (Right.BACKBONE, Right.REPRESENTATIVE):
        if may(request.coalition, request.person, right, request.day):
            return _FIRST[right.value]
    return _FIRST["roster"]
