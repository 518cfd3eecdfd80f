"""Records one line about an activity, said outside a check-in's conversation or into it."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.activity import Activity
from ci_bot.domain.answer import Filled, Told
from ci_bot.domain.answer_grammar import LIMIT
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId, UpdateId, new_id
from ci_bot.domain.standing import Standing, hat, standing
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Incoming
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.find_prompt import LATE
from ci_bot.services.ground import read_ground
from ci_bot.services.open_questions import ask_readers
from ci_bot.services.said_before import last_status
from ci_bot.services.saying import Saying, saying_of
from ci_bot.services.take_turn import TakeTurn
from ci_bot.views import single
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class RecordUpdate:
    """`update ACTIVITY [STATUS] TEXT`, and `same ACTIVITY`."""

    take: TakeTurn

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: Incoming,
        activity: ActivityId,
        status: Status | None = None,
        words: str = "",
        no_change: bool = False,
        visibility: Visibility | None = None,
        now: datetime,
    ) -> Message:
        """What the author is told; an open prompt about the activity takes it as an answer.

        Lead and deputy set the status. Words of a supporting partner are a contribution; a status
        of theirs is refused kindly. `visibility`: whom they let read it; None: as usual.
        """
        unit = uow.of(coalition.id)
        known = coalition.activities[activity]
        words = clean(words).strip()
        reader = reader_of(coalition, person, now)
        if len(words) > LIMIT:
            return single.too_long(reader, len(words))
        told = Told(status=status, no_change=no_change, words=words)
        saying = saying_of(event, person)
        prompted = await self._in_prompt(
            uow, coalition, activity, told, saying, visibility=visibility, now=now
        )
        if prompted is not None:
            return prompted
        speaks = standing(coalition, known, person, reader.today)
        if speaks is Standing.NONE:
            return single.not_theirs(reader, known.title)
        if not speaks.sets_status and not words:
            return single.words_only(reader, known.title)
        before = await last_status(unit, activity, now)
        if no_change and before is None and not words:
            return single.nothing_to_tell(reader, known.title)
        update = Update(
            id=UpdateId(new_id()),
            activity=activity,
            person=person,
            organisation=hat(coalition, known, person, reader.today, speaks),
            at=min(saying.at, now),
            recorded=now,
            words=words,
            language=reader.language,
            visibility=default_visibility(coalition, known),
            contribution=not speaks.sets_status,
            source=saying.source,
        )
        if speaks.sets_status:
            update = _judged(update, told, before)
        if visibility is not None:
            update = replace(update, visibility=_possible(coalition, known, visibility))
        await unit.add_update(update)
        await end_activity(unit, coalition, known, update)
        await self.take.keep.amend(uow, coalition.id, now, updates=(update,))
        refused = status is not None and update.contribution
        if visibility is None:
            await ask_readers(uow, coalition, event.account, update, now)
        asks = visibility is None
        return single.recorded(reader, coalition, update, refused=refused, asks=asks)

    async def _in_prompt(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        activity: ActivityId,
        told: Told,
        saying: Saying,
        *,
        visibility: Visibility | None,
        now: datetime,
    ) -> Message | None:
        """The reply of the conversation, where a recent prompt of theirs has the activity."""
        unit = uow.of(coalition.id)
        for prompt in await unit.prompts_of_person(saying.person):
            number = next((i.number for i in prompt.items if i.activity == activity), None)
            round_ = await unit.round(prompt.round)
            current = prompt.sent is not None and now - prompt.due < LATE
            if number is not None and current and round_ is not None and round_.open:
                heard_in = saying.source.room if saying.source else None
                ground = await read_ground(unit, coalition, prompt, now, heard_in=heard_in)
                answer: Told | Filled = replace(told, item=number)
                if visibility is not None:
                    answer = Filled(
                        item=number,
                        status=told.status,
                        no_change=told.no_change,
                        words=told.words,
                        visibility=visibility,
                    )
                return await self.take(uow, ground, (answer,), saying=saying, now=now)
        return None


def default_visibility(coalition: Coalition, activity: Activity) -> Visibility:
    """Who reads an update nobody narrowed; without a working group, its level is empty."""
    lonely = activity.working_group not in coalition.working_groups
    if coalition.visibility is Visibility.WORKING_GROUP and lonely:
        return Visibility.BACKBONE
    return coalition.visibility


def _possible(coalition: Coalition, activity: Activity, chosen: Visibility) -> Visibility:
    """Nobody reads in a working group that there isn't."""
    lonely = activity.working_group not in coalition.working_groups
    return Visibility.BACKBONE if chosen is Visibility.WORKING_GROUP and lonely else chosen


async def end_activity(
    unit: CoalitionUnit, coalition: Coalition, activity: Activity, update: Update
) -> Coalition:
    """What its lead calls done or dropped isn't asked about any more."""
    if update.contribution or update.status is None or update.no_change or not update.confirmed:
        return coalition
    final = update.status if update.status.final else None
    if activity.final is final:
        return coalition
    activities = {**coalition.activities, activity.id: replace(activity, final=final)}
    return await unit.save(replace(coalition, activities=activities))


def _judged(update: Update, told: Told, before: Update | None) -> Update:
    """The update with its lead's judgement, and as narrow as a worry has to be at first."""
    if told.no_change:
        status = None if before is None else before.status
        update = replace(update, status=status, no_change=True)
        if before is not None and not update.words:
            return replace(update, visibility=before.visibility)
    else:
        update = replace(update, status=told.status)
    worrying = update.status is not None and update.status.worrying
    return replace(update, visibility=Visibility.BACKBONE) if worrying else update
