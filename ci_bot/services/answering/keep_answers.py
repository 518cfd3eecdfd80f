"""Keeps what was said: updates with their history, asks with their number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer import Extra
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.answering.written_in import language_of
from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, UpdateId, new_id, platform_of
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.standing import hats_of
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import as_good_as_silence, narrower
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.said_before import given_of
from ci_bot.services.clock_skew import flag_skew
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.services.replace_update import withdraw_updates
from ci_bot.services.saying import Saying

_WIDTH = {Visibility.BACKBONE: 0, Visibility.WORKING_GROUP: 1, Visibility.COALITION: 2}

Drafts = Mapping[int, Given | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """The prompt and the coalition as they are now, and the new asks; `beside`: all asks."""

    coalition: Coalition
    prompt: Prompt
    asks: tuple[Ask, ...] = ()
    beside: tuple[Ask, ...] = ()


@dataclass(frozen=True, kw_only=True)
class KeepAnswers:
    """Stores the drafts and extras of a turn; a posted digest hears of it."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        ground: Ground,
        prompt: Prompt,
        drafts: Drafts,
        extras: Sequence[Extra],
        *,
        saying: Saying,
        now: datetime,
        edited: Collection[int] = (),
        wholly: bool = False,
    ) -> Kept:
        """Nothing is rewritten: an answer that changes is a new update, the old one is marked.

        `edited`: items whose own message says something else now. `wholly`: with an answer goes
        what more people still read in its place.
        """
        unit = uow.of(ground.coalition.id)
        keeping = _Keeping(
            unit=unit,
            ground=ground,
            drafts=drafts,
            saying=saying,
            now=now,
            edited=edited,
            wholly=wholly,
        )
        changed: list[Update] = []
        counts: dict[int, Given | None] = {}
        items = {item.number: item for item in prompt.items}
        for number, given in drafts.items():
            update, touched = await keeping.update(items[number], given)
            changed += touched
            counts[number] = None if update is None else given_of(update)
            items[number] = replace(items[number], update=None if update is None else update.id)
        kept = replace(prompt, items=tuple(items.values()))
        coalition = await keeping.end_activities(counts)
        asks = [await unit.add_ask(keeping.ask(extra)) for extra in extras]
        widened = await keeping.widen_asks()
        await unit.put_prompt(kept)
        if changed or asks or widened:
            await self.amend(
                uow, ground.coalition.id, now, updates=tuple(changed), asks=(*asks, *widened)
            )
        beside = {ask.number: ask for ask in (*ground.sheet.asks, *widened, *asks)}
        return Kept(
            coalition=coalition, prompt=kept, asks=tuple(asks), beside=tuple(beside.values())
        )


def readers_beside(ground: Ground, number: int | None, drafts: Drafts) -> Visibility:
    """Who may read what is said beside an item, or beside all of them.

    Beside all it is the backbone alone, where each answer is told to fewer than usual: without an
    activity there is no working group.
    """
    everybody = ground.coalition.visibility
    if number is None:
        told = _told_to(ground, drafts)
        narrowed = all(_WIDTH[readers] < _WIDTH[everybody] for readers in told)
        return Visibility.BACKBONE if told and narrowed else everybody
    given = ground.given(number, drafts)
    return everybody if given is None else narrower(everybody, given.visibility)


