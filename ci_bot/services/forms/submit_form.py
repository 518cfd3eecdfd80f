"""Takes in a form that somebody submitted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.ports.chat import Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.forms.form_kinds import FormKind, kind_of


@dataclass(frozen=True, kw_only=True)
class SubmitForm:
    """Nothing of what opened the form is believed: its kind checks account and values again."""

    kinds: Sequence[FormKind] = ()

    async def __call__(self, uow: UnitOfWork, event: Submitted, now: datetime) -> None:
        """A form that there isn't gets silence."""
        found = kind_of(self.kinds, event.form)
        if found is not None:
            kind, rest = found
            await kind.submit(uow, event, rest, now)
