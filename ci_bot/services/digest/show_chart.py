"""Shows the chart of a posted digest again, as an audience may know it."""

from dataclasses import dataclass

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import PeriodKey, RoomId
from ci_bot.messages.blocks import Image
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.digest_chart import digest_chart, load_charted

_ALL = 10_000
"""More than a coalition has in a lifetime."""


@dataclass(frozen=True, kw_only=True)
class ShowChart:
    """`ci-bot digest show --chart`."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        period: PeriodKey,
        audience: str = "coalition",
    ) -> Image | None:
        """As it was last posted; None where there is no such digest, or nothing to show.

        `audience`: the word for it that channels have. In the coalition's first language.
        """
        unit = uow.of(coalition.id)
        digest = await unit.digest_of(period)
        if digest is None:
            return None
        others = await unit.digests(limit=_ALL)
        later = [other.until for other in others if other.until > digest.until]
        updates = await load_charted(unit, digest, until=min(later, default=None))
        nowhere = Channel(address=RoomId(""), audience=audience)
        return digest_chart(coalition, digest, updates, nowhere)
