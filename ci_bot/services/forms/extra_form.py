"""The forms for something needed, offered or learned, beside a prompt's answers."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Extra
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.ask import AskKind
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import read_ground
from ci_bot.services.forms.form_kinds import their_prompt, typed
from ci_bot.services.forms.form_turn import FormTurn, refuse
from ci_bot.views.checkin.card_questions import FORM_NAMES
from ci_bot.views.forms import form_problems
from ci_bot.views.forms.extra_form import ALL, extra_form


@dataclass(frozen=True, kw_only=True)
class ExtraForm:
    """`need:PROMPT`, `offer:PROMPT` or `learned:PROMPT`."""

    turn: FormTurn
    kind: AskKind

    @property
    def name(self) -> str:
        """How its ids begin."""
        return FORM_NAMES[self.kind]

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """With the prompt's activities to choose from."""
        theirs = await their_prompt(uow, opening.account, rest, now)
        if theirs is None:
            return None
        unit = uow.of(theirs.coalition.id)
        ground = await read_ground(unit, theirs.coalition, theirs.prompt, now)
        return extra_form(theirs.reader, ground.sheet, ground.prompt, self.kind)

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """Its words are taken as they stand."""
        theirs = await self.turn.theirs(uow, event, rest, now)
        if theirs is None:
            return
        ground = await self.turn.ground(uow, event, theirs)
        text = clean(typed(event.values, "text"))
        about = typed(event.values, "activity") or ALL
        numbers = {str(number): number for number in ground.facts.footings}
        if len(text) > LIMIT:
            too_long = form_problems.too_long(theirs.reader, len(text), [text])
            await refuse(uow, event, theirs, too_long)
        elif about != ALL and about not in numbers:
            await refuse(uow, event, theirs, form_problems.unknown(theirs.reader, [text]))
        elif not text:
            await refuse(uow, event, theirs, form_problems.nothing(theirs.reader))
        else:
            extra = Extra(self.kind, text, numbers.get(about))
            await self.turn(uow, event, theirs, ground, [extra])
