"""Commands about oneself: settings, and not being asked any more."""

from ci_bot.commands.marking import _
from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.rhythm.personal import PersonalSettingsError
from ci_bot.messages.blocks import Message
from ci_bot.services.personal.change_settings import change_settings
from ci_bot.views import personal as views
from ci_bot.views.reader import reader_of


async def settings(request: Request) -> Message:
    """Shows the own settings, or changes them first."""
    try:
        coalition = await change_settings(
            request.uow,
            request.coalition,
            request.person,
            request.words,
            reader=request.reader,
        )
    except PersonalSettingsError as error:
        raise UsageError(views.impossible(request.reader, error.key, error.expected)) from None
    # The answer is already in the language and time that were just set.
    return views.settings(
        reader_of(coalition, request.person, request.now), coalition, request.person
    )


async def stop(request: Request) -> Message:
    """The person is asked nothing any more; the deputy is."""
    await request.use.stop_asking(request.uow, request.coalition, request.person, request.now)
    return views.stopped(request.reader)


async def not_me(request: Request) -> Message:
    """Somebody was linked or asked by mistake: asked no more, and the backbone is told."""
    await request.use.stop_asking(
        request.uow, request.coalition, request.person, request.now, mistaken=True
    )
    return views.not_you(request.reader)


COMMANDS = (
    Command(
        words=("settings",),
        handler=settings,
        arguments="[tz X] [lang X] [hour 19:00] [days thu,sat] [every 4 weeks] [platform X]"
        " [remind off]",
        example="settings hour 19:00 days thu,sat",
        private=True,
        about=_("when and how I ask you"),
    ),
    Command(words=("stop",), handler=stop, private=True, about=_("I ask you nothing any more")),
    Command(
        words=("not", "me"),
        handler=not_me,
        private=True,
        about=_("I am asking the wrong person"),
    ),
)
