"""The sign of life in the store, by which another process can tell how the bot is."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from ci_bot.domain.moment import aware
from ci_bot.ports.store import UnitOfWork

NAME = "heartbeat"
STALE_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Heartbeat:
    """When the bot was last alive, since when it runs, and each platform's trouble, if any."""

    at: datetime
    started: datetime
    platforms: Mapping[str, str | None]

    def fresh(self, now: datetime) -> bool:
        """Whether the bot that wrote it still runs, as far as one can tell."""
        return now - self.at <= STALE_AFTER


async def write_heartbeat(uow: UnitOfWork, beat: Heartbeat) -> None:
    """Keeps it, in place of the last one."""
    values = asdict(beat) | {"at": beat.at.isoformat(), "started": beat.started.isoformat()}
    await uow.values.put(NAME, json.dumps(values))


async def read_heartbeat(uow: UnitOfWork) -> Heartbeat | None:
    """The last one, if the bot ever ran on this database."""
    text = await uow.values.get(NAME)
    if text is None:
        return None
    beat = Heartbeat(**json.loads(text))
    return replace(beat, at=_instant(beat.at), started=_instant(beat.started))


def _instant(value: object) -> datetime:
    return aware(datetime.fromisoformat(str(value)))
