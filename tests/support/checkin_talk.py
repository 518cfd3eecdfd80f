"""A check-in in memory: people write, tap, edit and delete, and the bot answers at once."""

import itertools
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import (
    AccountId,
    CheckinId,
    MessageId,
    PeriodKey,
    PersonId,
    PromptId,
    RoomId,
    RoundId,
)
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.round import Round
from ci_bot.domain.update import Update
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import from_json
from ci_bot.ports.chat import MessageEdited, MessageReceived, Reacted, Removed
from ci_bot.ports.outgoing import Cancel, Later
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.converse import Converse
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.find_prompt import FindPrompt
from ci_bot.services.answering.keep_answers import KeepAnswers
from ci_bot.services.answering.prepare_prompt import PreparePrompt
from ci_bot.services.answering.prompt_sent import PromptSent
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.services.personal.go_away import GoAway
from ci_bot.services.personal.stop_asking import StopAsking
from ci_bot.services.revising.revise_answer import ReviseAnswer
from ci_bot.services.revising.revise_note import ReviseNote
from ci_bot.services.revising.revise_single import ReviseSingle
from ci_bot.services.revising.withdraw_answer import WithdrawAnswer
from ci_bot.services.rounds.ask_deputies import AskDeputies
from ci_bot.services.rounds.leave_prompts import LeavePrompts
from ci_bot.services.rounds.prompt_delivery import prompt_delivery
from ci_bot.services.rounds.recheck_prompt import RecheckPrompt
from ci_bot.testing import MemoryStore
from ci_bot.testing.clock import TurnableClock
from tests.support.small_coalition import (
    LAKELAND,
    MARA,
    account,
)
from tests.support.talking_coalition import both, talking_coalition

THURSDAY = datetime(2025, 6, 12, 7, 30, tzinfo=UTC)
FREEZE = datetime(2025, 6, 17, 14, 0, tzinfo=UTC)
HOURS = GoodHours(spread=timedelta())


@dataclass(frozen=True)
class Heard:
    """A message of the bot as it arrived."""

    text: str
    message: Message
    id: MessageId
    room: RoomId
    kind: DeliveryKind


