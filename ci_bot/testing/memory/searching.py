"""The search, in memory."""

from collections.abc import Sequence

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.search import Found, Sight, findable, folded, said_at, words_of
from ci_bot.testing.memory.bound import Bound


class MemorySearching(Bound):
    """The search of one unit of work."""

    async def search(
        self,
        words: Sequence[str],
        sight: Sight,
        *,
        only: AskKind | None = None,
        skip: int = 0,
        limit: int,
    ) -> Sequence[Found]:
        wanted = [folded(word) for word in words]
        everything: list[Found] = [
            *self._of(self._state.updates),
            *self._of(self._state.asks),
            *self._of(self._state.digests),
        ]
        found = [
            one
            for one in everything
            if findable(one, sight)
            and (only is None or (isinstance(one, Ask) and one.kind is only))
            and folded(words_of(one))
            and all(word in folded(words_of(one)) for word in wanted)
        ]
        return sorted(found, key=said_at, reverse=True)[skip : skip + limit]
