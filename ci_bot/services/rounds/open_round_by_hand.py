"""Opens a round by hand: now, outside the rhythm, about all active activities."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import MAIN, Coalition
from ci_bot.domain.ids import CheckinId, PeriodKey, PersonId, RoundId, new_id
from ci_bot.domain.own_questions.due import numbered_own
from ci_bot.domain.rhythm.bundling import Absence, asked_about, bundles
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.period import by_hand, regular, week_of
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.domain.rhythm.timetable import Timetable, checkins_of
from ci_bot.domain.round import Round
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.read_history import read_history
from ci_bot.services.rounds.start_round import StartRound


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A new round, which that many people are asked in, and that many of them have no account."""

    round: Round
    people: int
    unlinked: int


@dataclass(frozen=True, kw_only=True, slots=True)
class StillOpen:
    """Refused: that check-in has a round which is still open."""

    round: Round


@dataclass(frozen=True, slots=True)
class NobodyToAsk:
    """Refused: there is no active activity whose lead or deputy may be asked."""


@dataclass(frozen=True, kw_only=True)
class OpenRoundByHand:
    """`checkin open`; the caller has checked that the person may."""

    start: StartRound

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        *,
        by: PersonId,
        now: datetime,
        checkin: CheckinId = MAIN.id,
    ) -> Opened | StillOpen | NobodyToAsk:
        """Prompts go out at once, unspread; who is away or asks for nothing is left in peace.

        The round closes at the next freeze that leaves time to answer. Raises KeyError when there
        is no such check-in.
        """
        rounds = await uow.of(coalition.id).rounds(checkin)
        for round_ in rounds:
            if round_.open and now < round_.closes:
                return StillOpen(round=round_)
        day = coalition.today(now)

        def when(person: PersonId) -> datetime | Absence:
            who = coalition.people[person]
            today = local_date(now, coalition.zone_of(person, day))
            absent = who.settings.stopped or away(who, today)
            return Absence.UNAVAILABLE if absent else now

        asked = checkins_of(coalition)[checkin]
        activities = asked_about(coalition, asked, day)
        own = numbered_own((asked, question) for question in asked.questions)
        found = [
            replace(bundle, own=own)
            for bundle in bundles(coalition, due=activities, also=(), when=when, day=day)
        ]
        if not found:
            return NobodyToAsk()
        opened = Round(
            id=RoundId(new_id()),
            checkin=checkin,
            period=_next_period(rounds, week_of(day)),
            day=day,
            opened=now,
            closes=Timetable.of(coalition).closing(now),
            opened_by=by,
        )
        history = await read_history(uow.of(coalition.id), coalition, day)
        await self.start(uow, coalition, opened, found, history=history, now=now)
        linked = {account.person for account in coalition.accounts}
        unlinked = sum(bundle.person not in linked for bundle in found)
        return Opened(round=opened, people=len(found), unlinked=unlinked)


def _next_period(rounds: Sequence[Round], week: PeriodKey) -> PeriodKey:
    before = sum(r.opened_by is not None and regular(r.period) == week for r in rounds)
    return by_hand(week, before + 1)
