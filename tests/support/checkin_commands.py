"""The commands about answers, as a person of a check-in gives them."""

from collections.abc import Awaitable, Callable
from typing import Any

from ci_bot.domain.ids import PersonId
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.services.answer_question import AnswerQuestion
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.own_prompt import OwnPrompt
from ci_bot.services.answering.pass_on import PassOn
from ci_bot.services.answering.skip_prompt import SkipPrompt
from ci_bot.services.digest.announce import Announce
from ci_bot.services.matching.answer_match import AnswerMatch
from ci_bot.services.matching.raise_ask import RaiseAsk
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.services.relay.answer_relay_question import AnswerRelayQuestion
from ci_bot.services.relay.carry_reply import CarryReply
from ci_bot.services.relay.open_relay import OpenRelay
from ci_bot.services.revising.edit_answer import EditAnswer
from ci_bot.services.revising.withdraw_numbered import WithdrawNumbered
from ci_bot.services.updates.choose_hat import ChooseHat
from ci_bot.services.updates.choose_readers import ChooseReaders
from ci_bot.services.updates.confirm_note import ConfirmNote
from ci_bot.services.updates.note_update import NoteUpdate
from ci_bot.services.updates.record_update import RecordUpdate
from ci_bot.services.updates.say_same import SaySame
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import MARA, account


class CheckinCommands:
    """Each method is one command; it returns what the person is told."""

    def __init__(self, talk: CheckinTalk) -> None:
        self.talk = talk
        suggest, open_relay = SuggestMatch(), OpenRelay()
        own_prompt = OwnPrompt(take=talk.take, end=EndTurn(suggest=suggest))
        keep = talk.take.keep
        self.record = RecordUpdate(take=talk.take)
        self.same = SaySame(own_prompt=own_prompt, record=self.record)
        self.skip = SkipPrompt(own_prompt=own_prompt)
        self.pass_on = PassOn(own_prompt=own_prompt)
        self.edit = EditAnswer(own_prompt=own_prompt)
        self.withdraw = WithdrawNumbered(keep=keep)
        self.raise_ask = RaiseAsk(amend=keep.amend, suggest=suggest)
        self.note = NoteUpdate(amend=keep.amend)
        self.answer = AnswerQuestion(
            announce=Announce(),
            choose_hat=ChooseHat(amend=keep.amend),
            choose_readers=ChooseReaders(amend=keep.amend),
            confirm=ConfirmNote(amend=keep.amend),
            match=AnswerMatch(open_relay=open_relay, suggest=suggest),
            of_relays=AnswerRelayQuestion(open_relay=open_relay, carry_reply=CarryReply()),
            raise_ask=self.raise_ask,
            record=self.record,
        )

    async def run(
        self,
        use: Callable[..., Awaitable[Message | None]],
        person: PersonId = MARA,
        typed: str = "!ci ...",
        **more: Any,
    ) -> str:
        event = self.talk.message(typed, person)
        async with self.talk.store.write() as uow:
            coalition = await self.talk.load(uow)
            now = self.talk.clock.now()
            message = await use(uow, coalition, person, event=event, now=now, **more)
            await uow.commit()
        await self.talk.deliver()
        return "" if message is None else plain.render(message)

    async def answers(self, text: str, person: PersonId = MARA) -> str:
        """The answer to the open question outside prompts."""
        async with self.talk.store.read() as uow:
            question = await uow.questions.get(account(person))
        assert question is not None
        return await self.run(self.answer, person, text, question=question)

    async def asks_something(self, person: PersonId = MARA) -> bool:
        async with self.talk.store.read() as uow:
            return await uow.questions.get(account(person)) is not None
