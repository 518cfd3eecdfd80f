"""The kept introductions of a coalition, and what the people in them are told."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.ids import OrganisationId, PersonId, delivery_key
from ci_bot.domain.introduction import Introduction, from_json
from ci_bot.messages.blocks import Message
from ci_bot.messages.inline import Words
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.notice import notice
from ci_bot.services.relay.find_ask import find_ask
from ci_bot.services.relay.relay_delivery import reachable
from ci_bot.views.asks import introducing as views
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Introductions:
    """Those of one coalition, by number; a number is never used again."""

    uow: UnitOfWork
    coalition: Coalition
    now: datetime

    async def all(self) -> tuple[Introduction, ...]:
        """Every one there ever was."""
        kept = await self.uow.values.beginning(self._name(""))
        return tuple(from_json(one) for one in kept.values())

    async def get(self, number: int) -> Introduction | None:
        """The one of that number."""
        kept = await self.uow.values.get(self._name(str(number)))
        return None if kept is None else from_json(kept)

    async def put(self, introduction: Introduction) -> None:
        """Keeps it, as it is now."""
        await self.uow.values.put(self._name(str(introduction.number)), introduction.to_json())

    async def tell(
        self,
        introduction: Introduction,
        person: PersonId,
        message: Message | None,
        *,
        what: str,
        at: datetime | None = None,
    ) -> None:
        """Once; `what` tells several messages to one person apart. Nothing without an account.

        Without a message it is the proposal, as it reads when it goes.
        """
        account = reachable(self.coalition, person, self.coalition.today(self.now))
        if account is None:
            return
        subject = f"introduction:{self.coalition.id}:{introduction.number}"
        kind = DeliveryKind.INTRODUCTION
        key = delivery_key(kind, f"{subject}:{what}", person)
        told = notice(
            self.coalition,
            subject,
            message,
            key=key,
            account=account,
            now=self.now,
            at=at,
            kind=kind,
        )
        await self.uow.outbox.add([told])

    async def proposal(self, introduction: Introduction, person: PersonId) -> Message:
        """How one of the two is asked, with the ask as its author words it by now."""
        coalition, number = self.coalition, introduction.ask
        ask = await self.uow.of(coalition.id).ask(number) if number else None
        by = coalition.people.get(introduction.by)
        return views.proposed(
            reader_of(coalition, person, self.now),
            by=introduction.by if by is None else by.name,
            other=self.name(introduction.other(person)[1]),
            ask=number,
            words=Words(introduction.text) if ask is None else Words(ask.text, ask.language),
            number=introduction.number,
        )

    async def stands(self, introduction: Introduction) -> bool:
        """Whether both still speak for their organisations, and may read the ask, which is open."""
        coalition, today = self.coalition, self.coalition.today(self.now)
        for person, organisation in zip(
            introduction.people, introduction.organisations, strict=True
        ):
            unit, number, ask = self.uow.of(coalition.id), introduction.ask, None
            if number:
                ask = await find_ask(unit, coalition, person, number, today)
                if ask is None or not ask.open:
                    return False
            # Whoever raised it may speak for an activity's organisation without a hat of it.
            speaks = any(h.organisation == organisation for h in coalition.hats(person, today))
            if not speaks and (ask is None or ask.person != person):
                return False
        return True

    def names(self, introduction: Introduction) -> tuple[str, str]:
        """The two organisations by name."""
        first, second = introduction.organisations
        return self.name(first), self.name(second)

    def name(self, organisation: OrganisationId) -> str:
        """An organisation by name."""
        return organisation_name(self.coalition, organisation)

    def _name(self, number: str) -> str:
        # A slug may have full stops, and none of the names of one may begin like another's.
        return f"introduction:{self.coalition.id}:{number}"
