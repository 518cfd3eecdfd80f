"""Changes or takes back a note while its lead hasn't confirmed it."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.update import Source, Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import MessageEdited, Removed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.replace_update import replace_update, withdraw_updates
from ci_bot.services.reply import reply
from ci_bot.services.revising.revise_single import Commanded, readers_anew
from ci_bot.services.updates.confirm_note import ask_to_confirm
from ci_bot.services.updates.single_update import default_visibility
from ci_bot.views.checkin import notes, single
from ci_bot.views.commands import not_yours
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class ReviseNote:
    """Whoever noted it edits or deletes their message; what its lead confirmed is the lead's."""

    amend: AmendDigest

    async def edited(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageEdited,
        commanded: Commanded | None,
        now: datetime,
    ) -> None:
        """The lead is asked about the new wording; the old one counts nowhere any more.

        Whoever is not of the backbone any more can take it back, but says nothing in its name.
        """
        note = await _noted(uow, coalition, person, Source(room=event.room, message=event.message))
        if note is None:
            return
        reader = reader_of(coalition, person, now)
        if not may(coalition, person, Right.BACKBONE, coalition.today(now)):
            refused = not_yours(reader, "note", Right.BACKBONE)
            await reply(uow, event, refused, coalition=coalition.id, now=now, private=True)
            return
        said = await self._anew(uow, coalition, person, event, note, commanded, now=now)
        await reply(uow, event, said, coalition=coalition.id, now=now, private=True)

    async def removed(
        self, uow: UnitOfWork, coalition: Coalition, person: PersonId, event: Removed, now: datetime
    ) -> None:
        """The note is withdrawn; its lead finds that out when they answer."""
        note = await _noted(uow, coalition, person, Source(room=event.room, message=event.target))
        if note is None:
            return
        reader = reader_of(coalition, person, now)
        if note.confirmed:
            said = notes.confirmed_already(reader, coalition.people[note.person].name)
        else:
            gone = await withdraw_updates(uow.of(coalition.id), (note,), now)
            await self.amend(uow, coalition.id, now, updates=gone)
            said = single.taken_back(reader, coalition, gone, ())
        await reply(uow, event, said, coalition=coalition.id, now=now, private=True)

    async def _anew(  # noqa: PLR0917 - what the handler of an edit gets, and the note
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: MessageEdited,
        note: Update,
        commanded: Commanded | None,
        *,
        now: datetime,
    ) -> Message:
        reader = reader_of(coalition, person, now)
        activity, name = coalition.activities[note.activity], coalition.people[note.person].name
        if note.confirmed:
            return notes.confirmed_already(reader, name)
        if len(event.text) > LIMIT:
            return single.too_long(reader, len(event.text))
        told = None if commanded is None else commanded.told
        same = (
            commanded is not None
            and commanded.speaker == note.person
            and commanded.activity == note.activity
        )
        if told is None or not same or not (told.words or told.status):
            return single.unchanged(reader, coalition, (note,), ())
        words = clean(told.words).strip()
        said = replace(
            note,
            at=min(event.at, now),
            status=told.status,
            words=words,
            language=language_of(words, reader.language, coalition),
            visibility=readers_anew(note, told.status, default_visibility(coalition, activity)),
        )
        touched = await replace_update(uow.of(coalition.id), note, said, now)
        await self.amend(uow, coalition.id, now, updates=touched)
        new = touched[-1]
        asked = await ask_to_confirm(uow, coalition, new, now)
        return notes.noted(reader, new, activity.title, name, asked=asked)


async def _noted(
    uow: UnitOfWork, coalition: Coalition, person: PersonId, source: Source
) -> Update | None:
    """The note that the person wrote in that message, if it still counts."""
    found = await uow.of(coalition.id).updates_from(source)
    known = (n for n in found if n.told_by == person and n.person in coalition.people)
    return next((note for note in known if note.activity in coalition.activities), None)
