"""The registry: every command there is."""

from ci_bot.commands import (
    access,
    announcing,
    answering,
    arriving,
    asking,
    digest,
    doctor,
    holidays,
    introducing,
    lessons,
    not_yet,
    personal,
    relaying,
    rhythm,
    roster,
    rounds,
    searching,
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
        *announcing.COMMANDS,
        *introducing.COMMANDS,
        *holidays.COMMANDS,
        *doctor.COMMANDS,
        *not_yet.COMMANDS,
    )
)
