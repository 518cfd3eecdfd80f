"""Composes the form that somebody asks for, from what is true by now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.ports.chat import Opening
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.forms.form_kinds import FormKind, kind_of


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """Whoever may not fill it in is told so; strangers get silence."""

    kinds: Sequence[FormKind] = ()

    async def __call__(
        self, uow: UnitOfWork, opening: Opening, now: datetime
    ) -> Form | Message | None:
        """The form, or what to show in its place."""
        found = kind_of(self.kinds, opening.form)
        if found is None:
            return None
        kind, rest = found
        return await kind.compose(uow, opening, rest, now)
