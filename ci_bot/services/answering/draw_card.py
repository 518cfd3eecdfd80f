"""Draws a prompt's card from what is true by now."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.answering.conversation import begin
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.round import Round
from ci_bot.messages.blocks import Block, Message
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import read_ground, with_known_question
from ci_bot.services.answering.tell_companion import told_companion
from ci_bot.services.rounds.find_overdue import find_overdue
from ci_bot.services.rounds.find_touches import find_touches
from ci_bot.views.checkin.card import card
from ci_bot.views.checkin.card_closing import Closing, closed_card
from ci_bot.views.reader import reader_of

_OVER = {
    Outcome.SKIPPED: Closing.SKIPPED,
    Outcome.PASSED_ON: Closing.PASSED_ON,
    Outcome.AWAY: Closing.AWAY,
    Outcome.CLOSED: Closing.ROUND,
}


async def draw_card(
    uow: UnitOfWork,
    coalition: Coalition,
    prompt: Prompt,
    now: datetime,
    *,
    introduce: bool = False,
    shown: datetime | None = None,
    note: Sequence[Block] = (),
) -> Message:
    """The card; once its round is closed or the prompt is over, without anything to tap.

    `shown`: since when the card is there. One that was asked for after the round can be tapped.
    """
    unit = uow.of(coalition.id)
    prompt = begin(with_known_question(prompt))
    ground = await read_ground(unit, coalition, prompt, now)
    reader = reader_of(coalition, prompt.person, now)
    closing = _closing(coalition, prompt, ground.round, shown or now)
    if closing is not None:
        until = coalition.people[prompt.person].away_until
        ahead = until if until is not None and until > reader.today else None
        return closed_card(reader, ground.sheet, prompt, closing, until=ahead, note=note)
    touches = await find_touches(unit, coalition, prompt, coalition.today(now))
    overdue = await find_overdue(unit, coalition, prompt, reader.today)
    beside = await told_companion(unit, coalition, prompt, now)
    sheet = replace(ground.sheet, touches=touches, overdue=overdue, beside=beside)
    return card(reader, sheet, ground.prompt, introduce=introduce, note=note)


def _closing(
    coalition: Coalition, prompt: Prompt, round_: Round, shown: datetime
) -> Closing | None:
    if prompt.outcome is Outcome.AWAY and coalition.people[prompt.person].settings.stopped:
        return Closing.STOPPED
    if prompt.outcome is not None and prompt.asking is Asking.NOTHING and prompt.outcome in _OVER:
        return _OVER[prompt.outcome]
    if round_.closed is not None and shown <= round_.closed:
        return Closing.ROUND
    return None
