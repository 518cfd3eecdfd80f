"""Says anew what was told to a few, which counts beside an answer that more may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer import Answer, Readers
from ci_bot.domain.answering.turn import Given, Turn
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.ids import AccountId, RoomId
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import narrower
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.answering.ground import Ground, read_ground
from ci_bot.services.answering.keep_answers import Drafts
from ci_bot.services.answering.said_before import given_of
from ci_bot.services.replace_update import replace_update, withdraw_updates
from ci_bot.services.revising.said_in import SaidIn
from ci_bot.services.saying import Saying


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """`heads`: what a message told to a few, by item number; `ground`: as if that answered them."""

    heads: Mapping[int, Update]
    ground: Ground

    def drafts(self, turn: Turn, answers: Sequence[Answer]) -> Drafts:
        """What changes for the few; unless others are named, they stay the same or are fewer."""
        named = any(isinstance(answer, Readers) for answer in answers)
        drafts = {n: given for n, given in turn.drafts.items() if n in self.heads}
        return drafts if named else {n: self._for_few(n, given) for n, given in drafts.items()}

    def _for_few(self, number: int, given: Given | None) -> Given | None:
        if given is None:
            return None
        few = self.heads[number].visibility
        return replace(given, visibility=narrower(few, given.visibility))

    def without(self, turn: Turn, before: Prompt) -> Turn:
        """The turn of the answers alone: the prompt knows nothing of what stands beside them."""
        drafts = {n: given for n, given in turn.drafts.items() if n not in self.heads}
        if self.heads and not drafts:
            return replace(turn, prompt=before, drafts=drafts)
        known = {item.number: item for item in before.items if item.number in self.heads}
        items = tuple(known.get(item.number, item) for item in turn.prompt.items)
        after = replace(turn.prompt, items=items)
        if after.open_item in self.heads or before.open_item in self.heads:
            after = replace(
                after, asking=before.asking, open_item=before.open_item, doubt=before.doubt
            )
        return replace(turn, prompt=after, drafts=drafts)

    async def keep(
        self, unit: CoalitionUnit, drafts: Drafts, *, saying: Saying, now: datetime
    ) -> tuple[Update, ...]:
        """All updates that were touched, as they are stored; the old ones are only marked."""
        touched: list[Update] = []
        for number, given in drafts.items():
            old = self.heads[number]
            if given == given_of(old):
                continue
            if given is None:
                touched += await withdraw_updates(unit, (old,), now)
            else:
                said = self._said_anew(old, given, saying, now)
                touched += await replace_update(unit, old, said, now)
        return tuple(touched)

    def _said_anew(self, old: Update, given: Given, saying: Saying, now: datetime) -> Update:
        coalition = self.ground.coalition
        own = coalition.language_of(saying.person, coalition.today(now))
        # Its own time stays: it isn't newer than what more may read.
        return replace(
            old,
            status=given.status,
            no_change=given.no_change,
            words=given.words,
            language=language_of(given.words, own, coalition),
            visibility=given.visibility,
            contribution=given.contribution,
            source=saying.source,
        )


async def read_beside(
    unit: CoalitionUnit,
    ground: Ground,
    said: SaidIn,
    now: datetime,
    *,
    heard_in: RoomId | AccountId | None,
) -> Beside:
    """Finds what the message told to a few; without any, the ground is as it was."""
    counted = {ground.number_of(answer.head) for answer in said.answers}
    numbers = {item.activity: item.number for item in ground.prompt.items}
    heads = {
        number: answer.head
        for answer in said.answers
        if answer.head.prompt == ground.prompt.id
        and (number := numbers.get(answer.head.activity)) is not None
        and number not in counted
    }
    if not heads:
        return Beside(heads=heads, ground=ground)
    items = tuple(
        replace(item, update=heads[item.number].id) if item.number in heads else item
        for item in ground.prompt.items
    )
    prompt = replace(ground.prompt, items=items)
    apart = await read_ground(unit, ground.coalition, prompt, now, heard_in=heard_in)
    return Beside(heads=heads, ground=apart)