class CheckinTalk:
    """One coalition, its rounds and everybody's direct room with the bot."""

    def __init__(self, coalition: Coalition | None = None) -> None:
        self.clock = TurnableClock(THURSDAY)
        self.store = MemoryStore()
        self._first = coalition or talking_coalition()
        amend = AmendDigest()
        keep = KeepAnswers(amend=amend)
        note = ReviseNote(amend=amend)
        ask_deputies = AskDeputies(hours=HOURS)
        self.take = TakeTurn(
            keep=keep,
            ask_deputies=ask_deputies,
            go_away=GoAway(leave_prompts=LeavePrompts(ask_deputies=ask_deputies)),
            stop_asking=StopAsking(leave_prompts=LeavePrompts(ask_deputies=ask_deputies)),
        )
        self.converse = Converse(take=self.take, end=EndTurn(suggest=SuggestMatch()))
        self.revise = ReviseAnswer(keep=keep, single=ReviseSingle(amend=amend), note=note)
        self.withdraw = WithdrawAnswer(keep=keep, note=note)
        self.prepare = PreparePrompt(recheck=RecheckPrompt(clock=self.clock, hours=HOURS))
        self.heard: list[Heard] = []
        self._numbers = itertools.count(1)
        self._said: dict[PersonId, MessageId] = {}

    async def asks(
        self,
        person: PersonId = MARA,
        *,
        round_: str = "2025-W24",
        items: tuple[Item, ...] | None = None,
    ) -> Prompt:
        """Opens a round if need be, and asks one person."""
        async with self.store.write() as uow:
            unit = uow.of(LAKELAND)
            if await unit.load() is None:
                await unit.save(self._first)
            opened = Round(
                id=RoundId(round_),
                checkin=CheckinId("main"),
                period=PeriodKey(round_),
                day=self.clock.now().date(),
                opened=self.clock.now(),
                closes=FREEZE,
            )
            if await unit.round(opened.id) is None:
                await unit.add_round(opened)
            prompt = Prompt(
                id=PromptId(f"{round_}-{person}"),
                round=opened.id,
                person=person,
                due=self.clock.now(),
                items=items or both(),
            )
            await unit.add_prompts([prompt])
            coalition = await self.load(uow)
            delivery = prompt_delivery(
                coalition, prompt, due=self.clock.now(), now=self.clock.now()
            )
            await uow.outbox.add([delivery] if delivery else [])
            await uow.commit()
        await self.deliver()
        return await self.prompt(prompt.id)

    async def says(
        self,
        text: str,
        person: PersonId = MARA,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        room: RoomId | None = None,
    ) -> str:
        """The bot's reply; empty when there was none."""
        event = self.message(text, person)
        if room is not None:
            event = replace(event, room=room, direct=False)
        return await self._handle(replace(event, reply_to=reply_to, thread=thread))

    def message(self, text: str, person: PersonId) -> MessageReceived:
        """What somebody writes to the bot."""
        message = self._new_message(person)
        return MessageReceived(**self._envelope(person), message=message, text=text)

    async def taps(self, emoji: str, on: MessageId, person: PersonId = MARA) -> str:
        return await self._handle(
            Reacted(
                **self._envelope(person),
                reaction=self._new_message(person),
                message=on,
                emoji=emoji,
            )
        )

    async def edits(
        self, message: MessageId, text: str, person: PersonId = MARA, *, room: RoomId | None = None
    ) -> str:
        event = MessageEdited(**self._envelope(person), message=message, text=text)
        return await self._handle(replace(event, room=room or event.room))

    async def deletes(
        self, target: MessageId, person: PersonId = MARA, *, room: RoomId | None = None
    ) -> str:
        event = Removed(**self._envelope(person), target=target)
        return await self._handle(replace(event, room=room or event.room))

    def last_message_of(self, person: PersonId = MARA) -> MessageId:
        """The id of what somebody said or tapped last."""
        return self._said[person]

    async def closes(self, *, round_: str = "2025-W24") -> None:
        """The freeze closes the round."""
        self.clock.turn_to(FREEZE)
        async with self.store.write() as uow:
            unit = uow.of(LAKELAND)
            known = await unit.round(RoundId(round_))
            assert known is not None
            await unit.put_round(replace(known, closed=FREEZE))
            await uow.commit()

    async def deliver(self) -> None:
        """Everything that is due arrives, as the outbox would send it."""
        now = self.clock.now()
        while True:
            async with self.store.write() as uow:
                claimed = await uow.outbox.claim(
                    now=now, attempt="a", leased_until=now + timedelta(minutes=1), limit=1
                )
                if not claimed:
                    return
                (delivery,) = claimed
                if delivery.body is not None:
                    message = from_json(delivery.body)
                else:
                    made = await self.prepare(uow, delivery)
                    if isinstance(made, Cancel | Later):
                        state = DeliveryState.DROPPED
                        later = made.until if isinstance(made, Later) else None
                        state = DeliveryState.DEFERRED if later else state
                        await uow.outbox.settle(delivery.key, "a", state=state, available=later)
                        await uow.commit()
                        continue
                    message = made
                room = delivery.room or room_of(delivery.account)
                posted = (room, self._new_message())
                await uow.outbox.settle(
                    delivery.key, "a", state=DeliveryState.SENT, posted=posted, sent=now
                )
                sent = replace(delivery, sent=now, posted_room=room, posted_message=posted[1])
                if delivery.kind is DeliveryKind.PROMPT:
                    await PromptSent()(uow, sent)
                await uow.commit()
                text = plain.render(message)
                self.heard.append(Heard(text, message, posted[1], room, delivery.kind))

    async def prompt(self, id_: PromptId | None = None, person: PersonId = MARA) -> Prompt:
        async with self.store.read() as uow:
            unit = uow.of(LAKELAND)
            found = await unit.prompt(id_) if id_ else (await unit.prompts_of_person(person))[0]
            assert found is not None
            return found

    async def updates(self, *, current_only: bool = True) -> list[Update]:
        async with self.store.read() as uow:
            return list(await uow.of(LAKELAND).updates(current_only=current_only))

    async def answer(self, activity_id: str) -> Update | None:
        """What counts about an activity now."""
        found = [u for u in await self.updates() if u.activity == activity_id]
        return found[-1] if found else None

    async def asked_for(self) -> list[Ask]:
        async with self.store.read() as uow:
            return list(await uow.of(LAKELAND).asks())

    async def coalition(self) -> Coalition:
        async with self.store.read() as uow:
            return await self.load(uow)

    async def load(self, uow: UnitOfWork) -> Coalition:
        coalition = await uow.of(LAKELAND).load()
        assert coalition is not None
        return coalition

    async def _handle(self, event: MessageReceived | Reacted | MessageEdited | Removed) -> str:
        """Routes an event as the bot does, and delivers what follows from it."""
        self.clock.advance(timedelta(minutes=1))
        now = self.clock.now()
        async with self.store.write() as uow:
            coalition = await self.load(uow)
            person = coalition.person_of(event.account)
            assert person is not None
            if isinstance(event, MessageEdited):
                await self.revise(uow, coalition, person, event, now)
            elif isinstance(event, Removed):
                await self.withdraw(uow, coalition, person, event, now)
            else:
                prompt = await FindPrompt()(uow, coalition, person, event)
                if prompt is not None:
                    await self.converse(uow, coalition, person, event, prompt, now)
            await uow.commit()
        before = len(self.heard)
        await self.deliver()
        own = [h for h in self.heard[before:] if h.room == event.room]
        return own[-1].text if own and own[-1].kind is DeliveryKind.REPLY else ""

    def _envelope(self, person: PersonId) -> dict[str, Any]:
        return {
            "event": f"$event-{next(self._numbers)}",
            "account": account(person),
            "room": room_of(account(person)),
            "at": self.clock.now() + timedelta(minutes=1),
            "direct": True,
        }

    def _new_message(self, person: PersonId | None = None) -> MessageId:
        message = MessageId(f"$message-{next(self._numbers)}")
        if person is not None:
            self._said[person] = message
        return message


def room_of(account_id: AccountId | None) -> RoomId:
    return RoomId(f"matrix:!with-{str(account_id).partition('@')[2]}")
