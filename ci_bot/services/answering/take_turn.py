"""Takes one turn of a check-in's conversation: hears it, keeps it, and words the reply."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ci_bot.domain.answering.answer import Answer
from ci_bot.domain.answering.conversation import hear
from ci_bot.domain.answering.turn import Turn
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.keep_answers import KeepAnswers
from ci_bot.services.answering.own_questions import keep_own
from ci_bot.services.personal.go_away import GoAway
from ci_bot.services.personal.stop_asking import StopAsking
from ci_bot.services.rounds.ask_deputies import AskDeputies
from ci_bot.services.saying import Saying
from ci_bot.views.checkin.turn_reply import away_noted, stopped, turn_reply
from ci_bot.views.reader import reader_of

_WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class TakeTurn:
    """Shared by chat messages, reactions and commands about a prompt."""

    keep: KeepAnswers
    ask_deputies: AskDeputies
    go_away: GoAway
    stop_asking: StopAsking

    async def __call__(
        self,
        uow: UnitOfWork,
        ground: Ground,
        answers: Sequence[Answer],
        *,
        saying: Saying,
        now: datetime,
        note: tuple[Block, ...] = (),
    ) -> Message:
        """The reply to the author, who is the prompt's person; everything else is stored."""
        turn = hear(ground.prompt, answers, ground.facts, now=now)
        return await self.follow(uow, ground, turn, saying=saying, now=now, note=note)

    async def follow(
        self,
        uow: UnitOfWork,
        ground: Ground,
        turn: Turn,
        *,
        saying: Saying,
        now: datetime,
        note: tuple[Block, ...] = (),
    ) -> Message:
        """Like the call, for a turn that was heard already."""
        leaving = turn.away is not None or turn.not_me
        prompt = _still_open(turn.prompt, ground.prompt) if leaving else turn.prompt
        prompt, own = await keep_own(
            uow.of(ground.coalition.id),
            ground.coalition,
            prompt,
            ground.asked,
            turn.own,
            saying=saying,
            now=now,
        )
        kept = await self.keep(
            uow, ground, prompt, turn.drafts, turn.extras, saying=saying, now=now
        )
        await self.keep.amend(uow, ground.coalition.id, now, own=own)
        coalition, person = kept.coalition, ground.prompt.person
        if turn.passed:
            await self.ask_deputies(uow, coalition, kept.prompt, turn.passed, now)
        reader = reader_of(coalition, person, now)
        if turn.not_me:
            await self.stop_asking(uow, coalition, person, now, mistaken=True)
            return Message((Paragraph(stopped(reader)),), reader.language)
        sheet = replace(ground.with_turn(replace(turn, prompt=kept.prompt)), asks=kept.beside)
        if turn.away is not None:
            until = turn.away.until or _after(ground, now)
            gone = await self.go_away(uow, coalition, person, until, now)
            said = Paragraph(away_noted(reader, until, deputies=gone.deputies))
            return Message((said,), reader.language)
        before = ground.prompt.asking
        return turn_reply(reader, sheet, turn, before, asks=kept.asks, note=note)


def _still_open(prompt: Prompt, before: Prompt) -> Prompt:
    """The prompt with its answers, as open as it was: whoever ends it sees what is open."""
    return replace(
        prompt,
        asking=before.asking,
        open_item=before.open_item,
        ended=before.ended,
        outcome=before.outcome,
    )


def _after(ground: Ground, now: datetime) -> date:
    """The day after the round, or in a week when that is over."""
    closes = ground.round.closes
    zone = ground.coalition.zone_of(ground.prompt.person, ground.coalition.today(now))
    return local_date(closes if closes > now else now + _WEEK, zone) + timedelta(days=1)
