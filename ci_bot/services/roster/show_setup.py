"""What of a coalition is set up, what is missing and what comes next."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.links import links_of
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.domain.setup import StepName, steps
from ci_bot.ports.store import UnitOfWork
from ci_bot.views.home_setup import Setup

Troubles = Callable[[Collection[str]], Sequence[str]]
"""What is wrong just now with the platforms of these addresses, for the backbone."""


@dataclass(frozen=True, kw_only=True)
class ShowSetup:
    """The same on the home tab and as a command; it may be asked for at any time."""

    troubles: Troubles = lambda _addresses: ()

    async def __call__(self, uow: UnitOfWork, coalition: Coalition, now: datetime) -> Setup:
        """What the bot can tell by itself."""
        today = coalition.today(now)
        timetable = Timetable.of(coalition)
        unit = uow.of(coalition.id)
        kept = await uow.values.get(_skipped(coalition)) or ""
        posted = any(digest.posted for digest in await unit.digests())
        return Setup(
            steps=steps(
                coalition,
                today,
                skipped=kept.split(),
                asked=posted or bool(await unit.rounds()),
                posted=posted,
            ),
            links=links_of(coalition, today),
            troubles=self.troubles(addresses_of(coalition)),
            freeze=None if coalition.paused else next(timetable.freezes(after=now)),
            digest=None if coalition.paused else next(timetable.digests(after=now)),
        )


def addresses_of(coalition: Coalition) -> Collection[str]:
    """Everywhere it reaches people: accounts and rooms."""
    rooms = [channel.room or channel.address for channel in coalition.channels]
    return [*(account.id for account in coalition.accounts), *rooms]


async def skip_step(uow: UnitOfWork, coalition: Coalition, name: StepName) -> None:
    """Somebody of the backbone leaves that step out, for good."""
    kept = await uow.values.get(_skipped(coalition)) or ""
    names = dict.fromkeys((*kept.split(), name.value))
    await uow.values.put(_skipped(coalition), " ".join(names))


def _skipped(coalition: Coalition) -> str:
    return f"setup.{coalition.id}.skipped"
