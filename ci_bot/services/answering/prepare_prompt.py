"""Words a prompt or a reminder right before it goes, from what is true by then."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.conversation import begin
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import platform_of
from ci_bot.messages.blocks import Message
from ci_bot.ports.outgoing import Cancel, Later
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.draw_card import draw_card
from ci_bot.services.answering.ground import read_ground, with_known_question
from ci_bot.services.rounds.find_overdue import find_overdue
from ci_bot.services.rounds.find_touches import find_touches
from ci_bot.services.rounds.recheck_prompt import RecheckPrompt, Wanted
from ci_bot.views.checkin.prompt import checkin
from ci_bot.views.checkin.reminder import reminder
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class PreparePrompt:
    """The outbox's Preparer for the kinds prompt and reminder; only reads.

    `taps`: whether a platform, by its name, has buttons, so that the prompt is a card there.
    """

    recheck: RecheckPrompt
    taps: Callable[[str], bool] = lambda _platform: False

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel | Later:
        """The message, with only what its person still answers for."""
        wanted = await self.recheck(uow, delivery)
        if not isinstance(wanted, Wanted):
            return wanted
        now = self.recheck.clock.now()
        card = delivery.account is not None and self.taps(platform_of(delivery.account))
        if card and delivery.kind is DeliveryKind.PROMPT:
            introduce = not wanted.coalition.people[wanted.prompt.person].introduced
            return await draw_card(uow, wanted.coalition, wanted.prompt, now, introduce=introduce)
        return await show_prompt(uow, wanted, now, reminding=delivery.kind is DeliveryKind.REMINDER)


async def show_prompt(
    uow: UnitOfWork, wanted: Wanted, now: datetime, *, reminding: bool = False
) -> Message:
    """A prompt as its person should see it now, such as for `checkin`."""
    coalition = wanted.coalition
    prompt = begin(with_known_question(wanted.prompt))
    heard_in = prompt.account if reminding else None
    ground = await read_ground(uow.of(coalition.id), coalition, prompt, now, heard_in=heard_in)
    reader = reader_of(coalition, prompt.person, now)
    if reminding:
        return reminder(reader, ground.sheet, prompt)
    unit = uow.of(coalition.id)
    touches = await find_touches(unit, coalition, prompt, coalition.today(now))
    overdue = await find_overdue(unit, coalition, prompt, reader.today)
    introduce = not coalition.people[prompt.person].introduced
    sheet = replace(ground.sheet, touches=touches, overdue=overdue)
    return checkin(reader, sheet, prompt, introduce=introduce)
