"""Takes a tap on a prompt's card, or on a question of its conversation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.conversation import hear
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import PersonId, PromptId
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block
from ci_bot.ports.chat import Pressed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.cards import (
    cards_of,
    edit_key,
    newest_version,
    refresh_cards,
    retire_card,
)
from ci_bot.services.answering.converse import read_text, say
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.find_prompt import OF_PROMPT, goes_on
from ci_bot.services.answering.ground import read_ground
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.chosen import show_chosen
from ci_bot.services.find_choice import Tapped
from ci_bot.services.reply import reply
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.card_closing import outdated
from ci_bot.views.checkin.refusals import not_your_prompt
from ci_bot.views.checkin.turn_reply import remarks
from ci_bot.views.reader import reader_of

STOP = "stop"
"""The one choice of a card that is a command."""


@dataclass(frozen=True, kw_only=True)
class Press:
    """A tap counts once, only on what is shown now, and only from the person who was asked."""

    take: TakeTurn
    end: EndTurn

    async def __call__(  # noqa: PLR0917 - what every handler of an event gets, and the choice
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: Pressed,
        tapped: Tapped,
        now: datetime,
    ) -> None:
        """Stores what was tapped, and shows it on the card: no message is added to the room."""
        prompt = await prompt_of(uow, coalition, tapped.message)
        if prompt is None:
            return
        if prompt.person != person:
            refusal = not_your_prompt(reader_of(coalition, person, now))
            await reply(uow, event, refusal, coalition=coalition.id, now=now, private=True)
            return
        cause, note = event.event, await self._untaken(uow, coalition, prompt, event, tapped, now)
        if note is None:
            # The same place in the same version: tapped twice, it edits the card once.
            cause = _place(event)
            note = await self._taken(uow, coalition, prompt, event, tapped, now)
        notes = {prompt.id: note} if tapped.message.kind is DeliveryKind.PROMPT or note else {}
        await refresh_cards(uow, coalition.id, person, cause=cause, now=now, notes=notes)

    async def _untaken(  # noqa: PLR0917 - as above
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        prompt: Prompt,
        event: Pressed,
        tapped: Tapped,
        now: datetime,
    ) -> Sequence[Block] | None:
        """What to say of a tap that changes nothing; None when it counts."""
        if tapped.choice.opens is not None:
            return ()
        outdated_ = outdated(reader_of(coalition, prompt.person, now))
        message = tapped.message
        current = (await newest_version(uow, message)).key == tapped.shown.key
        if message.kind is not DeliveryKind.PROMPT:
            talk = await uow.outbox.of_subject(coalition.id, message.subject)
            said = [d for d in talk if d.emoji is None and d.edits is None]
            return None if current and said and said[-1].key == message.key else outdated_
        card = (await cards_of(uow, coalition.id, prompt))[-1:]
        if card and card[0].key != message.key:
            await retire_card(uow, coalition, prompt, message, event.event, now)
            return ()
        if current:
            return None
        again = await uow.outbox.get(edit_key(message, _place(event)))
        return () if again is not None else outdated_

    async def _taken(  # noqa: PLR0917 - as above
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        prompt: Prompt,
        event: Pressed,
        tapped: Tapped,
        now: datetime,
    ) -> Sequence[Block]:
        """What the card doesn't show by itself of what the tap brought about."""
        if tapped.choice.value == STOP:
            await self.take.stop_asking(uow, coalition, prompt.person, now)
            return ()
        if tapped.message.kind is DeliveryKind.PROMPT:
            # Perhaps it was tapped before anybody wrote down that it is there.
            account = prompt.account or tapped.message.account
            prompt = replace(prompt, card=True, account=account)
        ground = await read_ground(
            uow.of(coalition.id), coalition, prompt, now, heard_in=event.room
        )
        answers = read_text(ground, tapped.choice.value, now)
        turn = hear(ground.prompt, answers, ground.facts, now=now)
        saying = saying_of(event, prompt.person)
        message = await self.take.follow(uow, ground, turn, saying=saying, now=now)
        message = await self.end(uow, ground, event, message, now)
        if tapped.message.kind is not DeliveryKind.PROMPT:
            await show_chosen(uow, event, tapped, reader_of(coalition, prompt.person, now), now)
        if not ground.sheet.card:
            await say(uow, event, ground, message, now)
            return ()
        sheet = ground.with_turn(turn)
        return remarks(
            reader_of(coalition, prompt.person, now), sheet, turn.says, ground.prompt.asking
        )


async def prompt_of(uow: UnitOfWork, coalition: Coalition, message: Delivery) -> Prompt | None:
    """The prompt that a message of ours belongs to, if it is one's, and goes on."""
    unit = uow.of(coalition.id)
    prompt = await unit.prompt(PromptId(message.subject.removeprefix(OF_PROMPT)))
    return prompt if prompt is not None and goes_on(coalition, prompt) else None


def of_prompt(message: Delivery) -> bool:
    """Whether it is a prompt, or part of its conversation."""
    return message.kind is DeliveryKind.PROMPT or message.subject.startswith(OF_PROMPT)


def _place(event: Pressed) -> str:
    return f"{event.delivery}:{event.block}:{event.option}"
