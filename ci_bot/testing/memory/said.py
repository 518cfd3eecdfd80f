"""What people said, in memory: updates and asks of one coalition."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.ids import ActivityId, PersonId, PromptId, UpdateId
from ci_bot.domain.moment import aware_or_none
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Source, Update
from ci_bot.ports.store import StoreError
from ci_bot.testing.memory.bound import Bound


class MemorySaid(Bound):
    """Updates and asks of one unit of work."""

    async def add_update(self, update: Update) -> None:
        self._add(self._state.updates, update.id, update)

    async def put_update(self, update: Update) -> None:
        stored = await self.update(update.id)
        if stored is None:
            raise StoreError(f"there is no Update {update.id}")
        marked = replace(
            stored,
            visibility=update.visibility,
            confirmed=update.confirmed,
            replaced=update.replaced,
            withdrawn=update.withdrawn,
        )
        self._put(self._state.updates, update.id, marked)

    async def update(self, id_: UpdateId) -> Update | None:
        return self._state.updates.get((self._id, id_))

    async def updates(
        self,
        *,
        activity: ActivityId | None = None,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        current_only: bool = True,
    ) -> Sequence[Update]:
        since, until = aware_or_none(since), aware_or_none(until)
        return [
            u
            for u in self._by_time_said()
            if activity in (None, u.activity)
            and person in (None, u.person)
            and prompt in (None, u.prompt)
            and (since is None or since <= u.recorded)
            and (until is None or u.recorded < until)
            and (u.current or not current_only)
        ]

    async def latest_updates(self, *, before: datetime | None = None) -> Sequence[Update]:
        before = aware_or_none(before)
        last: dict[object, Update] = {}
        for u in self._by_time_said():
            known = before is None or u.recorded < before
            if known and u.current and u.confirmed and u.status is not None:
                last[u.activity, u.visibility] = u
                if not u.no_change:
                    last[u.activity, u.visibility, "telling"] = u
        ids = {u.id for u in last.values()}
        return [u for u in self._by_time_said() if u.id in ids]

    async def updates_from(self, source: Source) -> Sequence[Update]:
        return [u for u in self._by_time_said() if u.current and u.source == source]

    async def add_ask(self, ask: Ask) -> Ask:
        last = max((a.number for a in self._of(self._state.asks)), default=0)
        numbered = replace(ask, number=last + 1)
        self._add(self._state.asks, numbered.number, numbered)
        return numbered

    async def put_ask(self, ask: Ask) -> None:
        self._put(self._state.asks, ask.number, ask)

    async def ask(self, number: int) -> Ask | None:
        return self._state.asks.get((self._id, number))

    async def asks(
        self,
        kind: AskKind | None = None,
        *,
        open_only: bool = False,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Sequence[Ask]:
        since, until = aware_or_none(since), aware_or_none(until)
        return [
            a
            for a in self._of(self._state.asks)
            if a.withdrawn is None
            and kind in (None, a.kind)
            and person in (None, a.person)
            and prompt in (None, a.prompt)
            and (since is None or since <= a.opened)
            and (until is None or a.opened < until)
            and (a.open or not open_only)
        ]

    async def asks_from(self, source: Source) -> Sequence[Ask]:
        return [a for a in await self.asks() if a.source == source]

    async def told_to(
        self, visibility: Visibility, activities: Sequence[ActivityId]
    ) -> Mapping[ActivityId, int]:
        said: list[Update | Ask] = [*await self.updates(), *await self.asks()]
        return Counter(
            one.activity
            for one in said
            if one.activity is not None
            and one.activity in activities
            and one.visibility is visibility
        )

    async def keep_for_backbone(self, activities: Sequence[ActivityId]) -> None:
        group, backbone = Visibility.WORKING_GROUP, Visibility.BACKBONE
        for update in self._of(self._state.updates):
            if update.activity in activities and update.visibility is group:
                kept = replace(update, visibility=backbone)
                self._put(self._state.updates, update.id, kept)
        for ask in self._of(self._state.asks):
            if ask.activity in activities and ask.visibility is group:
                self._put(self._state.asks, ask.number, replace(ask, visibility=backbone))

    def _by_time_said(self) -> list[Update]:
        return sorted(self._of(self._state.updates), key=lambda u: (u.at, u.recorded))
