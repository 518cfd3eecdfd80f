"""What exactly is asked of a platform for one delivery, and asking it."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, RoomId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat.platform import Posted, Sender
from ci_bot.ports.crash import reached
from ci_bot.ports.store import UnitOfWork
from ci_bot.runtime.drawing import drawn


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMessage:
    """A message of its own."""

    room: RoomId
    message: Message
    thread: MessageId | None
    reply_to: MessageId | None
    only: AccountId | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """Another text for a message of ours."""

    posted: Posted
    message: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """What a person's home tab shows."""

    account: AccountId
    message: Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Reaction:
    """An emoji on a message of ours."""

    posted: Posted
    emoji: str


Errand = NewMessage | Edit | Reaction | Home


class ParentPendingError(Exception):
    """What the delivery edits or continues isn't sent yet."""


class ParentFailedError(Exception):
    """What the delivery edits or continues will never be there."""


async def parent_of(uow: UnitOfWork, delivery: Delivery) -> Posted | None:
    """The message of ours which the delivery edits, reacts to or continues, if it does.

    Raises ParentPendingError or ParentFailedError when there is none.
    """
    key = delivery.edits or delivery.thread_of
    if key is None:
        return None
    parent = await uow.outbox.get(key)
    if parent is None or parent.state in {DeliveryState.FAILED, DeliveryState.DROPPED}:
        raise ParentFailedError
    if parent.posted_room is None or parent.posted_message is None:
        if parent.state is not DeliveryState.SENT:
            raise ParentPendingError
        # A person saw it, so that its id is unknown: what continues it stands below it.
        if delivery.edits is not None:
            raise ParentFailedError
        return None
    return Posted(room=parent.posted_room, message=parent.posted_message)


def errand(
    delivery: Delivery, message: Message | None, *, room: RoomId, parent: Posted | None
) -> Errand:
    """What to ask for; raises ValueError for a delivery that says nothing."""
    if delivery.kind is DeliveryKind.HOME and delivery.account is not None and message is not None:
        return Home(account=delivery.account, message=message)
    if delivery.edits is not None and parent is not None:
        if delivery.emoji is not None:
            return Reaction(posted=parent, emoji=delivery.emoji)
        if message is not None:
            return Edit(posted=parent, message=message)
    elif message is not None:
        # What was for one person in a room may have moved to their account, out of any thread.
        moved = delivery.only is not None and delivery.account is not None
        thread = None if moved else delivery.thread
        return NewMessage(
            room=room,
            message=message,
            thread=thread if parent is None else parent.message,
            reply_to=delivery.reply_to,
            only=None if moved else delivery.only,
        )
    raise ValueError("a delivery without a message, or with an emoji and nothing to put it on")


async def run_errand(
    sender: Sender, what: Errand, *, key: DeliveryKey, kind: DeliveryKind, patience: timedelta
) -> Posted | None:
    """Asks the platform; raises a ChatError, or TimeoutError when it took too long."""
    if kind is DeliveryKind.DIGEST:
        reached("digest-part-k-of-n")
    what = _drawn(what)
    reached("before-socket-write")
    posted = None
    async with asyncio.timeout(patience.total_seconds()):
        match what:
            case NewMessage():
                posted = await sender.send(
                    what.room,
                    what.message,
                    key=key,
                    thread=what.thread,
                    reply_to=what.reply_to,
                    only=what.only,
                )
            case Edit():
                await sender.edit(what.posted, what.message, key=key)
            case Home():
                await sender.show_home(what.account, what.message, key=key)
            case Reaction():
                await sender.react(what.posted, what.emoji, key=key)
    reached("response-read")
    return posted


def _drawn(what: Errand) -> Errand:
    if isinstance(what, NewMessage | Edit):
        return replace(what, message=drawn(what.message))
    return what
