"""Links a chat account to the person whose one-time code it brings."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.person import Account
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.digest_messages import main_language
from ci_bot.services.reply import reply
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.services.wearers import wearers
from ci_bot.views import linking, troubles
from ci_bot.views.reader import Reader


def code_hash(code: str) -> str:
    """How a code is stored: it can be recognised but not read back."""
    return hashlib.sha256(code.strip().upper().encode(errors="replace")).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Join:
    """`join CODE`, said by anybody in a direct message."""

    async def __call__(
        self, uow: UnitOfWork, event: MessageReceived, code: str, now: datetime
    ) -> None:
        """Links and welcomes; a code that is unknown, used or too old changes nothing."""
        found = await uow.directory.invitation(code_hash(code))
        if found is None or found[1].used is not None or found[1].expires <= now:
            await self._refuse(uow, event, now)
            return
        slug, invitation = found
        unit = uow.of(slug)
        coalition = await unit.load()
        if coalition is None or invitation.person not in coalition.people:
            # They were added, invited and taken back from the roster.
            await self._refuse(uow, event, now)
            return
        before = coalition.person_of(event.account)
        others = tuple(a for a in coalition.accounts if a.id != event.account)
        mine = Account(id=event.account, person=invitation.person)
        await unit.save(replace(coalition, accounts=(*others, mine)))
        await unit.put_invitation(replace(invitation, used=now, used_by=event.account))
        today = coalition.today(now)
        reader = Reader(
            language=coalition.language_of(invitation.person, today),
            zone=coalition.zone_of(invitation.person, today),
            now=now,
        )
        who = coalition.people[invitation.person].name
        welcome = linking.welcome(reader, who, coalition.name)
        await self._say(uow, event, slug, welcome, now)
        if before is not None and before != invitation.person:
            was = coalition.people[before].name
            await tell_backbone(
                uow,
                coalition,
                lambda reader: troubles.account_moved(reader, was, who),
                subject=f"moved:{invitation.code_hash}",
                now=now,
            )

    async def _refuse(self, uow: UnitOfWork, event: MessageReceived, now: datetime) -> None:
        reader = await _without_code(uow, event, now)
        await self._say(uow, event, None, linking.bad_code(reader), now)

    @staticmethod
    async def _say(
        uow: UnitOfWork,
        event: MessageReceived,
        slug: CoalitionId | None,
        message: linking.Message,
        now: datetime,
    ) -> None:
        await reply(uow, event, message, coalition=slug, now=now)


async def _without_code(uow: UnitOfWork, event: MessageReceived, now: datetime) -> Reader:
    """Them, where they are known; else one who reads what the only coalition here reads."""
    for wearer in await wearers(uow, event.account, now):
        return wearer.reader(now)
    slugs = await uow.directory.coalitions()
    only = await uow.of(slugs[0]).load() if len(slugs) == 1 else None
    language = main_language(only) if only is not None else "en"
    return Reader(language=language, zone="UTC", now=now)
