"""Finds words in what was said, in the database, a page at a time."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Table,
    Text,
    cast,
    false,
    literal_column,
    or_,
    select,
    union_all,
)

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.search import Found, Sight, folded
from ci_bot.domain.status import Visibility
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec
from ci_bot.store.said import ask_codec, update_codec
from ci_bot.store.tables.history import asks, digests, updates

digest_codec = Codec(Digest, digests, derived={"folded": lambda d: folded(d.intro)})


class SqlSearching:
    """The search of one unit of work."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound

    async def search(
        self,
        words: Sequence[str],
        sight: Sight,
        *,
        only: AskKind | None = None,
        skip: int = 0,
        limit: int,
    ) -> Sequence[Found]:
        own = self._bound.own
        of_updates = select(*_place(updates, updates.c.id, updates.c.at)).where(
            own(updates),
            updates.c.replaced.is_(None),
            updates.c.withdrawn.is_(None),
            updates.c.confirmed,
            _in_sight(updates, sight),
        )
        of_asks = select(*_place(asks, cast(asks.c.number, Text), asks.c.opened)).where(
            own(asks), asks.c.withdrawn.is_(None), _in_sight(asks, sight)
        )
        of_digests = select(*_place(digests, digests.c.id, digests.c.posted)).where(
            own(digests), digests.c.state == DigestState.POSTED
        )
        if only is not None:
            queries = [of_asks.where(asks.c.kind == only)]
        else:
            # Without words, an empty introduction would be found.
            queries = [of_updates, of_asks, of_digests.where(digests.c.folded != "")]
            queries[0] = of_updates.where(updates.c.folded != "")
        wanted = [folded(word) for word in words]
        tables = [asks] if only is not None else [updates, asks, digests]
        found = union_all(
            *(
                query.where(*(t.c.folded.contains(word, autoescape=True) for word in wanted))
                for query, t in zip(queries, tables, strict=True)
            )
        ).subquery("found")
        page = (
            select(found)
            .order_by(found.c.moment.desc(), found.c.kind, found.c.ref.desc())
            .offset(skip)
            .limit(limit)
        )
        return await self._values([(r["kind"], r["ref"]) for r in await self._bound.rows(page)])

    async def _values(self, places: Sequence[tuple[str, str]]) -> list[Found]:
        refs = {t.name: [ref for kind, ref in places if kind == t.name] for t in _TABLES}
        known: dict[tuple[str, str], Found] = {}
        if ids := refs[updates.name]:
            query = self._bound.select(updates).where(updates.c.id.in_(ids))
            for update in await self._bound.all(update_codec, query):
                known[updates.name, update.id] = update
        if numbers := [int(ref) for ref in refs[asks.name]]:
            query = self._bound.select(asks).where(asks.c.number.in_(numbers))
            for ask in await self._bound.all(ask_codec, query):
                known[asks.name, str(ask.number)] = ask
        if ids := refs[digests.name]:
            query = self._bound.select(digests).where(digests.c.id.in_(ids))
            for digest in await self._bound.all(digest_codec, query):
                known[digests.name, digest.id] = digest
        return [known[place] for place in places]


_TABLES = (updates, asks, digests)


def _place(table: Table, ref: Any, moment: Any) -> tuple[Any, ...]:
    """Which row it is, and when it was said."""
    return (
        literal_column(f"'{table.name}'").label("kind"),
        ref.label("ref"),
        moment.label("moment"),
    )


def _in_sight(table: Table, sight: Sight) -> Any:
    if sight.everything:
        return table.c.visibility.is_not(None)
    of_group = table.c.visibility == Visibility.WORKING_GROUP
    theirs = table.c.activity.in_(sorted(sight.activities)) if sight.activities else false()
    return or_(table.c.visibility == Visibility.COALITION, of_group & theirs)
