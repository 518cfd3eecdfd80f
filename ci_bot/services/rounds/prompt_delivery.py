"""The delivery of a prompt, and taking it back while it is still here."""

from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, delivery_key
from ci_bot.domain.prompt import Prompt
from ci_bot.ports.store import UnitOfWork

_WAITING = frozenset({DeliveryState.READY, DeliveryState.DEFERRED})
_NOT_GONE = frozenset({DeliveryState.DROPPED, DeliveryState.FAILED})


def prompt_delivery(
    coalition: Coalition,
    prompt: Prompt,
    *,
    due: datetime,
    now: datetime,
    available: datetime | None = None,
    revision: int = 0,
    account: AccountId | None = None,
) -> Delivery | None:
    """The delivery to that account, or to the person's preferred one; None where they have none.

    It has no body: the prompt is looked at again, and worded, right before it goes. `revision`:
    how often the same prompt was shown before.
    """
    accounts = coalition.accounts_of(prompt.person) if account is None else (account,)
    if not accounts:
        return None
    return Delivery(
        key=delivery_key(DeliveryKind.PROMPT, prompt.id, accounts[0], revision=revision),
        kind=DeliveryKind.PROMPT,
        lane=accounts[0],
        due=due,
        available=available or due,
        created=now,
        coalition=coalition.id,
        subject=prompt.id,
        account=accounts[0],
        revision=revision,
    )


async def deliveries_of(
    uow: UnitOfWork, coalition: CoalitionId, prompt: Prompt
) -> tuple[Delivery, ...]:
    """Every delivery of the prompt itself, without its reminder."""
    of_prompt = await uow.outbox.of_subject(coalition, prompt.id)
    return tuple(d for d in of_prompt if d.kind is DeliveryKind.PROMPT)


async def take_back(uow: UnitOfWork, coalition: CoalitionId, prompt: Prompt, reason: str) -> bool:
    """Drops what hasn't been tried yet; False when the prompt went, or may still have gone."""
    await uow.outbox.drop(coalition, prompt.id, reason=reason)
    deliveries = await deliveries_of(uow, coalition, prompt)
    return all(d.state in _NOT_GONE for d in deliveries)


async def takes_more(uow: UnitOfWork, coalition: CoalitionId, prompt: Prompt) -> bool:
    """Whether the prompt is still to be worded, so that items added now go with it."""
    deliveries = await deliveries_of(uow, coalition, prompt)
    return any(d.state in _WAITING and d.body is None for d in deliveries)
