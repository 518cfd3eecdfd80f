"""Changes a person's own settings, as a line or a form says."""

from collections.abc import Sequence
from dataclasses import replace

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId, platform_of
from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.rhythm.personal import change
from ci_bot.ports.store import UnitOfWork
from ci_bot.views.checkin.answer_words import date_words
from ci_bot.views.reader import Reader
from ci_bot.views.translation import languages


async def change_settings(
    uow: UnitOfWork,
    coalition: Coalition,
    person: PersonId,
    words: Sequence[str],
    *,
    reader: Reader,
    before: PersonalSettings | None = None,
) -> Coalition:
    """The coalition with the settings after the words, typed in the reader's language or English.

    `before`: what to begin from. Raises PersonalSettingsError at the first that can't be, and
    changes nothing.
    """
    who = coalition.people[person]
    platforms = tuple(dict.fromkeys(map(platform_of, coalition.accounts_of(person))))
    changed = change(
        before or who.settings,
        tuple(words),
        languages=languages(),
        platforms=platforms,
        weekdays=date_words(reader).weekdays,
    )
    if changed == who.settings:
        return coalition
    people = {**coalition.people, person: replace(who, settings=changed)}
    return await uow.of(coalition.id).save(replace(coalition, people=people))
