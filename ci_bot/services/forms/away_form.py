"""The form for being away until a day."""

from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.domain.answering.answer import Away
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Opening, Submitted
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.forms.form_kinds import their_prompt, typed
from ci_bot.services.forms.form_turn import FormTurn, refuse
from ci_bot.views.checkin.refusals import date_refused
from ci_bot.views.forms.away_form import away_form
from ci_bot.views.forms.form_problems import alone


@dataclass(frozen=True, kw_only=True)
class AwayForm:
    """`away:PROMPT`."""

    turn: FormTurn
    name: str = "away"

    async def compose(
        self, uow: UnitOfWork, opening: Opening, rest: str, now: datetime
    ) -> Form | Message | None:
        """A day is asked for, nothing else."""
        theirs = await their_prompt(uow, opening.account, rest, now)
        return away_form(theirs.reader, theirs.prompt) if theirs else None

    async def submit(self, uow: UnitOfWork, event: Submitted, rest: str, now: datetime) -> None:
        """The day lies ahead, else its author is told."""
        theirs = await self.turn.theirs(uow, event, rest, now)
        if theirs is None:
            return
        text = clean(typed(event.values, "until"))
        day = _day(text)
        if day is None or day <= theirs.reader.today:
            said = date_refused(theirs.reader, text, day)
            await refuse(uow, event, theirs, alone(theirs.reader, said))
            return
        ground = await self.turn.ground(uow, event, theirs)
        await self.turn(uow, event, theirs, ground, [Away(day)])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
