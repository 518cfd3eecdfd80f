"""Questions outside a check-in's conversation: who may read it, is it right, which hat, to whom."""

from collections.abc import Mapping
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import AccountId
from ci_bot.domain.update import Update
from ci_bot.ports.store import UnitOfWork

READERS = "readers"
CONFIRM = "confirm"
HAT = "hat"
HELP_HAT = "help hat"
WHOM = "whom"


ANNOUNCE = "announce"
async def ask_readers(
    uow: UnitOfWork, coalition: Coalition, account: AccountId, update: Update, now: datetime
) -> None:
    """Leaves it to the author of a worrying update who may read it."""
    if update.status is not None and update.status.worrying and not update.contribution:
        if update.no_change and not update.words:
            return
        data = {"update": update.id}
        await put_question(uow, coalition, account, kind=READERS, data=data, now=now)


async def put_question(
    uow: UnitOfWork,
    coalition: Coalition,
    account: AccountId,
    *,
    kind: str,
    data: Mapping[str, str],
    now: datetime,
) -> None:
    """Opens a question to an account; an earlier one is let go."""
    known = {**data, "coalition": coalition.id}
    await uow.questions.put(OpenQuestion(account=account, kind=kind, data=known, asked=now))
