"""Notes what the backbone was told about an activity, until its lead confirms it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import ActivityId, PersonId, UpdateId, delivery_key, new_id
from ci_bot.domain.standing import hat, standing
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.messages.serial import to_json
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.amend_digest import AmendDigest
from ci_bot.services.open_questions import CONFIRM, ask_readers, put_question
from ci_bot.services.record_update import default_visibility, end_activity
from ci_bot.services.saying import saying_of
from ci_bot.views import notes
from ci_bot.views.reader import reader_of

_USEFUL = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class NoteUpdate:
    """`note ACTIVITY for PERSON [STATUS] TEXT`, by the backbone."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        activity: ActivityId,
        speaker: PersonId,
        status: Status | None = None,
        words: str = "",
        now: datetime,
    ) -> Message:
        """What the backbone is told; the speaker is asked whether it is right.

        `person` noted it, `speaker` said it and must be somebody who may set the status.
        """
        reader = reader_of(coalition, person, now)
        known, today = coalition.activities[activity], reader.today
        if not may(coalition, person, Right.BACKBONE, today):
            return notes.backbone_only(reader)
        speaks = standing(coalition, known, speaker, today)
        name = coalition.people[speaker].name
        if not speaks.sets_status:
            return notes.not_their_lead(reader, known.title, name)
        worrying = status is not None and status.worrying
        visibility = default_visibility(coalition, known)
        saying = saying_of(event, speaker)
        update = Update(
            id=UpdateId(new_id()),
            activity=activity,
            person=speaker,
            organisation=hat(coalition, known, speaker, today, speaks),
            at=min(saying.at, now),
            recorded=now,
            status=status,
            words=clean(words).strip(),
            language=reader.language,
            visibility=Visibility.BACKBONE if worrying else visibility,
            told_by=person,
            confirmed=False,
            source=saying.source,
        )
        await uow.of(coalition.id).add_update(update)
        await self.amend(uow, coalition.id, now, updates=(update,))
        asked = await _ask(uow, coalition, update, now)
        return notes.noted(reader, update, known.title, name, asked=asked)


async def _ask(uow: UnitOfWork, coalition: Coalition, update: Update, now: datetime) -> bool:
    """Asks the speaker on their preferred account; False where there is none."""
    accounts = coalition.accounts_of(update.person)
    if not accounts or update.told_by is None:
        return False
    reader = reader_of(coalition, update.person, now)
    title = coalition.activities[update.activity].title
    message = notes.is_that_right(reader, update, title, coalition.people[update.told_by].name)
    notice = Delivery(
        key=delivery_key(DeliveryKind.NOTICE, update.id, accounts[0]),
        kind=DeliveryKind.NOTICE,
        lane=accounts[0],
        coalition=coalition.id,
        subject=update.id,
        account=accounts[0],
        body=to_json(message),
        due=now,
        available=now,
        created=now,
        expires=now + _USEFUL,
    )
    await uow.outbox.add([notice])
    data = {"update": update.id}
    await put_question(uow, coalition, accounts[0], kind=CONFIRM, data=data, now=now)
    return True


@dataclass(frozen=True, kw_only=True)
class ConfirmNote:
    """What its lead confirms counts from then on; what they deny is withdrawn."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        update: UpdateId,
        right: bool,
        now: datetime,
    ) -> Message | None:
        """What the lead is told; None when there is no such note of theirs any more."""
        unit = uow.of(coalition.id)
        note = await unit.update(update)
        if note is None or note.person != person or note.confirmed or not note.current:
            return None
        if note.activity not in coalition.activities:
            return None
        reader = reader_of(coalition, person, now)
        settled = replace(note, confirmed=True) if right else replace(note, withdrawn=now)
        await unit.put_update(settled)
        activity = coalition.activities[note.activity]
        await end_activity(unit, coalition, activity, settled)
        await self.amend(uow, coalition.id, now, updates=(settled,))
        if not right:
            return notes.denied(reader, activity.title)
        await ask_readers(uow, coalition, event.account, settled, now)
        return notes.confirmed(reader, coalition, settled)
