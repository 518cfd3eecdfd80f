"""Puts on a person's home tab what they have in their coalitions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import delivery_key
from ci_bot.messages.serial import to_json
from ci_bot.ports.chat import Incoming
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.home.home_part import home_part
from ci_bot.services.roster.show_setup import ShowSetup
from ci_bot.services.wearers import wearers
from ci_bot.views import home as views
from ci_bot.views.home import Part
from ci_bot.views.reader import Reader

STALE = timedelta(hours=1)
"""Whoever looks again sees it anew."""


@dataclass(frozen=True, kw_only=True)
class ShowHome:
    """Once per event."""

    show_setup: ShowSetup

    async def __call__(self, uow: UnitOfWork, event: Incoming, now: datetime) -> None:
        """In all coalitions they wear a hat in; a stranger sees one line."""
        own = await wearers(uow, event.account, now)
        several = len(own) > 1
        parts: list[Part] = [
            await home_part(
                uow.of(wearer.coalition.id),
                wearer.coalition,
                wearer.person,
                now,
                command=f"in {wearer.coalition.id} " if several else "",
                show_setup=partial(self.show_setup, uow),
            )
            for wearer in own
        ]
        unknown = Reader(language="en", zone="UTC", now=now)
        message = views.home(parts) if parts else views.stranger(unknown)
        delivery = Delivery(
            key=delivery_key("home", event.event, event.account),
            kind=DeliveryKind.HOME,
            coalition=None if len(own) != 1 else own[0].coalition.id,
            subject=f"home of {event.account}",
            # Beside what is said to them, which may wait for a person's answer.
            lane=f"home of {event.account}",
            account=event.account,
            body=to_json(message),
            due=now,
            available=now,
            created=now,
            expires=now + STALE,
        )
        await uow.outbox.add([delivery])
