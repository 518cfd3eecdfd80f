"""Releases a digest: once to every channel, in parts, the details in the thread."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Channel, Coalition, Release
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.digest.material import Material, told_in
from ci_bot.domain.ids import CoalitionId, PersonId, RoomId, delivery_key
from ci_bot.messages.serial import to_json
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.digest.digest_chart import channel_charts, chart_delivery
from ci_bot.services.digest.digest_messages import Parts, channel_parts, content_for
from ci_bot.services.digest.load_digest import load_material, newest_digest
from ci_bot.services.digest.tell_authors import TellAuthors


@dataclass(frozen=True, kw_only=True)
class ReleaseDigest:
    """Posts the digest that waits; what came late since the freeze follows as an edit."""

    amend: AmendDigest
    tell_authors: TellAuthors

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition_id: CoalitionId,
        due: datetime,
        now: datetime,
        by: PersonId | None = None,
    ) -> None:
        """At its hour the digest goes out, unless it is held or waits for a person.

        `by`: who posts it by hand, which also lets those out.
        """
        unit = uow.of(coalition_id)
        coalition = await unit.load()
        newest = await newest_digest(unit, lock=True)
        if coalition is not None and newest is not None and _may_go(coalition, newest, due, by):
            await self.post(uow, coalition, newest, now, by)

    async def post(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        waiting: Digest,
        now: datetime,
        by: PersonId | None = None,
    ) -> Digest:
        """The digest as posted: one delivery for each part and channel."""
        unit = uow.of(coalition.id)
        material = await load_material(unit, coalition, waiting)
        told = told_in(material.updates, waiting.updates)
        posted = replace(
            waiting,
            state=DigestState.POSTED,
            posted=now,
            posted_by=by,
            updates=tuple(dict.fromkeys((*waiting.updates, *sorted(told)))),
            coverage=_coverage(material),
        )
        material = replace(material, digest=posted)
        await unit.put_digest(posted)
        charts = await channel_charts(unit, coalition, posted)
        for room, channel, parts in channel_parts(material):
            deliveries = _deliveries(posted, coalition.id, room, channel, parts)
            chart = charts[room][1] if room in charts else None
            if deliveries and chart is not None:
                deliveries.append(chart_delivery(deliveries[0], channel, chart, now))
            await uow.outbox.add(deliveries)
        await self.tell_authors.of_dropped(uow, material, now)
        late = [
            update
            for update in material.updates
            if update.recorded >= waiting.until and update.current and update.id not in told
        ]
        asked = [ask for ask in material.asks if ask.opened >= waiting.until]
        await self.amend(uow, coalition.id, now, updates=late, asks=asked)
        return posted


def _may_go(coalition: Coalition, digest: Digest, due: datetime, by: PersonId | None) -> bool:
    if by is not None:
        return digest.state in (DigestState.FROZEN, DigestState.HELD)
    by_itself = coalition.rhythm.release is not Release.MANUAL
    # An occurrence from before its interval belongs to an earlier digest.
    return digest.state is DigestState.FROZEN and by_itself and digest.since < due


def _coverage(material: Material) -> dict[str, int]:
    names = ("coalition", *(channel.audience for channel in material.coalition.channels))
    return {name: content_for(material, name).coverage.updates for name in dict.fromkeys(names)}


def _deliveries(
    digest: Digest, coalition: CoalitionId, room: RoomId, channel: Channel, parts: Parts
) -> list[Delivery]:
    """One delivery for each part, all in the room's lane, so that they arrive in order."""
    first = delivery_key(DeliveryKind.DIGEST, digest.id, channel.address)
    now = digest.posted or digest.due
    messages = [(message, False) for message in parts.top]
    messages += [(message, True) for message in parts.details]
    return [
        Delivery(
            key=delivery_key(DeliveryKind.DIGEST, digest.id, channel.address, part=part),
            kind=DeliveryKind.DIGEST,
            coalition=coalition,
            subject=digest.id,
            lane=room,
            room=room,
            thread_of=first if in_thread else None,
            body=to_json(message),
            part=part,
            due=now,
            available=now,
            created=now,
        )
        for part, (message, in_thread) in enumerate(messages)
    ]
