"""What people said: the rows of updates and asks of one coalition."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.ids import ActivityId, PersonId, PromptId, UpdateId
from ci_bot.domain.search import folded
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Source, Update
from ci_bot.ports.store import StoreError
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec, Inner
from ci_bot.store.tables.history import asks, updates
from ci_bot.store.tables.roster import coalitions

_source = Inner(kind=Source, optional=True)
update_codec = Codec(
    Update, updates, inner={"source": _source}, derived={"folded": lambda u: folded(u.words)}
)
ask_codec = Codec(
    Ask, asks, inner={"source": _source}, derived={"folded": lambda a: folded(a.text)}
)
_current = and_(updates.c.replaced.is_(None), updates.c.withdrawn.is_(None))
_by_time_said = (updates.c.at, updates.c.recorded, updates.c.seq)


class SqlSaid:
    """Updates and asks of one unit of work."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound

    async def add_update(self, update: Update) -> None:
        await self._bound.insert(updates, [update_codec.row(update)])

    async def put_update(self, update: Update) -> None:
        marks = ("visibility", "confirmed", "replaced", "withdrawn")
        changed = await self._bound.change(
            updates, updates.c.id == update.id, values={m: getattr(update, m) for m in marks}
        )
        if not changed:
            raise StoreError(f"there is no such Update in {self._bound.coalition}")

    async def update(self, id_: UpdateId) -> Update | None:
        return await self._bound.one(update_codec, updates.c.id == id_)

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
        cells = updates.c
        query = self._bound.select(updates).order_by(*_by_time_said)
        query = query.where(
            *_equal(cells.activity, activity),
            *_equal(cells.person, person),
            *_equal(cells.prompt, prompt),
            *_within(cells.recorded, since, until),
        )
        return await self._bound.all(update_codec, query.where(_current) if current_only else query)

    async def latest_updates(self, *, before: datetime | None = None) -> Sequence[Update]:
        own = self._bound.own(updates)
        places = (
            select(updates.c.activity, updates.c.visibility).where(own).distinct().subquery("place")
        )
        last = (
            select(updates.c.seq)
            .where(
                own,
                updates.c.activity == places.c.activity,
                updates.c.visibility == places.c.visibility,
                updates.c.status.is_not(None),
                updates.c.confirmed,
                _current,
                *_within(updates.c.recorded, None, before),
            )
            .order_by(*(column.desc() for column in _by_time_said))
            .limit(1)
            .correlate(places)
        )
        telling = last.where(~updates.c.no_change)
        chosen = or_(
            updates.c.seq.in_(select(last.scalar_subquery()).select_from(places)),
            updates.c.seq.in_(select(telling.scalar_subquery()).select_from(places)),
        )
        query = self._bound.select(updates).where(chosen).order_by(*_by_time_said)
        return await self._bound.all(update_codec, query)

    async def updates_from(self, source: Source) -> Sequence[Update]:
        query = self._bound.select(updates).where(
            updates.c.source_room == source.room,
            updates.c.source_message == source.message,
            _current,
        )
        return await self._bound.all(update_codec, query.order_by(*_by_time_said))

    async def add_ask(self, ask: Ask) -> Ask:
        number = await self._bound.count_up(coalitions, "last_ask")
        numbered = replace(ask, number=number)
        await self._bound.insert(asks, [ask_codec.row(numbered)])
        return numbered

    async def put_ask(self, ask: Ask) -> None:
        await self._bound.put(ask_codec, ask, asks.c.number == ask.number)

    async def ask(self, number: int) -> Ask | None:
        return await self._bound.one(ask_codec, asks.c.number == number)

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
        cells = asks.c
        query = self._bound.select(asks).where(
            cells.withdrawn.is_(None),
            *_equal(cells.kind, kind),
            *_equal(cells.person, person),
            *_equal(cells.prompt, prompt),
            *_within(cells.opened, since, until),
        )
        query = query.where(cells.closed.is_(None)) if open_only else query
        return await self._bound.all(ask_codec, query.order_by(cells.number))

    async def asks_from(self, source: Source) -> Sequence[Ask]:
        query = self._bound.select(asks).where(
            asks.c.source_room == source.room,
            asks.c.source_message == source.message,
            asks.c.withdrawn.is_(None),
        )
        return await self._bound.all(ask_codec, query.order_by(asks.c.number))

    async def told_to(
        self, visibility: Visibility, activities: Sequence[ActivityId]
    ) -> Mapping[ActivityId, int]:
        counts: Counter[ActivityId] = Counter()
        for table, counting in ((updates, _current), (asks, asks.c.withdrawn.is_(None))):
            query = self._bound.select(table).where(
                table.c.activity.in_(activities), table.c.visibility == visibility, counting
            )
            each = query.with_only_columns(table.c.activity, func.count().label("number"))
            for row in await self._bound.rows(each.group_by(table.c.activity)):
                counts[ActivityId(row["activity"])] += row["number"]
        return counts

    async def keep_for_backbone(self, activities: Sequence[ActivityId]) -> None:
        for table in (updates, asks):
            await self._bound.change(
                table,
                table.c.activity.in_(activities),
                table.c.visibility == Visibility.WORKING_GROUP,
                values={"visibility": Visibility.BACKBONE},
            )


def _equal(column: ColumnElement[str], value: str | None) -> list[ColumnElement[bool]]:
    return [] if value is None else [column == value]


def _within(
    column: ColumnElement[datetime], since: datetime | None, until: datetime | None
) -> list[ColumnElement[bool]]:
    after = [] if since is None else [column >= since]
    return after if until is None else [*after, column < until]
