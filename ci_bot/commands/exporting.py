"""Files of what was said: where they come from, as a chat can't carry them."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.services.roster.export_rows import FORMATS, Export
from ci_bot.views import exporting as views


async def export(request: Request) -> Message:
    """The line that the host types."""
    words = [word.casefold().strip(",") for word in request.words]
    if not words or words[0] not in list(Export) or not set(words[1:]) <= set(FORMATS):
        raise UsageError
    command = f"ci-bot export {words[0]} --coalition {request.coalition.id}"
    if len(words) > 1:
        command += f" --format {','.join(words[1:])}"
    say = views.definitions if words[0] == Export.MEASURES else views.ask_the_host
    return say(request.reader, command)


COMMANDS = (
    Command(
        words=("export",),
        handler=export,
        right=Right.BACKBONE,
        arguments="updates, asks or measures [csv, json, xlsx]",
        example="export updates csv",
        about=_("how to get a file of what was said"),
    ),
)
