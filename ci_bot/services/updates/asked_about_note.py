"""Finds the note that a message of ours asked about, however many questions came after it."""

from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import UpdateId
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answered_delivery import answered_delivery
from ci_bot.services.open_questions import OpenKind


async def asked_about_note(
    uow: UnitOfWork, event: MessageReceived, *, waiting: bool = False
) -> OpenQuestion | None:
    """The question that a reply answers; `waiting`: only while nobody has settled the note."""
    asked = await answered_delivery(uow, event)
    if asked is None or asked.kind is not DeliveryKind.NOTICE or asked.coalition is None:
        return None
    note = await uow.of(asked.coalition).update(UpdateId(asked.subject))
    if note is None or note.told_by is None:
        return None
    if waiting and (note.confirmed or not note.current):
        return None
    data = {"update": note.id, "coalition": asked.coalition}
    return OpenQuestion(
        account=event.account, kind=OpenKind.CONFIRM, data=data, asked=asked.created
    )
