"""The form in which an own question of a prompt is answered in words."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.own_questions.grammar import read_own
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import read_ground
from ci_bot.services.forms.form_kinds import prompt_and_number, their_prompt, typed
from ci_bot.services.forms.form_turn import FormTurn, refuse
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.forms import form_problems
from ci_bot.views.forms.own_form import LONGEST, own_form
from ci_bot.views.own_questions.questions import FORM


@dataclass(frozen=True, kw_only=True)
class OwnForm:
    """`own:PROMPT:NUMBER`."""

    turn: FormTurn
    name: str = FORM

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """With what was answered before in it."""
        prompt, number = prompt_and_number(rest)
        theirs = await their_prompt(uow, opening.account, prompt, now)
        if theirs is None:
            return None
        unit = uow.of(theirs.coalition.id)
        ground = await read_ground(unit, theirs.coalition, theirs.prompt, now)
        entry = ground.sheet.own_entry(number)
        return None if entry is None else own_form(theirs.reader, ground.prompt, entry)

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """Read as if it had been typed; what is no answer is said on the card."""
        prompt, number = prompt_and_number(rest)
        theirs = await self.turn.theirs(uow, event, prompt, now)
        if theirs is None:
            return
        ground = await self.turn.ground(uow, event, theirs)
        text = clean(typed(event.values, "text"))
        if len(text) > LONGEST:
            too_long = form_problems.too_long(theirs.reader, len(text), [text])
            await refuse(uow, event, theirs, too_long)
        elif not text:
            await refuse(uow, event, theirs, form_problems.nothing(theirs.reader))
        elif number in ground.asked.questions:
            words = answer_words(theirs.reader)
            said = read_own(number, text, words=words, hearing=ground.own_hearing)
            await self.turn(uow, event, theirs, ground, [said])
