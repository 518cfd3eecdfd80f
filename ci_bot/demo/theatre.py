"""Runs the real bot while people are played and the clock is turned from waking to waking."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from ci_bot.app import App, build_app
from ci_bot.demo.cast import account_of, on_stage
from ci_bot.demo.journal import Journal
from ci_bot.demo.script import Act, Change, Say, Tap
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.chat import Platform, Vault
from ci_bot.ports.chat.stage import Stage
from ci_bot.ports.store import Store
from ci_bot.runtime.vault import StoreVault
from ci_bot.store import open_store, upgrade
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_holidays import FakeHolidays

OpenStage = Callable[[Vault], AbstractAsyncContextManager[Platform]]
_WAITING = (DeliveryState.READY, DeliveryState.DEFERRED)


@dataclass(frozen=True, kw_only=True)
class Theatre:
    """The bot, its coalition and its clock; nothing happens unless it is played."""

    app: App
    store: Store
    stage: Stage
    clock: TurnableClock
    coalition: Coalition
    journal: Journal

    async def play(self, acts: Iterable[Act], *, until: datetime) -> None:
        """Everything that people do and that falls due up to that instant."""
        for act in acts:
            await self._pass(act.at)
            self._do(act)
            await self._settle()
        await self._pass(until)

    async def _pass(self, until: datetime) -> None:
        while (waking := await self._waking()) is not None and waking < until:
            self.clock.turn_to(waking)
            await self._settle()
        self.clock.turn_to(until)
        await self._settle()

    async def _settle(self) -> None:
        await self.stage.heard()
        await self.app.settle()
        self.journal.note(self.clock.now())

    async def _waking(self) -> datetime | None:
        """When the bot has something to do next."""
        wakings: list[datetime] = []
        async with self.store.read() as uow:
            schedules = await uow.calendar.of(self.coalition.id)
            wakings.extend(s.next_due for s in schedules if s.next_due is not None)
            unit = uow.of(self.coalition.id)
            for round_ in await unit.rounds(open_only=True):
                for prompt in await unit.prompts_of_round(round_.id):
                    sent = await uow.outbox.of_subject(self.coalition.id, prompt.id)
                    wakings.extend(d.available for d in sent if d.state in _WAITING)
        return min((w for w in wakings if w > self.clock.now()), default=None)

    def _do(self, act: Act) -> None:
        person = account_of(self.coalition, act.person)
        room = self.stage.direct(person)
        spoken = self.stage.transcript(room)
        match act.deed:
            case Say(text=text):
                self.stage.say(person, room, text)
            case Change(old=old, new=new):
                own = next(s for s in reversed(spoken) if (s.author, s.text) == (person, old))
                self.stage.edit(person, room, own.message, new)
            case Tap(emoji=emoji):
                last = next(s for s in reversed(spoken) if s.author == self.stage.bot)
                self.stage.react(person, room, last.message, emoji)
            case _:
                assert_never(act.deed)


@asynccontextmanager
async def open_theatre(
    open_stage: OpenStage, *, url: str, begin: datetime
) -> AsyncIterator[Theatre]:
    """The bot on a fresh database, listening."""
    await upgrade(url)
    clock = TurnableClock(begin)
    async with open_store(url) as store, open_stage(StoreVault(store, "console")) as stage:
        if not isinstance(stage, Stage):
            raise TypeError("people can be played on a stage only")
        stage.follow(clock.now)
        app = build_app(store=store, clock=clock, platforms=(stage,), holidays=FakeHolidays())
        coalition = on_stage(stage)
        await app.composition.apply_coalition(coalition.id, lambda _: coalition)
        rooms = [stage.direct(account.id) for account in coalition.accounts]
        rooms += [channel.address for channel in coalition.channels]
        listening = asyncio.create_task(stage.receive(app.inlet(stage)))
        try:
            yield Theatre(
                app=app,
                store=store,
                stage=stage,
                clock=clock,
                coalition=coalition,
                journal=Journal(stage, rooms),
            )
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening
