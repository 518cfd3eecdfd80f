"""Questions outside a check-in's conversation: who may read it, is it right, which hat, to whom."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import AccountId, MessageId, RoomId
from ci_bot.domain.update import Source, Update
from ci_bot.ports.chat import MessageEdited, Removed
from ci_bot.ports.store import UnitOfWork
from ci_bot.views.checkin.single import asks_readers


class OpenKind(StrEnum):
    """What an open question of ours asks."""

    READERS = "readers"
    CONFIRM = "confirm"
    HAT = "hat"
    HAT_OF_ASK = "hat of ask"
    HAT_OF_WORDS = "hat of words"
    HELP_HAT = "help hat"
    WHOM = "whom"
    ANNOUNCE = "announce"
    MATCH = "match"


async def ask_readers(
    uow: UnitOfWork, coalition: Coalition, account: AccountId, update: Update, now: datetime
) -> None:
    """Leaves it to an update's author who may read it: a worry asks that, others take a word.

    Without a worry nothing was asked, so that a digit is no answer, nor is an open question let go.
    """
    data = {"update": update.id}
    if asks_readers(update):
        group = coalition.activities[update.activity].working_group
        offered = data if group is None else {**data, "group": group}
        await put_question(uow, coalition, account, kind=OpenKind.READERS, data=offered, now=now)
    elif update.words and await uow.questions.get(account) is None:
        unasked = {**data, "unasked": "yes"}
        await put_question(uow, coalition, account, kind=OpenKind.READERS, data=unasked, now=now)


async def put_question(
    uow: UnitOfWork,
    coalition: Coalition,
    account: AccountId,
    *,
    kind: OpenKind,
    data: Mapping[str, str],
    now: datetime,
) -> None:
    """Opens a question to an account; an earlier one is let go."""
    known = {**data, "coalition": coalition.id}
    await uow.questions.put(OpenQuestion(account=account, kind=kind, data=known, asked=now))


def with_source(data: Mapping[str, str], source: Source | None) -> Mapping[str, str]:
    """A question's data with the message whose words wait for the answer."""
    return data if source is None else {**data, "room": source.room, "message": source.message}


def source_of(question: OpenQuestion) -> Source | None:
    """The message that was said before the question, so that editing that one counts."""
    data = question.data
    if "message" not in data:
        return None
    return Source(room=RoomId(data["room"]), message=MessageId(data["message"]))


async def let_go(uow: UnitOfWork, event: MessageEdited | Removed) -> bool:
    """Whether what that message said waited for an answer; now it doesn't any more."""
    message = event.message if isinstance(event, MessageEdited) else event.target
    question = await uow.questions.get(event.account)
    if question is None or source_of(question) != Source(room=event.room, message=message):
        return False
    await uow.questions.remove(event.account)
    return True
