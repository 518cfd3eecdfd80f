"""Opens a prompt's conversation once the prompt is there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from ci_bot.domain.answering.conversation import begin
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import PromptId, delivery_key, platform_of
from ci_bot.domain.rhythm.bundling import still_asked
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.cards import cards_of, retire_card
from ci_bot.services.answering.find_prompt import OF_PROMPT
from ci_bot.views.checkin.questions import DIGITS
from ci_bot.views.keycaps import keycap

_USEFUL = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class PromptSent:
    """`reactions`: whether a platform, by its name, lets the bot add the answers' emoji.

    `taps`: whether the prompt is a card there.
    """

    reactions: Callable[[str], bool] = lambda _platform: False
    taps: Callable[[str], bool] = lambda _platform: False

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """From now on the person's answers find the prompt, and they know who asks."""
        if delivery.coalition is None or delivery.sent is None:
            return
        unit = uow.of(delivery.coalition)
        coalition = await unit.load()
        prompt = await unit.prompt(PromptId(delivery.subject))
        if coalition is None or prompt is None:
            return
        today = coalition.today(delivery.sent)
        items = tuple(
            item
            if still_asked(coalition, item, prompt.person, today)
            else replace(item, settled=True)
            for item in prompt.items
        )
        sent = replace(
            prompt,
            items=items,
            sent=delivery.sent,
            account=delivery.account,
            card=self._is_card(delivery),
        )
        await unit.put_prompt(begin(sent))
        who = coalition.people.get(prompt.person)
        if who is not None and not who.introduced:
            people = {**coalition.people, who.id: replace(who, introduced=True)}
            await unit.save(replace(coalition, people=people))
        if delivery.account is not None and self.reactions(platform_of(delivery.account)):
            await uow.outbox.add(_emoji(delivery))
        for older in await cards_of(uow, coalition.id, prompt):
            if older.revision < delivery.revision and self._is_card(older):
                await retire_card(uow, coalition, sent, older, delivery.key, delivery.sent)

    def _is_card(self, delivery: Delivery) -> bool:
        return delivery.account is not None and self.taps(platform_of(delivery.account))


def _emoji(delivery: Delivery) -> list[Delivery]:
    """The digits' emoji below the prompt, to be tapped."""
    sent = delivery.sent or delivery.due
    return [
        Delivery(
            key=delivery_key("emoji", delivery.key, digit),
            kind=DeliveryKind.REPLY,
            lane=delivery.lane,
            coalition=delivery.coalition,
            subject=f"{OF_PROMPT}{delivery.subject}",
            account=delivery.account,
            edits=delivery.key,
            emoji=keycap(digit),
            part=part,
            due=sent,
            available=sent,
            created=sent,
            expires=sent + _USEFUL,
        )
        for part, digit in enumerate((*DIGITS, "0"))
    ]
