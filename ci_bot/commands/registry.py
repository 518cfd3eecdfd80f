"""The registry: every command there is."""

from ci_bot.commands import (
    access,
    activity,
    announcing,
    answering,
    arriving,
    asking,
    digest,
    doctor,
    group,
    holidays,
    introducing,
    lessons,
    not_yet,
    org,
    person,
    personal,
    relaying,
    rhythm,
    roles,
    roster,
    rounds,
    searching,
    undo,
)
from ci_bot.commands.helping import help_command
from ci_bot.commands.table import Registry

REGISTRY: Registry = Registry(
    (
        help_command(lambda: REGISTRY),
        *answering.COMMANDS,
        *asking.COMMANDS,
        *relaying.COMMANDS,
        *lessons.COMMANDS,
        *roster.COMMANDS,
        *digest.COMMANDS,
        *searching.COMMANDS,
        *arriving.COMMANDS,
        *personal.COMMANDS,
        *rounds.COMMANDS,
        *rhythm.COMMANDS,
        *access.COMMANDS,
        *org.COMMANDS,
        *person.COMMANDS,
        *activity.COMMANDS,
        *group.COMMANDS,
        *roles.COMMANDS,
        *undo.COMMANDS,
        *announcing.COMMANDS,
        *introducing.COMMANDS,
        *holidays.COMMANDS,
        *doctor.COMMANDS,
        *not_yet.COMMANDS,
    )
)
