"""Closes rounds: at their freeze, or by hand."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import MAIN
from ci_bot.domain.ids import CheckinId, CoalitionId
from ci_bot.domain.round import Round
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.cards import refresh_card
from ci_bot.services.rounds.prompt_delivery import take_back
from ci_bot.services.rounds.start_round import ended


@dataclass(frozen=True, kw_only=True)
class CloseRounds:
    """The first thing that happens at a freeze."""

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, now: datetime, *, early: bool = False
    ) -> None:
        """Closes what has come to its end; `early`: all, as the freeze is now, by hand."""
        for round_ in await uow.of(coalition_id).rounds(open_only=True):
            if early or round_.closes <= now:
                await _close(uow, coalition_id, round_, min(round_.closes, now), now)


@dataclass(frozen=True, kw_only=True)
class CloseRoundByHand:
    """`checkin close`; the caller has checked that the person may."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition_id: CoalitionId,
        *,
        now: datetime,
        checkin: CheckinId = MAIN.id,
    ) -> tuple[Round, ...]:
        """Closes the open rounds of a check-in and returns them; empty when there is none."""
        closed = await uow.of(coalition_id).rounds(checkin, open_only=True)
        for round_ in closed:
            await _close(uow, coalition_id, round_, now, now)
        return tuple(closed)


async def _close(
    uow: UnitOfWork, coalition: CoalitionId, round_: Round, at: datetime, now: datetime
) -> None:
    """Prompts that are there stay open, as late answers count; what is on its way is dropped.

    Cards that are there lose their buttons.
    """
    unit = uow.of(coalition)
    await unit.put_round(replace(round_, closed=at))
    loaded = None
    for prompt in await unit.prompts_of_round(round_.id):
        gone = not await take_back(uow, coalition, prompt, "the round is closed")
        if prompt.ended is None and prompt.sent is None and not gone:
            await unit.put_prompt(ended(prompt, now))
        if prompt.card:
            loaded = loaded or await unit.load()
            cause = f"closed:{round_.id}:{at.isoformat()}"
            if loaded is not None:
                await refresh_card(uow, loaded, prompt, cause=cause, now=now)
