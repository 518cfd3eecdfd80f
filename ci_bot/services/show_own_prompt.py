"""Shows a person their open prompt again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, PersonId, platform_of
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import to_json
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.draw_card import draw_card
from ci_bot.services.find_prompt import is_open, newest_prompt
from ci_bot.services.prepare_prompt import show_prompt
from ci_bot.services.prompt_delivery import deliveries_of, prompt_delivery
from ci_bot.services.recheck_prompt import Wanted
from ci_bot.views.own_prompt import nothing_asked, nothing_open
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class ShowOwnPrompt:
    """`checkin`; `taps`: whether a platform, by its name, shows prompts as cards."""

    taps: Callable[[str], bool] = lambda _platform: False

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        now: datetime,
        *,
        account: AccountId | None = None,
    ) -> Message | None:
        """The prompt with what is still open in it, or how to tell something unasked.

        None where the account's platform shows a new card in its direct room instead.
        """
        unit = uow.of(coalition.id)
        prompt = await newest_prompt(unit, coalition, person, now)
        round_ = await unit.round(prompt.round) if prompt else None
        if prompt is None or round_ is None:
            return nothing_asked(reader_of(coalition, person, now))
        if not is_open(prompt):
            return nothing_open(reader_of(coalition, person, now))
        if account is not None and self.taps(platform_of(account)):
            await _put_card(uow, coalition, prompt, account, now)
            return None
        wanted = Wanted(coalition=coalition, round=round_, prompt=prompt)
        return await show_prompt(uow, wanted, now)


async def _put_card(
    uow: UnitOfWork, coalition: Coalition, prompt: Prompt, account: AccountId, now: datetime
) -> None:
    """Shows the prompt in a new message; once it is there, the older ones point to it."""
    deliveries = await deliveries_of(uow, coalition.id, prompt)
    revision = max((d.revision + 1 for d in deliveries), default=0)
    card = prompt_delivery(coalition, prompt, due=now, now=now, revision=revision, account=account)
    if card is not None:
        body = to_json(await draw_card(uow, coalition, prompt, now))
        await uow.outbox.add([replace(card, body=body)])
