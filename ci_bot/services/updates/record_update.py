"""Records one line about an activity, said outside a check-in's conversation or into it."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.activity import Activity
from ci_bot.domain.answering.answer import Filled, Told
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.answering.second_line import digest_languages, only_second, with_second
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, UpdateId, new_id
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.standing import Standing, contributing_hats, hat, standing
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Source, Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Incoming
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.answering.find_prompt import LATE
from ci_bot.services.answering.ground import read_ground
from ci_bot.services.answering.said_before import last_status
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.open_questions import (
    OpenKind,
    ask_readers,
    put_question,
    with_source,
)
from ci_bot.services.replace_update import replace_update
from ci_bot.services.saying import Saying, saying_of
from ci_bot.services.updates.single_update import default_visibility, end_activity, judged, possible
from ci_bot.views.checkin import single
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
        organisation: OrganisationId | None = None,
        source: Source | None = None,
        now: datetime,
    ) -> Message:
        """What the author is told; an open prompt about the activity takes it as an answer.

        Lead and acting deputy set the status. Words of others are a contribution; a status of
        theirs is refused kindly. `visibility`: whom they let read it; None: as usual.
        `organisation`: for which of theirs they contribute, which is asked if two are possible.
        `source`: the message that said it, where it isn't this event's.
        """
        unit = uow.of(coalition.id)
        known = coalition.activities[activity]
        words = clean(words).strip()
        reader = reader_of(coalition, person, now)
        if len(words) > LIMIT:
            return single.too_long(reader, len(words))
        told = Told(status=status, no_change=no_change, words=words)
        saying = saying_of(event, person)
        saying = saying if source is None else replace(saying, source=source)
        prompted = await self._in_prompt(
            uow, coalition, activity, told, saying, visibility=visibility, now=now
        )
        if prompted is not None:
            return prompted
        speaks = standing(coalition, known, person, coalition.today(now))
        if speaks is Standing.NONE:
            return single.not_theirs(reader, known.title)
        if not speaks.sets_status and not words:
            return single.words_only(reader, known.title)
        before = await last_status(unit, coalition, known, person, now)
        if no_change and before is None and not words:
            return single.nothing_to_tell(reader, known.title)
        lines = only_second(words, digest_languages(coalition))
        if lines and status is None and not no_change:
            beside = await self._beside(uow, coalition, known, saying, words, now=now)
            if beside is not None:
                return beside
        hats = contributing_hats(coalition, known, person, coalition.today(now))
        hats = (organisation,) if organisation in hats else hats
        if not speaks.sets_status and len(hats) > 1:
            data = {"activity": activity, "words": words, "hats": " ".join(hats)}
            data |= _chosen(status, visibility)
            asked = with_source(data, saying.source)
            await put_question(
                uow, coalition, event.account, kind=OpenKind.HAT_OF_WORDS, data=asked, now=now
            )
            return single.which_hat(reader, tuple(coalition.organisations[o] for o in hats))
        update = Update(
            id=UpdateId(new_id()),
            activity=activity,
            person=person,
            organisation=hats[0]
            if hats and not speaks.sets_status
            else hat(coalition, known, person, coalition.today(now), speaks),
            at=min(saying.at, now),
            recorded=now,
            words=words,
            language=language_of(words, reader.language, coalition),
            visibility=default_visibility(coalition, known),
            contribution=not speaks.sets_status,
            source=saying.source,
        )
        if speaks.sets_status:
            update = judged(update, told, before)
        if visibility is not None:
            update = replace(update, visibility=possible(coalition, known, visibility))
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
            number = _number(prompt, activity)
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

    async def _beside(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        activity: Activity,
        saying: Saying,
        words: str,
        *,
        now: datetime,
    ) -> Message | None:
        """Adds second lines to what the author said last; None where they said nothing yet."""
        unit = uow.of(coalition.id)
        old = await _last_words(unit, activity.id, saying.person)
        if old is None:
            return None
        prompt = None if old.prompt is None else await unit.prompt(old.prompt)
        number = None if prompt is None else _number(prompt, activity.id)
        if prompt is not None and number is not None:
            ground = await read_ground(unit, coalition, prompt, now)
            told = Told(item=number, words=words)
            return await self.take(uow, ground, (told,), saying=saying, now=now)
        both = with_second(old.words, words, digest_languages(coalition))
        said = replace(old, words=both, source=saying.source)
        touched = await replace_update(unit, old, said, now)
        await self.take.keep.amend(uow, coalition.id, now, updates=touched)
        reader = reader_of(coalition, saying.person, now)
        return single.recorded(reader, coalition, touched[-1], refused=False, asks=False)


def _chosen(status: Status | None, visibility: Visibility | None) -> dict[str, str]:
    """What the author had chosen already, for when the question is answered."""
    chosen = {"status": status, "visibility": visibility}
    return {name: level.value for name, level in chosen.items() if level is not None}


def _number(prompt: Prompt, activity: ActivityId) -> int | None:
    return next((item.number for item in prompt.items if item.activity == activity), None)


async def _last_words(unit: CoalitionUnit, activity: ActivityId, person: PersonId) -> Update | None:
    said = await unit.updates(activity=activity, person=person)
    return next((u for u in reversed(said) if u.words and u.confirmed), None)
