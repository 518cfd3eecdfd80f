"""A coalition in a store in memory, and the digest's services around it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition, Rhythm
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.ids import PromptId, RoundId
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.round import Round
from ci_bot.domain.update import Update
from ci_bot.messages import plain
from ci_bot.messages.serial import from_json
from ci_bot.services.close_rounds import CloseRounds
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.digest.compose_digest import FreezeDigest
from ci_bot.services.digest.post_digest import PostDigest
from ci_bot.services.digest.release_digest import ReleaseDigest
from ci_bot.services.digest.steer_digest import SteerDigest
from ci_bot.services.digest.tell_authors import TellAuthors
from ci_bot.testing import MemoryStore
from ci_bot.testing.memory_store import MemoryUnitOfWork
from tests.support.digest_week import DUE, FREEZE, coalition

WEEK = timedelta(weeks=1)


class DigestHouse:
    """`async with house.work() as uow` commits; deliveries are read back as text."""

    def __init__(self, of: Coalition) -> None:
        self.coalition = of
        self.store = MemoryStore()
        tell_authors = TellAuthors(hours=GoodHours())
        self.amend = AmendDigest()
        self.release = ReleaseDigest(amend=self.amend, tell_authors=tell_authors)
        self.freeze = FreezeDigest(
            close_rounds=CloseRounds(), release=self.release, tell_authors=tell_authors
        )
        self.post = PostDigest(freeze=self.freeze)
        self.steer = SteerDigest()

    @asynccontextmanager
    async def work(self) -> AsyncIterator[MemoryUnitOfWork]:
        async with self.store.write() as uow:
            yield uow
            await uow.commit()

    async def say(self, *updates: Update, asks: Sequence[Ask] = ()) -> None:
        async with self.work() as uow:
            unit = uow.of(self.coalition.id)
            for update in updates:
                await unit.add_update(update)
            for ask in asks:
                await unit.add_ask(ask)

    async def say_late(self, *updates: Update, now: datetime, asks: Sequence[Ask] = ()) -> None:
        """Said after the posting, and told to the digest as the conversation does."""
        async with self.work() as uow:
            unit = uow.of(self.coalition.id)
            for update in updates:
                await unit.add_update(update)
            stored = [await unit.add_ask(ask) for ask in asks]
            await self.amend(uow, self.coalition.id, now, updates=updates, asks=stored)

    async def correct(self, old: Update, new: Update, *, now: datetime) -> None:
        async with self.work() as uow:
            unit = uow.of(self.coalition.id)
            await unit.put_update(replace(old, replaced=now))
            await unit.add_update(replace(new, replaces=old.id))
            await self.amend(uow, self.coalition.id, now, updates=(replace(new, replaces=old.id),))

    async def withdraw(self, update: Update, *, now: datetime) -> None:
        async with self.work() as uow:
            gone = replace(update, withdrawn=now)
            await uow.of(self.coalition.id).put_update(gone)
            await self.amend(uow, self.coalition.id, now, updates=(gone,))

    async def asks_round(self, *, closes: datetime = FREEZE) -> PromptId:
        """A round asked five days before it closes, with a prompt to the first lead."""
        round_ = Round(
            id=RoundId(f"r{closes}"),
            checkin="main",  # type: ignore[arg-type]
            period=f"{closes:%G-W%V}",  # type: ignore[arg-type]
            day=(closes - timedelta(days=5)).date(),
            opened=closes - timedelta(days=5),
            closes=closes,
        )
        prompt = Prompt(
            id=PromptId(f"prompt-{closes}"),
            round=round_.id,
            person="p0",  # type: ignore[arg-type]
            due=round_.opened,
            items=(),
            sent=round_.opened,
        )
        async with self.work() as uow:
            await uow.of(self.coalition.id).add_round(round_)
            await uow.of(self.coalition.id).add_prompts([prompt])
        return prompt.id

    async def freezes(self, due: datetime = FREEZE, *, now: datetime | None = None) -> None:
        async with self.work() as uow:
            await self.freeze(uow, self.coalition.id, due, now or due)

    async def releases(self, due: datetime = DUE, *, now: datetime | None = None) -> None:
        async with self.work() as uow:
            await self.release(uow, self.coalition.id, due, now or due)

    async def digests(self) -> Sequence[Digest]:
        async with self.store.read() as uow:
            return await uow.of(self.coalition.id).digests()

    async def deliveries(self, kind: DeliveryKind | None = None) -> list[Delivery]:
        found = self.store.state.deliveries.values()
        return [d for d in found if kind in (None, d.kind)]

    async def posts(self, room: str = "coalition") -> list[str]:
        """What the outbox holds for a channel, as text, in order."""
        return [shown(d) for d in await self.deliveries() if d.room == f"fake:#{room}"]


def shown(delivery: Delivery) -> str:
    assert delivery.body is not None
    return plain.render(from_json(delivery.body))


async def house(of: Coalition | None = None, **rhythm: Any) -> DigestHouse:
    """A coalition whose digest is released after a preview, unless the rhythm says otherwise."""
    made = DigestHouse(replace(of or coalition(), rhythm=Rhythm(**rhythm)))
    async with made.work() as uow:
        made.coalition = await uow.of(made.coalition.id).save(made.coalition)
    return made


async def posted(*updates: Update) -> DigestHouse:
    bot = await house()
    await bot.say(*updates)
    await bot.freezes()
    await bot.releases()
    return bot


async def edits(bot: DigestHouse, room: str = "coalition") -> list[Delivery]:
    sent = await bot.deliveries(DeliveryKind.DIGEST)
    return [d for d in sent if d.room == f"fake:#{room}" and d.revision]


async def added(bot: DigestHouse, room: str = "coalition") -> list[str]:
    sent = await bot.deliveries(DeliveryKind.DIGEST_ADDED)
    return [shown(d) for d in sent if d.room == f"fake:#{room}"]
