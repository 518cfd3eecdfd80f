"""Lets the author of an update outside a check-in's conversation say who may read it."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import PersonId, UpdateId
from ci_bot.domain.status import Visibility
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Incoming
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.open_questions import ask_readers
from ci_bot.services.replace_update import replace_update
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.single import readers_set, recorded
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class ChooseReaders:
    """Only its author widens or narrows it."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: Incoming,
        question: OpenQuestion,
        level: Visibility,
        now: datetime,
    ) -> Message | None:
        """What the author is told; None when there is no such update of theirs any more.

        About another working group than the one that was named it is asked anew.
        """
        unit = uow.of(coalition.id)
        old = await unit.update(UpdateId(question.data["update"]))
        if old is None or old.person != person or not old.current:
            return None
        activity = coalition.activities.get(old.activity)
        if activity is None:
            return None
        if level is Visibility.WORKING_GROUP and activity.working_group is None:
            return None
        asked = "unasked" not in question.data
        moved = asked and question.data.get("group") != activity.working_group
        if level is Visibility.WORKING_GROUP and moved:
            await ask_readers(uow, coalition, event.account, old, now)
            return recorded(reader_of(coalition, person, now), coalition, old, refused=False)
        said = replace(old, visibility=level, source=saying_of(event, person).source)
        touched = await replace_update(unit, old, said, now)
        await self.amend(uow, coalition.id, now, updates=touched)
        return readers_set(reader_of(coalition, person, now), coalition, touched[-1])
