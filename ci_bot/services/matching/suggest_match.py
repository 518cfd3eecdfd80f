"""Suggests to whoever asked or offered something who may help, or be helped: to them alone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.content import Contact
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.ids import AccountId, PersonId
from ci_bot.domain.matching.milestone_moves import moved_within
from ci_bot.domain.matching.offers import Matching
from ci_bot.domain.visibility import audience_of, last_visible, may_see
from ci_bot.messages.blocks import Block
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.open_questions import OpenKind, put_question
from ci_bot.services.relay.relay_delivery import reachable
from ci_bot.views.asks import matching as views
from ci_bot.views.checkin.answer_words import date_words
from ci_bot.views.reader import reader_of

RECENT = timedelta(days=14)
"""So long a milestone that moved makes the leads it touches a match."""


@dataclass(frozen=True, kw_only=True)
class SuggestMatch:
    """One at a time, each once; the answer is `y` or `n`."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        account: AccountId,
        asks: Sequence[Ask],
        now: datetime,
    ) -> tuple[Block, ...]:
        """The question about the first match of the person's asks and offers; none: nothing."""
        unit = uow.of(coalition.id)
        for own in asks:
            if own.person != person or not own.open or own.kind is AskKind.LESSON:
                continue
            finding = _Finding(uow=uow, coalition=coalition, own=own, now=now)
            other = await finding.other()
            lead = None if other is not None else await finding.lead()
            reader = reader_of(coalition, person, now)
            if other is not None:
                key, data = str(other.number), {"ask": str(other.number)}
                blocks = views.fits(reader, other, organisation_name(coalition, other.organisation))
            elif lead is not None:
                key, data = lead.lead_person, {"activity": lead.id}
                blocks = views.touched(reader, lead.title, _contact(coalition, lead))
            else:
                continue
            await unit.put_ask(replace(own, suggested=(*own.suggested, key)))
            data["own"] = str(own.number)
            await put_question(uow, coalition, account, kind=OpenKind.MATCH, data=data, now=now)
            return blocks
        return ()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Finding:
    uow: UnitOfWork
    coalition: Coalition
    own: Ask
    now: datetime

    @property
    def _unit(self) -> CoalitionUnit:
        return self.uow.of(self.coalition.id)

    async def other(self) -> Ask | None:
        """The best open one of the other kind that both may see, and that wasn't suggested."""
        own = self.own
        spoken = {
            (relay.other(own.person), relay.ask)
            for relay in await self._unit.relays(person=own.person)
        }
        others = [
            other
            for other in await self._unit.asks(open_only=True)
            if str(other.number) not in own.suggested
            and str(own.number) not in other.suggested
            and spoken.isdisjoint({(other.person, own.number), (other.person, other.number)})
            and reachable(self.coalition, other.person, self.coalition.today(self.now))
            and self._sees(own.person, other)
            and self._sees(other.person, own)
        ]
        reader = reader_of(self.coalition, own.person, self.now)
        words = date_words(reader)
        matching = Matching(
            coalition=self.coalition, besides=frozenset((*words.months, *words.weekdays))
        )
        return next(iter(matching.of(own, others, context=await self._context())), None)

    async def lead(self) -> Activity | None:
        """An activity that the ask's one reinforces, where that got worse or its milestone moved.

        Its lead may see that and the ask, and wasn't suggested.
        """
        own, coalition = self.own, self.coalition
        about = None if own.activity is None else coalition.activities.get(own.activity)
        if about is None or own.kind is not AskKind.ASK:
            return None
        updates = await self._unit.latest_updates()
        in_touch = {r.helper for r in await self._unit.relays(ask=own.number)}
        moved = bool(moved_within(about, self.now - RECENT))
        for name in about.reinforces:
            activity = next((a for a in coalition.activities.values() if a.id == name), None)
            if activity is None or not activity.active(self.coalition.today(self.now)):
                continue
            lead = activity.lead_person
            if lead in (own.person, *own.suggested, *in_touch) or not self._sees(lead, own):
                continue
            if reachable(coalition, lead, coalition.today(self.now)) is None:
                continue
            last = last_visible(
                updates, about, audience_of(coalition, lead, coalition.today(self.now))
            )
            worse = last is not None and last.status is not None and last.status.worrying
            if worse or moved:
                return activity
        return None

    async def _context(self) -> str:
        """What its author said about its activity with it."""
        own = self.own
        if own.prompt is None or own.activity is None:
            return ""
        updates = await self._unit.updates(prompt=own.prompt, activity=own.activity)
        return "\n".join(update.words for update in updates)

    def _sees(self, person: PersonId, ask: Ask) -> bool:
        activity = None if ask.activity is None else self.coalition.activities.get(ask.activity)
        audience = audience_of(self.coalition, person, self.coalition.today(self.now))
        return may_see(ask.visibility, activity, audience)


def _contact(coalition: Coalition, activity: Activity) -> Contact:
    lead = coalition.people.get(activity.lead_person)
    return Contact(
        organisation=organisation_name(coalition, activity.lead_organisation),
        person=None if lead is None else lead.name,
    )
