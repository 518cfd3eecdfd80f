"""The form of a person's own settings; the command `settings` does the same and more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.rhythm.personal import PersonalSettingsError
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.forms.form_kinds import typed
from ci_bot.services.personal.change_settings import change_settings
from ci_bot.services.reply import reply
from ci_bot.services.wearers import wearers
from ci_bot.views import personal as views
from ci_bot.views.forms.settings_form import NAME, UNSET, settings_form
from ci_bot.views.reader import reader_of

_JOINED = {"tz": "_", "lang": "", "hour": "", "days": ","}
"""The fields, and what joins the words that are one value in a line."""


@dataclass(frozen=True, kw_only=True)
class SettingsForm:
    """`settings:COALITION`."""

    name: str = NAME

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """With what they set; nobody sees another's."""
        found = await _own(uow, opening.account, rest, now)
        if found is None:
            return None
        coalition, person = found
        reader = reader_of(coalition, person, now)
        return settings_form(reader, coalition.id, coalition.people[person].settings)

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """All of it, or nothing and why."""
        found = await _own(uow, event.account, rest, now)
        if found is None:
            return
        coalition, person = found
        before = _emptied(coalition.people[person].settings)
        words = tuple(_words(event.values))
        reader = reader_of(coalition, person, now)
        try:
            coalition = await change_settings(
                uow, coalition, person, words, reader=reader, before=before
            )
        except PersonalSettingsError as error:
            said = views.not_changed(reader, error.key, error.expected)
        else:
            said = views.settings(reader_of(coalition, person, now), coalition, person)
        await reply(uow, event, said, coalition=coalition.id, now=now, private=True)


async def _own(
    uow: UnitOfWork, account: AccountId, slug: str, now: datetime
) -> tuple[Coalition, PersonId] | None:
    own = await wearers(uow, account, now, only=CoalitionId(slug))
    return (own[0].coalition, own[0].person) if own else None


def _emptied(settings: PersonalSettings) -> PersonalSettings:
    """What a field that is left empty means: as nobody had set it."""
    return replace(settings, timezone=None, language=None, hour=None, days=())


def _words(values: Mapping[str, str]) -> Iterator[str]:
    for key, joint in _JOINED.items():
        value = joint.join(typed(values, key).replace(",", " ").split())
        if value and value != UNSET:
            yield from (key, value)
