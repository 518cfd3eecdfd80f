"""A digest is read from the store at once, however much there is in it."""

from collections import Counter
from datetime import timedelta
from typing import Any

from tests.support.digest_house import house
from tests.support.digest_week import DUE, FREEZE, asked, coalition, said


class Counted:
    """Passes everything on, and counts what is asked of the coalition's unit."""

    def __init__(self, inner: Any, calls: Counter[str]) -> None:
        self._inner = inner
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name == "of":
            return lambda coalition_id: Counted(found(coalition_id), self._calls)
        if name != "outbox":
            self._calls[name] += 1
        return found


async def reads(size: int) -> list[Counter[str]]:
    """What a freeze, a release and an amendment ask of the store."""
    bot = await house(coalition(size))
    prompt = await bot.asks_round()
    await bot.say(*(said(n, f"news {n}") for n in range(size)), asks=[asked(0, "a van")] * size)
    later = DUE + timedelta(hours=1)
    late = said(0, "afterwards", at=later, prompt=prompt)
    counts = []
    for step in ("freeze", "release", "amend"):
        calls: Counter[str] = Counter()
        async with bot.work() as plain:
            uow: Any = Counted(plain, calls)
            if step == "freeze":
                await bot.freeze(uow, bot.coalition.id, FREEZE, FREEZE)
            elif step == "release":
                await bot.release(uow, bot.coalition.id, DUE, DUE)
            else:
                await plain.of(bot.coalition.id).add_update(late)
                await bot.amend(uow, bot.coalition.id, later, updates=[late])
        counts.append(calls)
    return counts


async def test_forty_activities_need_as_many_reads_as_three() -> None:
    few, many = await reads(3), await reads(40)
    assert few == many
    assert all(max(calls.values()) <= 3 for calls in many)
