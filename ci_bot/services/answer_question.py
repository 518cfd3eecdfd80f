"""Takes the answer to a question that was asked outside a check-in's conversation."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from ci_bot.domain.answer_grammar import READERS as LEVELS
from ci_bot.domain.ask import AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import OrganisationId, PersonId, UpdateId, new_id
from ci_bot.domain.status import Visibility
from ci_bot.domain.typed_text import bare, small_number, without_keycaps
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.announce import Announce
from ci_bot.services.answer_relay_question import AnswerRelayQuestion
from ci_bot.services.note_update import ConfirmNote
from ci_bot.services.open_questions import ANNOUNCE, CONFIRM, HAT, HELP_HAT, READERS, WHOM
from ci_bot.services.raise_ask import RaiseAsk
from ci_bot.services.saying import Saying, saying_of
from ci_bot.views.answer_words import answer_words
from ci_bot.views.reader import reader_of
from ci_bot.views.single import readers_set


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion:
    """Takes them by their kind; everything is checked again."""

    confirm: ConfirmNote
    raise_ask: RaiseAsk
    of_relays: AnswerRelayQuestion
    announce: Announce = field(default_factory=Announce)

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        question: OpenQuestion,
        now: datetime,
    ) -> Message | None:
        """What the person is told; None when the text is no answer to that question."""
        key = bare(without_keycaps(event.text))
        number = small_number(key)
        reader = reader_of(coalition, person, now)
        words = answer_words(reader)
        if question.kind == READERS:
            level = words.readers.get(key) if number is None else LEVELS.get(number)
            if level is None:
                return None
            update = UpdateId(question.data["update"])
            saying = saying_of(event, person)
            return await self._show(uow, coalition, saying, update, level, now=now)
        if question.kind == CONFIRM and key in words.yes | words.no:
            return await self.confirm(
                uow,
                coalition,
                person,
                event=event,
                update=UpdateId(question.data["update"]),
                right=key in words.yes,
                now=now,
            )
        if question.kind == ANNOUNCE and key in words.yes | words.no:
            yes = key in words.yes
            return await self.announce.answered(
                uow, coalition, person, question=question, yes=yes, now=now
            )
        if question.kind in (HELP_HAT, WHOM) and number is not None:
            return await self.of_relays(
                uow,
                coalition,
                person,
                event=event,
                question=question,
                chosen=number,
                now=now,
            )
        hats = question.data["hats"].split() if question.kind == HAT else []
        if number is None or not 1 <= number <= len(hats):
            return None
        return await self.raise_ask(
            uow,
            coalition,
            person,
            event=event,
            kind=AskKind(question.data["kind"]),
            text=question.data["text"],
            organisation=OrganisationId(hats[number - 1]),
            now=now,
        )

    async def _show(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        saying: Saying,
        id_: UpdateId,
        level: Visibility,
        *,
        now: datetime,
    ) -> Message | None:
        """Lets the author's choice of readers count, from now on."""
        unit = uow.of(coalition.id)
        update = await unit.update(id_)
        if update is None or update.person != saying.person or not update.current:
            return None
        activity = coalition.activities.get(update.activity)
        if activity is None:
            return None
        if level is Visibility.WORKING_GROUP and activity.working_group is None:
            return None
        replaced = replace(update, replaced=now)
        wider = replace(
            update,
            id=UpdateId(new_id()),
            recorded=now,
            visibility=level,
            source=saying.source,
            replaces=update.id,
        )
        await unit.put_update(replaced)
        await unit.add_update(wider)
        await self.confirm.amend(uow, coalition.id, now, updates=(replaced, wider))
        return readers_set(reader_of(coalition, saying.person, now), wider, activity.title)
