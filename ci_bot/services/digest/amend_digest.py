"""Edits a posted digest when an answer to it comes late, is corrected or is taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Channel
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import CoalitionId, RoomId, delivery_key
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import to_json
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.digest.digest_changes import Change, changes_for
from ci_bot.services.digest.digest_chart import chart_edits
from ci_bot.services.digest.digest_messages import Parts, channel_parts, channel_reader
from ci_bot.services.digest.late_answers import asked_before
from ci_bot.services.digest.load_digest import load_material, newest_digest
from ci_bot.services.digest.own_told import own_told
from ci_bot.views.digest.changes import changes_message, nothing_left

_Sent = Mapping[int, Sequence[Delivery]]
"""By part, all its revisions, oldest first."""


@dataclass(frozen=True, kw_only=True)
class AmendDigest:
    """What was said counts until the next freeze; who already read it is told in the thread."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition_id: CoalitionId,
        now: datetime,
        *,
        updates: Sequence[Update] = (),
        asks: Sequence[Ask] = (),
        own: Sequence[OwnAnswer] = (),
    ) -> bool:
        """Whether the last digest is concerned by these new, changed or withdrawn values."""
        unit = uow.of(coalition_id)
        newest = await newest_digest(unit)
        if newest is None or newest.state is not DigestState.POSTED:
            return False
        if not await _concerning(unit, newest, updates, asks, own):
            return False
        # Somebody else may amend it at the same time: the last word is under the lock.
        posted = await unit.lock_digest(newest.id) or newest
        change = await _concerning(unit, posted, updates, asks, own)
        coalition = await unit.load()
        if coalition is None:
            return False
        digest = replace(
            posted,
            updates=tuple(dict.fromkeys((*posted.updates, *(u.id for u in change.updates)))),
            asks=tuple(dict.fromkeys((*posted.asks, *(a.number for a in change.asks)))),
            revision=posted.revision + 1,
        )
        await unit.put_digest(digest)
        material = await load_material(unit, coalition, digest)
        deliveries = await uow.outbox.of_subject(coalition_id, digest.id)
        sent = _by_room(deliveries)
        for room, channel, parts in channel_parts(material):
            if room in sent:
                there = _Channel(material=material, channel=channel, sent=sent[room], now=now)
                await uow.outbox.add(there.amendments(parts, change))
        await uow.outbox.add(await chart_edits(unit, coalition, digest, deliveries, now))
        return True


async def _concerning(
    unit: CoalitionUnit,
    digest: Digest,
    updates: Sequence[Update],
    asks: Sequence[Ask],
    own: Sequence[OwnAnswer],
) -> Change:
    """What of it belongs to this digest: to its selection, or to a question asked before it."""
    everything: list[Update | Ask] = [*updates, *asks]
    prompts = [said.prompt for said in everything if _after(digest, said)]
    late = await asked_before(unit, digest, prompts)
    chosen = set(digest.updates)
    return Change(
        updates=tuple(
            update
            for update in updates
            if chosen & {update.id, update.replaces}
            or (update.prompt in late and _after(digest, update))
        ),
        asks=tuple(
            ask
            for ask in asks
            if ask.number in digest.asks or (ask.prompt in late and _after(digest, ask))
        ),
        known_asks=frozenset(digest.asks),
        own=await _own(unit, digest, own),
    )


async def _own(
    unit: CoalitionUnit, digest: Digest, own: Sequence[OwnAnswer]
) -> tuple[OwnAnswer, ...]:
    told = {answer.id for answer in await own_told(unit, digest)} if own else set()
    return tuple(answer for answer in own if answer.id in told)


def _after(digest: Digest, said: Update | Ask) -> bool:
    moment = said.recorded if isinstance(said, Update) else said.opened
    return moment >= digest.until


def _by_room(deliveries: Sequence[Delivery]) -> Mapping[RoomId, _Sent]:
    rooms: dict[RoomId, dict[int, list[Delivery]]] = {}
    for delivery in sorted(deliveries, key=lambda one: one.revision):
        if delivery.kind is DeliveryKind.DIGEST and delivery.room is not None:
            rooms.setdefault(delivery.room, {}).setdefault(delivery.part, []).append(delivery)
    lost = (DeliveryState.FAILED, DeliveryState.DROPPED)
    return {room: parts for room, parts in rooms.items() if parts[0][0].state not in lost}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Channel:
    """One channel that has the digest, and what it was sent of it."""

    material: Material
    channel: Channel
    sent: _Sent
    now: datetime

    def amendments(self, parts: Parts, change: Change) -> list[Delivery]:
        """An edit for each part that reads differently now, and the line for the thread."""
        digest = self.material.digest
        reader = channel_reader(self.material.coalition, self.channel, digest)
        messages: list[Message] = [*parts.top, *parts.details]
        messages += [nothing_left(reader)] * (len(self.sent) - len(messages))
        edits = [
            self._delivery(DeliveryKind.DIGEST, message, part)
            for part, message in enumerate(messages)
            if part not in self.sent or self.sent[part][-1].body != to_json(message)
        ]
        lines = changes_for(self.material, change, self.channel.audience, reader) if edits else ()
        if lines:
            message = changes_message(lines, reader)
            edits.append(self._delivery(DeliveryKind.DIGEST_ADDED, message, len(messages)))
        return edits

    def _delivery(self, kind: DeliveryKind, message: Message, part: int) -> Delivery:
        """An edit of the part; what finds no part goes to the thread."""
        digest = self.material.digest
        first = self.sent[0][0]
        old = self.sent.get(part) if kind is DeliveryKind.DIGEST else None
        return Delivery(
            key=delivery_key(
                kind, digest.id, self.channel.address, part=part, revision=digest.revision
            ),
            kind=kind,
            coalition=first.coalition,
            subject=digest.id,
            lane=first.lane,
            room=first.room,
            edits=old[0].key if old else None,
            thread_of=None if old else first.key,
            body=to_json(message),
            part=part,
            revision=digest.revision,
            due=self.now,
            available=self.now,
            created=self.now,
        )
