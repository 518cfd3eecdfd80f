"""Takes the answer to a question that was asked outside a check-in's conversation."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import READERS
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
from ci_bot.services.open_questions import OpenKind, source_of
from ci_bot.services.relay.answer_relay_question import AnswerRelayQuestion
from ci_bot.services.updates.choose_hat import ChooseHat
from ci_bot.services.updates.choose_readers import ChooseReaders
from ci_bot.services.updates.confirm_note import ConfirmNote, read_verdict
from ci_bot.services.updates.record_update import RecordUpdate
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class AnswerQuestion:
    """Takes them by their kind; everything is checked again."""

    announce: Announce
    choose_hat: ChooseHat
    choose_readers: ChooseReaders
    confirm: ConfirmNote
    match: AnswerMatch
    of_relays: AnswerRelayQuestion
    raise_ask: RaiseAsk
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
        reader = reader_of(coalition, person, now)
        words = answer_words(reader)
        key = bare(without_keycaps(event.text))
        number = small_number(key)
        yes = key in words.yes
        said_either = yes or key in words.no
        match question.kind:
            case OpenKind.READERS:
                digit = None if "unasked" in question.data else number
                level = words.readers.get(key) if digit is None else READERS.get(digit)
                if level is None:
                    return None
                return await self.choose_readers(
                    uow, coalition, person, event=event, question=question, level=level, now=now
                )
            case OpenKind.CONFIRM:
                verdict = read_verdict(reader, event.text)
                if verdict is None:
                    return None
                note = UpdateId(question.data["update"])
                return await self.confirm(
                    uow, coalition, person, event=event, update=note, verdict=verdict, now=now
                )
            case OpenKind.ANNOUNCE if said_either:
                return await self.announce.answered(
                    uow, coalition, person, question=question, yes=yes, now=now
                )
            case OpenKind.MATCH if said_either:
                return await self.match(
                    uow, coalition, person, event=event, question=question, yes=yes, now=now
                )
            case OpenKind.WHOM | OpenKind.HELP_HAT if number is not None:
                return await self.of_relays(
                    uow, coalition, person, event=event, question=question, chosen=number, now=now
                )
            case OpenKind.HAT | OpenKind.HAT_OF_ASK | OpenKind.HAT_OF_WORDS:
                hats = question.data["hats"].split()
                if number is None or not 1 <= number <= len(hats):
                    return None
                hat = OrganisationId(hats[number - 1])
                return await self._in_hat(uow, coalition, person, event, question, hat, now)
        return None

    async def _in_hat(  # noqa: PLR0917 - what the call gets, and the hat
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: MessageReceived,
        question: OpenQuestion,
        hat: OrganisationId,
        now: datetime,
    ) -> Message | None:
        """Goes on with what waited for its hat."""
        data = question.data
        if question.kind == OpenKind.HAT_OF_ASK:
            return await self.choose_hat(
                uow, coalition, person, number=int(data["ask"]), organisation=hat, now=now
            )
        if question.kind == OpenKind.HAT_OF_WORDS:
            return await self.record(
                uow,
                coalition,
                person,
                event=event,
                activity=ActivityId(data["activity"]),
                status=Status(data["status"]) if "status" in data else None,
                words=data["words"],
                visibility=Visibility(data["visibility"]) if "visibility" in data else None,
                organisation=hat,
                source=source_of(question),
                now=now,
            )
        return await self.raise_ask(
            uow,
            coalition,
            person,
            event=event,
            kind=AskKind(data["kind"]),
            text=data["text"],
            organisation=hat,
            source=source_of(question),
            now=now,
        )
