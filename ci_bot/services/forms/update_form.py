"""The form that makes an update of a message: its words are words, whatever they look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, PersonId
from ci_bot.domain.standing import Standing, standing
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.cards import refresh_cards
from ci_bot.services.digest.digest_messages import main_language
from ci_bot.services.forms.answer_form import words_of
from ci_bot.services.forms.form_kinds import typed
from ci_bot.services.reply import reply
from ci_bot.services.updates.record_update import RecordUpdate
from ci_bot.services.wearers import wearers
from ci_bot.views.forms import form_problems
from ci_bot.views.forms.answer_form import KEPT, USUAL
from ci_bot.views.forms.update_form import NAME, Subject, no_subject, update_form
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True, slots=True)
class _Hat:
    """A person in one of their coalitions, and the activities they may speak about there."""

    coalition: Coalition
    person: PersonId
    subjects: Sequence[Subject]


@dataclass(frozen=True, kw_only=True)
class UpdateForm:
    """`use-as-update`."""

    record: RecordUpdate
    name: str = NAME

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """With the message's text in it; strangers get silence."""
        hats = await _hats(uow, opening.account, now)
        if not hats:
            return None
        reader = reader_of(hats[0].coalition, hats[0].person, now)
        subjects = [subject for hat in hats for subject in hat.subjects]
        if not subjects:
            return no_subject(reader)
        return update_form(reader, subjects, clean(opening.text))

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """One update, as `update` makes it, or why not."""
        hats = await _hats(uow, event.account, now)
        if not hats:
            return
        about = typed(event.values, "activity")
        found = next(((h, s) for h in hats for s in h.subjects if s.value == about), None)
        hat = hats[0] if found is None else found[0]
        words = words_of(event.values, main_language(hat.coalition))
        status = typed(event.values, "status") or KEPT
        readers = typed(event.values, "readers") or USUAL
        reader = reader_of(hat.coalition, hat.person, now)
        if found is None or status not in {KEPT, *Status} or readers not in {USUAL, *Visibility}:
            said = form_problems.unknown(reader, [words])
        elif len(words) > LIMIT:
            said = form_problems.too_long(reader, len(words), [words])
        elif not words and status == KEPT:
            said = form_problems.nothing(reader)
        else:
            judged = None if status == KEPT else Status(status)
            usual = Visibility.BACKBONE if judged is not None and judged.worrying else None
            said = await self.record(
                uow,
                hat.coalition,
                hat.person,
                event=event,
                activity=found[1].activity.id,
                status=judged,
                words=words,
                visibility=usual if readers == USUAL else Visibility(readers),
                now=now,
            )
            slug, person = hat.coalition.id, hat.person
            await refresh_cards(uow, slug, person, cause=event.event, now=now)
        if said.blocks:
            await reply(uow, event, said, coalition=hat.coalition.id, now=now, private=True)


async def _hats(uow: UnitOfWork, account: AccountId, now: datetime) -> Sequence[_Hat]:
    hats = []
    for wearer in await wearers(uow, account, now):
        coalition, person, today = wearer.coalition, wearer.person, wearer.coalition.today(now)
        known = [
            (activity, standing(coalition, activity, person, today))
            for activity in coalition.activities.values()
            if activity.final is None and not activity.archived
        ]
        subjects = [
            Subject(coalition=coalition, activity=activity, judges=speaks.sets_status)
            for activity, speaks in known
            if speaks is not Standing.NONE
        ]
        hats.append(_Hat(coalition=coalition, person=person, subjects=subjects))
    return hats
