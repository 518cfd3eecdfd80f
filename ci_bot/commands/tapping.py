"""Routes what people tap: to their card, to the open question, or to a command."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.commands.dispatch import Dispatch
from ci_bot.commands.hats import named_coalition, wearers_of
from ci_bot.commands.line import Line, read_line
from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import MessageId
from ci_bot.ports.chat import MessageReceived, Pressed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.cards import newest_version
from ci_bot.services.answering.press import of_prompt
from ci_bot.services.chosen import show_chosen
from ci_bot.services.find_choice import Tapped, find_choice
from ci_bot.services.reply import reply
from ci_bot.services.updates.asked_about_note import asked_about_note
from ci_bot.services.wearers import Wearer
from ci_bot.views.checkin.chosen import over


@dataclass(frozen=True, kw_only=True)
class Tapping:
    """What was tapped is read in what we sent, and counts as if its person had typed it there."""

    use: UseCases
    dispatch: Dispatch

    async def __call__(self, uow: UnitOfWork, event: Pressed, now: datetime) -> None:
        """Strangers, and taps on what was never shown there, get silence."""
        wearers = await wearers_of(uow, event, now)
        tapped = await find_choice(uow, event) if wearers else None
        if tapped is None:
            return
        message = tapped.message
        if message.coalition is not None:
            wearers = tuple(w for w in wearers if w.coalition.id == message.coalition)
        if not wearers:
            return
        # A question below the sum-up is no part of the check-in.
        asked = message.kind is DeliveryKind.REPLY and await self._asked(uow, event, tapped)
        if message.coalition is not None and of_prompt(message) and not asked:
            wearer = wearers[0]
            await self.use.press(uow, wearer.coalition, wearer.person, event, tapped, now)
        elif tapped.choice.opens is None:
            await self._typed(uow, event, tapped, wearers, now)

    async def _typed(
        self,
        uow: UnitOfWork,
        event: Pressed,
        tapped: Tapped,
        wearers: tuple[Wearer, ...],
        now: datetime,
    ) -> None:
        typed = _as_message(event, tapped)
        line, named = named_coalition(read_line(typed.text, addressed=True), wearers)
        wearers = wearers if named is None else (named,)
        if self.dispatch.registry.find(tuple(word.text for word in line.words)) is not None:
            await self.dispatch.command(uow, typed, line, wearers, now)
            return
        reader = wearers[0].reader(now)
        noted = await asked_about_note(uow, typed, waiting=True) is not None
        if noted or await self._asked(uow, event, tapped):
            said = Line(typed.text, prefixed=False)
            if await self.dispatch.answers_question(uow, typed, said, now, prompted=None):
                await show_chosen(uow, event, tapped, reader, now)
                return
        if tapped.message.kind is not DeliveryKind.HOME and not await _chosen(uow, tapped):
            slug = wearers[0].coalition.id
            await reply(uow, event, over(reader), coalition=slug, now=now, private=True)

    @staticmethod
    async def _asked(uow: UnitOfWork, event: Pressed, tapped: Tapped) -> bool:
        """Whether the question that is open to the account is the one that this message asked."""
        question = await uow.questions.get(event.account)
        return question is not None and question.asked == tapped.message.created


async def _chosen(uow: UnitOfWork, tapped: Tapped) -> bool:
    """Whether the message has been answered by a tap already: a second one says nothing new."""
    return (await newest_version(uow, tapped.message)).key != tapped.shown.key


def _as_message(event: Pressed, tapped: Tapped) -> MessageReceived:
    return MessageReceived(
        event=event.event,
        account=event.account,
        room=event.room,
        at=event.at,
        direct=event.direct,
        aside=event.aside,
        message=MessageId(f"tap:{event.event}"),
        text=tapped.choice.value,
        reply_to=event.message,
        addressed=True,
    )
