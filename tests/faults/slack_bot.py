"""A process of the real moving parts on SQLite and Slack, which may be told when to kill itself.

Run as `python -m tests.faults.slack_bot JSON`.
"""

import asyncio
import json
import signal
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.slack.plugin import SlackPlugin
from adapters.slack.settings import SlackSettings
from adapters.slack.timing import SocketTiming
from adapters.slack.timing import Timing as SlackTiming
from ci_bot.ports.chat import DeliveryKey, MessageId, Posted, RoomId, Sender
from ci_bot.runtime.logs import set_up_logs
from ci_bot.runtime.vault import StoreVault
from ci_bot.store import open_store
from tests.faults.death import die_at
from tests.faults.echo_bot import supervisor

SLACK = SlackTiming(
    request=0.5,
    backoff=0.05,
    backoff_limit=0.2,
    pace=0.05,
    patience=0.5,
    sockets=SocketTiming(apart=0.1, backoff=0.1),
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the process is told. `blind`: it never finds what it looks for."""

    url: str
    folder: str
    slack: dict[str, Any]
    point: str = ""
    time: int = 1
    blind: bool = False


class Blind:
    """A sender that can't find what it sent."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sender, name)

    async def find(
        self,
        room: RoomId,
        key: DeliveryKey,
        *,
        since: datetime,
        thread: MessageId | None = None,
    ) -> Posted | None:
        """Nothing, ever."""
        return None


async def run(plan: Plan) -> None:
    """Runs until SIGTERM, or to the point where it dies."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    settings, folder = SlackSettings(**plan.slack), Path(plan.folder)
    async with open_store(plan.url) as store:
        vault = StoreVault(store, "slack")
        async with SlackPlugin(SLACK).open(settings, vault, folder) as platform:
            sender = Blind(platform.sender) if plan.blind else platform.sender
            if plan.point:
                die_at(plan.point, plan.time)
            await supervisor(store, platform, sender).run(stop)


if __name__ == "__main__":
    set_up_logs()
    asyncio.run(run(Plan(**json.loads(sys.argv[1]))))
