"""Tells people about a room that was lost, and about a message that could not be read."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.ports.chat import RoomLost, Unreadable, local_part
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.reply import reply
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views import troubles
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True)
class ReportLostRoom:
    """A linked room the bot was removed from, or that moved; other rooms matter to nobody."""

    async def __call__(self, uow: UnitOfWork, event: RoomLost, now: datetime) -> None:
        """The backbone is told once, elsewhere."""
        linked = await uow.directory.channel(event.room)
        coalition = await uow.of(linked[0]).load() if linked else None
        if linked is None or coalition is None:
            return
        room = local_part(linked[1].address)
        successor = local_part(event.successor) if event.successor else None
        await tell_backbone(
            uow,
            coalition,
            lambda reader: troubles.room_lost(reader, room, event.reason, successor),
            subject=f"lost:{event.event}",
            now=now,
            avoid=event.room,
        )


@dataclass(frozen=True, kw_only=True)
class ReportUnreadable:
    """A message that can't be decrypted: its sender is told, once a day in a room."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: Unreadable,
        now: datetime,
    ) -> None:
        """Never counted as an answer or as silence."""
        if not event.direct:
            return
        name = f"{coalition.id}.unreadable.{event.room}"
        if await uow.values.get(name) == str(coalition.today(now)):
            return
        await uow.values.put(name, str(coalition.today(now)))
        today = coalition.today(now)
        language, zone = coalition.language_of(person, today), coalition.zone_of(person, today)
        reader = Reader(language=language, zone=zone, now=now)
        message = troubles.unreadable(reader)
        await reply(uow, event, message, coalition=coalition.id, now=now)
