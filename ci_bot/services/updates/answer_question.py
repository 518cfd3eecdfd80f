"""Takes the answer to a question that was asked outside a check-in's conversation."""

from dataclasses import dataclass, field
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import READERS as LEVELS
from ci_bot.domain.ask import AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, UpdateId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.typed_text import bare, small_number, without_keycaps
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.announce import Announce
from ci_bot.services.matching.answer_match import AnswerMatch
from ci_bot.services.matching.raise_ask import RaiseAsk
from ci_bot.services.relay.answer_relay_question import AnswerRelayQuestion
from ci_bot.services.updates.choose_hat import ChooseHat
from ci_bot.services.updates.choose_readers import ChooseReaders
from ci_bot.services.updates.confirm_note import ConfirmNote, read_verdict
from ci_bot.services.updates.open_questions import (
    ANNOUNCE,
    CONFIRM,
    HAT,
    HAT_OF_ASK,
    HAT_OF_WORDS,
    HELP_HAT,
    MATCH,
    READERS,
    WHOM,
    source_of,
)
from ci_bot.services.updates.record_update import RecordUpdate
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion:
    """Takes them by their kind; everything is checked again."""

    confirm: ConfirmNote
    raise_ask: RaiseAsk
    of_relays: AnswerRelayQuestion
    announce: Announce = field(default_factory=Announce)
    record: RecordUpdate

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
            digit = None if "unasked" in question.data else number
            level = words.readers.get(key) if digit is None else LEVELS.get(digit)
            if level is None:
                return None
            choose = ChooseReaders(amend=self.confirm.amend)
            update = UpdateId(question.data["update"])
            return await choose(
                uow, coalition, person, event=event, update=update, level=level, now=now
            )
        if question.kind == CONFIRM:
            verdict = read_verdict(reader, event.text)
            if verdict is None:
                return None
            note = UpdateId(question.data["update"])
            return await self.confirm(
                uow, coalition, person, event=event, update=note, verdict=verdict, now=now
            )
        if question.kind == ANNOUNCE and key in words.yes | words.no:
            yes = key in words.yes
            return await self.announce.answered(
                uow, coalition, person, question=question, yes=yes, now=now
            )
        if question.kind == MATCH and key in words.yes | words.no:
            return await AnswerMatch(open_relay=self.of_relays.open_relay)(
                uow,
                coalition,
                person,
                event=event,
                question=question,
                yes=key in words.yes,
                now=now,
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
        asks_hat = question.kind in (HAT, HAT_OF_WORDS, HAT_OF_ASK)
        hats = question.data["hats"].split() if asks_hat else []
        if number is None or not 1 <= number <= len(hats):
            return None
        if question.kind == HAT_OF_ASK:
            choose_hat = ChooseHat(amend=self.confirm.amend)
            return await choose_hat(
                uow,
                coalition,
                person,
                number=int(question.data["ask"]),
                organisation=OrganisationId(hats[number - 1]),
                now=now,
            )
        if question.kind == HAT_OF_WORDS:
            status, readers = question.data.get("status"), question.data.get("visibility")
            return await self.record(
                uow,
                coalition,
                person,
                event=event,
                activity=ActivityId(question.data["activity"]),
                status=None if status is None else Status(status),
                words=question.data["words"],
                visibility=None if readers is None else Visibility(readers),
                organisation=OrganisationId(hats[number - 1]),
                source=source_of(question),
                now=now,
            )
        return await self.raise_ask(
            uow,
            coalition,
            person,
            event=event,
            kind=AskKind(question.data["kind"]),
            text=question.data["text"],
            organisation=OrganisationId(hats[number - 1]),
            source=source_of(question),
            now=now,
        )
