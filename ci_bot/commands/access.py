"""Commands that link people's accounts."""

from ci_bot.commands.marking import _
from ci_bot.commands.naming import find_person
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.authority import Right
from ci_bot.messages.blocks import Message
from ci_bot.views import linking as views


async def invite(request: Request) -> Message:
    """A one-time code for a person."""
    person, rest = find_person(request, "invite")
    if rest:
        raise UsageError
    code = await request.use.invite_person(request.unit, person.id, request.now)
    until = request.reader.moment_there(code.expires)
    return views.invited(request.reader, person.name, code.text, until)


async def joined(request: Request) -> Message:
    """`join` by somebody who is linked already, or without a code."""
    raise UsageError(
        request.reader.gettext("Send the code that you were given, in a direct message.")
    )


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
)