def _told_to(ground: Ground, drafts: Drafts) -> list[Visibility]:
    """Who may read each answer; that nothing changed is told to nobody."""
    given = [ground.given(item.number, drafts) for item in ground.prompt.items]
    return [one.visibility for one in given if one and (one.words or not one.no_change)]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Keeping:
    unit: CoalitionUnit
    ground: Ground
    drafts: Drafts
    saying: Saying
    now: datetime
    edited: Collection[int] = ()
    wholly: bool = False

    async def update(self, item: Item, given: Given | None) -> tuple[Update | None, list[Update]]:
        """The update that counts, and all that were touched, as they are stored."""
        answer = self.ground.answers.get(item.number)
        forms = [] if answer is None else [answer, *await self._beneath(answer)]
        if given is None:
            gone = forms if self.wholly else forms[:1]
            withdrawn = await withdraw_updates(self.unit, gone, self.now)
            return next(iter(forms[len(gone) :]), None), [*withdrawn]
        if answer is not None and self._stays(item, answer, given):
            forms = forms[1:]
        over = [form for form in forms if not self._goes_on(item, form, given)]
        touched = [replace(form, replaced=self.now) for form in over]
        for form in touched:
            await self.unit.put_update(form)
        new = Update(
            id=UpdateId(new_id()),
            activity=item.activity,
            person=self.saying.person,
            organisation=self.ground.hat(item, given),
            at=self._said,
            recorded=self.now,
            status=given.status,
            no_change=given.no_change,
            words=given.words,
            language=self._language(given.words),
            visibility=given.visibility,
            contribution=given.contribution,
            prompt=self.ground.prompt.id,
            source=self.saying.source,
            replaces=forms[0].id if forms else None,
        )
        await self.unit.add_update(new)
        return new, [*touched, new]

    async def _beneath(self, answer: Update) -> list[Update]:
        """What more people still read in place of the answer, the newest first."""
        found = []
        older = answer.replaces
        while older is not None and (form := await self.unit.update(older)) is not None:
            found += [form] if form.current else []
            older = form.replaces
        return found

    def _goes_on(self, item: Item, form: Update, given: Given) -> bool:
        """Whether a posted form stays for those who may not read, or not yet, what is said now.

        Its author takes it back from them by its own message, by its readers alone, or for good.
        """
        if _WIDTH[given.visibility] >= _WIDTH[form.visibility]:
            return False
        if form is not self.ground.answers.get(item.number):
            return True
        posted = self.ground.facts.footings[item.number].told and not as_good_as_silence(form)
        now, then = replace(given, visibility=form.visibility), given_of(form)
        return posted and now != then and item.number not in self.edited

    def _stays(self, item: Item, old: Update, given: Given) -> bool:
        """Whether what was told to a few goes on to count for them, beside what more may read."""
        before = self.ground.prompt.item(item.number)
        chosen = before is not None and before.settled
        wider = _WIDTH[old.visibility] < _WIDTH[given.visibility]
        other = old.words and old.words not in given.words and old.source != self.saying.source
        return bool(chosen and wider and other and given.words)

    def ask(self, extra: Extra) -> Ask:
        """What is said beside an activity is read by no more people than what is said about it."""
        ground = self.ground
        return Ask(
            number=0,
            kind=extra.kind,
            text=extra.text or "",
            person=self.saying.person,
            organisation=self._hat_of(extra),
            opened=self._said,
            activity=None if extra.item is None else ground.item(extra.item).activity,
            language=self._language(extra.text or ""),
            visibility=readers_beside(ground, extra.item, self.drafts),
            prompt=ground.prompt.id,
            source=self.saying.source,
        )

    def _hat_of(self, extra: Extra) -> OrganisationId:
        """The activity's lead organisation; beside none, one that the person speaks for."""
        ground = self.ground
        if extra.item is not None:
            return ground.item(extra.item).organisation
        asked = [item.organisation for item in ground.prompt.items]
        own = hats_of(ground.coalition, self.saying.person, extra.kind, ground.today)
        return next((hat for hat in asked if hat in own), (*own, *asked)[0])

    async def end_activities(self, counts: Drafts) -> Coalition:
        """What its lead calls done or dropped isn't asked about any more."""
        ground = self.ground
        activities = dict(ground.coalition.activities)
        for number, given in counts.items():
            activity = activities[ground.item(number).activity]
            if given is not None and given.contribution:
                continue
            status = None if given is None or given.no_change else given.status
            final = status if status is not None and status.final else None
            if activity.final is not final:
                activities[activity.id] = replace(activity, final=final)
        if activities == ground.coalition.activities:
            return ground.coalition
        return await self.unit.save(replace(ground.coalition, activities=activities))

    async def widen_asks(self) -> list[Ask]:
        """The asks of this prompt follow when the author lets more people read an activity's."""
        now_read = {
            self.ground.item(number).activity: given.visibility
            for number, given in self.drafts.items()
            if given is not None
        }
        everybody = self.ground.coalition.visibility
        widened = []
        for ask in self.ground.sheet.asks:
            if ask.activity is None:
                readers = everybody if self._shown_to_all(everybody) else ask.visibility
            else:
                readers = now_read.get(ask.activity, ask.visibility)
            if _WIDTH[ask.visibility] < _WIDTH[readers]:
                wider = replace(ask, visibility=readers)
                await self.unit.put_ask(wider)
                widened.append(wider)
        return widened

    def _shown_to_all(self, everybody: Visibility) -> bool:
        """Whether the author has just let others read the same words, and narrowed none."""
        shown = False
        for number, given in self.drafts.items():
            before = self.ground.given(number, {})
            if before is not None and given is not None and before != given:
                shown |= replace(before, visibility=given.visibility) == given
        told = _told_to(self.ground, self.drafts)
        return shown and all(_WIDTH[readers] >= _WIDTH[everybody] for readers in told)

    @property
    def _said(self) -> datetime:
        prompt, source = self.ground.prompt, self.saying.source
        asked = prompt.sent or prompt.due
        if source is not None:
            platform = platform_of(source.room)
            flag_skew(self.saying.at, platform=platform, latest=self.now, earliest=asked)
        return self.saying.moment(self.now, since=asked)

    def _language(self, words: str) -> str | None:
        coalition = self.ground.coalition
        own = coalition.language_of(self.saying.person, coalition.today(self.now))
        return language_of(words, own, coalition)
