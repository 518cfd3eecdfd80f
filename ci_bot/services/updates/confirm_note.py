"""Asks a lead whether a note of the backbone is right, and takes their yes, no or correction."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ci_bot.domain.activity import Activity
from ci_bot.domain.answer_words import opening
from ci_bot.domain.answering.answer import Told
from ci_bot.domain.answering.answer_status import told_in_one_line
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import PersonId, UpdateId, delivery_key
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.typed_text import bare, without_keycaps
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.notice import notice
from ci_bot.services.open_questions import OpenKind, ask_readers, put_question
from ci_bot.services.replace_update import replace_update, withdraw_updates
from ci_bot.services.saying import saying_of
from ci_bot.services.updates.single_update import default_visibility, end_activity
from ci_bot.views.checkin import notes
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.reader import Reader, reader_of

_USEFUL = timedelta(days=7)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a lead says of a note; neither `right` nor `told`: that they want to correct it."""

    right: bool | None = None
    told: Told | None = None


def read_verdict(reader: Reader, text: str) -> Verdict | None:
    """`y`, `n`, or `c [STATUS] TEXT`; None for anything else."""
    words = answer_words(reader)
    key = bare(without_keycaps(text))
    if key in words.yes | words.no:
        return Verdict(right=key in words.yes)
    begun = opening(clean(text), words.correct)
    if begun is None:
        return None
    return Verdict(told=told_in_one_line(begun.rest, words) if begun.rest else None)


@dataclass(frozen=True, kw_only=True)
class ConfirmNote:
    """What its lead confirms or corrects counts from then on; what they deny is withdrawn."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        update: UpdateId,
        verdict: Verdict,
        now: datetime,
    ) -> Message | None:
        """What the lead is told; None when it is no note of theirs."""
        unit = uow.of(coalition.id)
        note = await unit.update(update)
        if note is None or note.person != person or note.activity not in coalition.activities:
            return None
        reader = reader_of(coalition, person, now)
        if note.confirmed or not note.current:
            return notes.gone(reader)
        activity = coalition.activities[note.activity]
        if verdict.right is None and verdict.told is None:
            # Another question than the one that was just answered.
            data = {"update": note.id, "correcting": event.event}
            await put_question(
                uow, coalition, event.account, kind=OpenKind.CONFIRM, data=data, now=now
            )
            return notes.how_to_correct(reader)
        touched = await _settle(unit, coalition, note, verdict, event, now)
        settled = touched[-1]
        await end_activity(unit, coalition, activity, settled)
        await self.amend(uow, coalition.id, now, updates=touched)
        if settled.withdrawn is not None:
            return notes.denied(reader, activity.title)
        await ask_readers(uow, coalition, event.account, settled, now)
        return notes.confirmed(reader, coalition, settled)


async def ask_to_confirm(
    uow: UnitOfWork, coalition: Coalition, note: Update, now: datetime
) -> bool:
    """Asks the speaker on their preferred account; False where there is none."""
    accounts = coalition.accounts_of(note.person)
    if not accounts or note.told_by is None:
        return False
    reader = reader_of(coalition, note.person, now)
    title = coalition.activities[note.activity].title
    message = notes.is_that_right(reader, note, title, coalition.people[note.told_by].name)
    told = notice(
        coalition,
        note.id,
        message,
        key=delivery_key(DeliveryKind.NOTICE, note.id, accounts[0]),
        account=accounts[0],
        now=now,
        useful=_USEFUL,
    )
    await uow.outbox.add([told])
    data = {"update": note.id}
    await put_question(uow, coalition, accounts[0], kind=OpenKind.CONFIRM, data=data, now=now)
    return True


def noted_visibility(coalition: Coalition, activity: Activity, status: Status | None) -> Visibility:
    """Who reads a note: a worry only the backbone, until its lead says more."""
    worrying = status is not None and status.worrying
    return Visibility.BACKBONE if worrying else default_visibility(coalition, activity)


async def _settle(  # noqa: PLR0917 - what the answer gets, and the note
    unit: CoalitionUnit,
    coalition: Coalition,
    note: Update,
    verdict: Verdict,
    event: MessageReceived,
    now: datetime,
) -> tuple[Update, ...]:
    """All that were touched; the last as the note counts now, corrected in the lead's words."""
    if verdict.told is None and not verdict.right:
        return await withdraw_updates(unit, (note,), now)
    if verdict.told is None:
        right = replace(note, confirmed=True)
        await unit.put_update(right)
        return (right,)
    told, saying = verdict.told, saying_of(event, note.person)
    status = note.status if told.status is None else told.status
    activity = coalition.activities[note.activity]
    own = reader_of(coalition, note.person, now).language
    words, language = note.words, note.language
    if told.words:
        words, language = told.words, language_of(told.words, own, coalition)
    corrected = replace(
        note,
        at=min(saying.at, now),
        status=status,
        words=words,
        language=language,
        visibility=noted_visibility(coalition, activity, status),
        told_by=None,
        confirmed=True,
        source=saying.source,
    )
    return await replace_update(unit, note, corrected, now)
