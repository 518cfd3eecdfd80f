"""Asks for which organisation something beside a check-in was said, where two are possible."""

from dataclasses import replace
from datetime import datetime

from ci_bot.domain.standing import hats_of
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Incoming
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import Ground
from ci_bot.services.open_questions import OpenKind, put_question
from ci_bot.views.checkin import single
from ci_bot.views.reader import reader_of


async def ask_hat(
    uow: UnitOfWork, ground: Ground, event: Incoming, message: Message, now: datetime
) -> Message | None:
    """The reply with the question below; None where only one hat is possible.

    It was kept already, for one of them: nobody has to answer. `ground`: as it was before.
    """
    unit = uow.of(ground.coalition.id)
    known = {ask.number for ask in ground.sheet.asks}
    asks = await unit.asks(prompt=ground.prompt.id, open_only=True)
    new = [ask for ask in asks if ask.number not in known and ask.activity is None]
    if not new:
        return None
    person, reader = ground.prompt.person, reader_of(ground.coalition, ground.prompt.person, now)
    hats = hats_of(ground.coalition, person, new[0].kind, ground.coalition.today(now))
    if len(hats) < 2:
        return None
    data = {"ask": str(new[0].number), "hats": " ".join(hats)}
    await put_question(
        uow, ground.coalition, event.account, kind=OpenKind.HAT_OF_ASK, data=data, now=now
    )
    organisations = tuple(ground.coalition.organisations[hat] for hat in hats)
    asked = single.which_hat(reader, organisations)
    return replace(message, blocks=(*message.blocks, *asked.blocks))
