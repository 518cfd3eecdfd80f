"""Makes a one-time code with which a person links their chat account."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_bot.domain.ids import PersonId
from ci_bot.domain.invitation import Invitation
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.roster.join import code_hash

VALID = timedelta(days=14)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No letters and digits that look alike when read aloud or copied by hand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """The code in clear, shown once, and until when it is good."""

    text: str
    expires: datetime


@dataclass(frozen=True, kw_only=True)
class InvitePerson:
    """`invite PERSON`, by the backbone or on the command line."""

    async def __call__(self, unit: CoalitionUnit, person: PersonId, now: datetime) -> Code:
        """A fresh code of 60 bits; the caller has checked that the person is in the coalition."""
        text = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
        expires = now + VALID
        await unit.add_invitation(
            Invitation(code_hash=code_hash(text), person=person, created=now, expires=expires)
        )
        return Code(text=text, expires=expires)
