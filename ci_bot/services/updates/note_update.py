"""Notes what the backbone was told about an activity, until its lead confirms it."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId, UpdateId, new_id
from ci_bot.domain.standing import hat, standing
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.saying import saying_of
from ci_bot.services.updates.confirm_note import ask_to_confirm, noted_visibility
from ci_bot.views.checkin import notes
from ci_bot.views.reader import reader_of


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
        known, today = coalition.activities[activity], coalition.today(now)
        if not may(coalition, person, Right.BACKBONE, today):
            return notes.backbone_only(reader)
        speaks = standing(coalition, known, speaker, today)
        name = coalition.people[speaker].name
        if not speaks.sets_status:
            return notes.not_their_lead(reader, known.title, name)
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
            language=language_of(words, reader.language, coalition),
            visibility=noted_visibility(coalition, known, status),
            told_by=person,
            confirmed=False,
            source=saying.source,
        )
        await uow.of(coalition.id).add_update(update)
        await self.amend(uow, coalition.id, now, updates=(update,))
        asked = await ask_to_confirm(uow, coalition, update, now)
        return notes.noted(reader, update, known.title, name, asked=asked)
