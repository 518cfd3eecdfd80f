"""Keeps cards up to date: a prompt's message shows how it stands, whatever changed it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.answer_words import NOT_ME
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import CoalitionId, DeliveryKey, PersonId, PromptId, delivery_key
from ci_bot.domain.prompt import Prompt
from ci_bot.messages.blocks import Block, Choices
from ci_bot.messages.serial import from_json, to_json
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.draw_card import draw_card
from ci_bot.services.answering.find_prompt import LATE, OF_PROMPT, goes_on
from ci_bot.services.reply import STALE
from ci_bot.services.rounds.prompt_delivery import deliveries_of
from ci_bot.views.checkin.card_closing import moved_card
from ci_bot.views.reader import reader_of

_GONE = frozenset({DeliveryState.DROPPED, DeliveryState.FAILED})

Notes = Mapping[PromptId, Sequence[Block]]
"""What is to be said on the cards of these prompts, this once."""


async def refresh_cards(
    uow: UnitOfWork,
    coalition_id: CoalitionId,
    person: PersonId,
    *,
    cause: str,
    now: datetime,
    notes: Notes | None = None,
) -> None:
    """Edits those of a person's cards that don't show any more how their prompt stands.

    `cause`: what it is done for, such as an event's id; the same cause edits a card once.
    """
    notes = notes or {}
    shown = [
        prompt
        for prompt in await uow.of(coalition_id).prompts_of_person(person)
        if prompt.id in notes or (prompt.card and now - prompt.due < LATE)
    ]
    coalition = await uow.of(coalition_id).load() if shown else None
    if coalition is None or person not in coalition.people:
        return
    for prompt in shown:
        note = notes.get(prompt.id, ())
        await refresh_card(uow, coalition, prompt, cause=cause, now=now, note=note)


async def refresh_card(
    uow: UnitOfWork,
    coalition: Coalition,
    prompt: Prompt,
    *,
    cause: str,
    now: datetime,
    note: Sequence[Block] = (),
) -> None:
    """Edits the prompt's card if it doesn't show that, or if there is something to note on it."""
    shown = await cards_of(uow, coalition.id, prompt)
    if not shown or not goes_on(coalition, prompt):
        return
    card = shown[-1]
    newest = await newest_version(uow, card)
    drawn = await draw_card(
        uow,
        coalition,
        replace(prompt, account=prompt.account or card.account),
        now,
        introduce=_introduces(newest) and _untouched(prompt),
        shown=card.created,
        note=note,
    )
    body = to_json(drawn)
    if note or newest.body != body:
        await uow.outbox.add([_edit(prompt, card, body, cause=cause, now=now)])


def edit_key(card: Delivery, cause: str) -> DeliveryKey:
    """The key of the edit that a cause makes to a card."""
    return delivery_key("card", cause, card.key)


async def retire_card(  # noqa: PLR0917 - the prompt, its card, and the moment
    uow: UnitOfWork,
    coalition: Coalition,
    prompt: Prompt,
    card: Delivery,
    cause: str,
    now: datetime,
) -> None:
    """An older card of the prompt says that it goes on in a newer one; nothing is left to tap."""
    body = to_json(moved_card(reader_of(coalition, prompt.person, now)))
    await uow.outbox.add([_edit(prompt, card, body, cause=cause, now=now)])


async def cards_of(uow: UnitOfWork, coalition: CoalitionId, prompt: Prompt) -> tuple[Delivery, ...]:
    """The prompt's messages that are there or on their way, the current one last."""
    worded = [
        d
        for d in await deliveries_of(uow, coalition, prompt)
        if d.body is not None and d.state not in _GONE
    ]
    return tuple(sorted(worded, key=lambda d: d.revision))


async def newest_version(uow: UnitOfWork, message: Delivery) -> Delivery:
    """The delivery that says what a message of ours shows, or is about to show."""
    if message.coalition is None:
        return message
    prompted = message.kind is DeliveryKind.PROMPT
    subject = f"{OF_PROMPT}{message.subject}" if prompted else message.subject
    edits = [
        d
        for d in await uow.outbox.of_subject(message.coalition, subject)
        if d.edits == message.key and d.emoji is None and d.state not in _GONE
    ]
    return edits[-1] if edits else message


def _untouched(prompt: Prompt) -> bool:
    return not any(item.settled or item.update is not None for item in prompt.items)


def _introduces(card: Delivery) -> bool:
    blocks = from_json(card.body).blocks if card.body else ()
    rows = [block for block in blocks if isinstance(block, Choices)]
    return any(choice.value == NOT_ME for row in rows for choice in row.options)


def _edit(prompt: Prompt, card: Delivery, body: str, *, cause: str, now: datetime) -> Delivery:
    return Delivery(
        key=edit_key(card, cause),
        kind=DeliveryKind.REPLY,
        coalition=card.coalition,
        subject=f"{OF_PROMPT}{prompt.id}",
        lane=card.lane,
        account=card.account,
        room=card.room,
        edits=card.key,
        body=body,
        due=now,
        available=now,
        created=now,
        expires=now + STALE,
    )
