"""Reads an edited command again: what was told or asked for outside a check-in's conversation."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer import Told
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.answering.answer_history import Contribution, Part
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.ask import AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import MessageEdited
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.open_questions import ask_readers
from ci_bot.services.replace_update import replace_update
from ci_bot.services.reply import reply
from ci_bot.services.revising.said_in import SaidIn
from ci_bot.services.saying import saying_of
from ci_bot.services.updates.single_update import default_visibility, end_activity
from ci_bot.views.checkin import single
from ci_bot.views.reader import reader_of

_NARROW_TO_WIDE = tuple(Visibility)


@dataclass(frozen=True, kw_only=True, slots=True)
class Commanded:
    """What a command says: `text` stands behind the command and the name or number it is about.

    `told`: the text as an update of `activity`. `speaker`: who told it to the backbone. `kind`:
    what the text asks for or offers.
    """

    text: str
    told: Told | None = None
    activity: ActivityId | None = None
    number: int | None = None
    kind: AskKind | None = None
    speaker: PersonId | None = None


@dataclass(frozen=True, kw_only=True)
class ReviseSingle:
    """Silently until the digest is posted, as a correction after it; its author hears of it."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageEdited,
        said: SaidIn,
        commanded: Commanded | None,
        now: datetime,
    ) -> None:
        """Another activity, or what is no command any more, changes nothing."""
        reader = reader_of(coalition, person, now)
        message = None
        if len(event.text) > LIMIT:
            message = single.too_long(reader, len(event.text))
        elif commanded is not None and commanded.kind is not None and not said.answers:
            message = await self._ask(uow, coalition, person, said, commanded, now=now)
        elif commanded is not None and commanded.told is not None and not said.asks:
            (answer,) = said.answers[:1]
            message = await self._update(uow, coalition, answer, event, commanded, now=now)
        if message is None:
            heads = tuple(a.head for a in said.answers if a.head.activity in coalition.activities)
            message = single.unchanged(reader, coalition, heads, said.asks)
        await reply(uow, event, message, coalition=coalition.id, now=now, private=True)

    async def _ask(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        said: SaidIn,
        commanded: Commanded,
        *,
        now: datetime,
    ) -> Message | None:
        text = clean(commanded.text).strip()
        if not text or commanded.kind is None:
            return None
        reader = reader_of(coalition, person, now)
        language = language_of(text, reader.language, coalition)
        ask = replace(said.asks[0], kind=commanded.kind, text=text, language=language)
        await uow.of(coalition.id).put_ask(ask)
        await self.amend(uow, coalition.id, now, asks=(ask,))
        return single.raised(reader, coalition, ask)

    async def _update(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        answer: Contribution,
        event: MessageEdited,
        commanded: Commanded,
        *,
        now: datetime,
    ) -> Message | None:
        old, told = answer.head, commanded.told
        activity = coalition.activities.get(old.activity)
        if told is None or told.no_change or answer.part is Part.READERS:
            return None
        beside = answer.part is Part.WORDS
        if beside and told.status is not None:
            return None
        if activity is None or activity.id != commanded.activity:
            return None
        saying = saying_of(event, old.person)
        reader = reader_of(coalition, old.person, now)
        words = clean(told.words).strip()
        words = answer.words_with(words) if beside else words
        said = replace(
            old,
            at=min(saying.at, now),
            words=words,
            language=language_of(words, reader.language, coalition),
            source=saying.source,
        )
        if not old.contribution and not beside:
            default = default_visibility(coalition, activity)
            visibility = readers_anew(old, told.status, default)
            said = replace(said, status=told.status, no_change=False, visibility=visibility)
        unit = uow.of(coalition.id)
        replaced, new = await replace_update(unit, old, said, now)
        await end_activity(unit, coalition, activity, new)
        await self.amend(uow, coalition.id, now, updates=(replaced, new))
        await ask_readers(uow, coalition, event.account, new, now)
        refused = new.contribution and told.status is not None
        return single.recorded(reader, coalition, new, refused=refused)


def readers_anew(old: Update, status: Status | None, default: Visibility) -> Visibility:
    """The same judgement in other words keeps its readers; another worry begins narrow.

    What fewer people may read doesn't get more of them by being worded anew, nor a worry by losing
    its status: only by having become none.
    """
    if status is old.status and not old.no_change:
        return old.visibility
    if status is not None and status.worrying:
        return Visibility.BACKBONE
    if status is not None and old.status is not None and old.status.worrying:
        return default
    return min(old.visibility, default, key=_NARROW_TO_WIDE.index)
