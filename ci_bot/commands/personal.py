"""Commands about oneself: settings, and not being asked any more."""

from dataclasses import replace

from ci_bot.commands.request import Request
from ci_bot.commands.table import Command, UsageError
from ci_bot.domain.ids import platform_of
from ci_bot.domain.personal import PersonalSettingsError, change
from ci_bot.messages.blocks import Message
from ci_bot.views import personal as views
from ci_bot.views.reader import reader_of
from ci_bot.views.translation import languages


async def settings(request: Request) -> Message:
    """Shows the own settings, or changes them first."""
    person = request.coalition.people[request.person]
    accounts = request.coalition.accounts_of(request.person)
    platforms = tuple(dict.fromkeys(map(platform_of, accounts)))
    coalition = request.coalition
    if request.words:
        try:
            changed = change(
                person.settings, request.words, languages=languages(), platforms=platforms
            )
        except PersonalSettingsError as error:
            raise UsageError(views.impossible(request.reader, error.key, error.expected)) from None
        kept = replace(person, settings=changed)
        coalition = replace(coalition, people={**coalition.people, person.id: kept})
        await request.unit.save(coalition)
    # The answer is already in the language and time that were just set.
    return views.settings(reader_of(coalition, person.id, request.now), coalition, person.id)


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


def _(message: str) -> str:
    """Marks a sentence for translation where it is shown."""
    return message


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
