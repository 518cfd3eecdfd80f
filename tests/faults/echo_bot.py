"""A process of the real moving parts on SQLite and Matrix, whose only service is an echo.

Run as `python -m tests.faults.echo_bot JSON`; it may be told at which point to kill itself.
"""

import asyncio
import json
import signal
import sys
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from adapters.matrix.plugin import MatrixPlugin
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.timing import Timing as MatrixTiming
from ci_bot.domain.arrival import Arrival
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import delivery_key
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import line
from ci_bot.messages.serial import to_json
from ci_bot.ports.chat import Capabilities, ChatEvent, MessageReceived, Sender
from ci_bot.ports.outgoing import Cancel, Failure, Later
from ci_bot.ports.store import Store, UnitOfWork
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.inbox import InboxWorker
from ci_bot.runtime.inlet import StoreInlet
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.logs import set_up_logs
from ci_bot.runtime.outbox import OutboxWorker
from ci_bot.runtime.supervisor import Supervisor
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import StoreVault
from ci_bot.services.forms.open_form import OpenForm
from ci_bot.store import open_store
from tests.faults.death import die_at

# Fractions of the real ones, in the same order of size.
TIMING = Timing(
    poll=timedelta(milliseconds=200),
    request=timedelta(milliseconds=500),
    patience=timedelta(seconds=3),
    settle=timedelta(seconds=1),
    lease=timedelta(seconds=3),
    retry_first=timedelta(milliseconds=100),
)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the process is told: where everything is, and when to die.

    `searching`: as if the platform did not know a key again, so that doubts are searched for.
    """

    url: str
    folder: str
    matrix: dict[str, Any]
    point: str = ""
    time: int = 1
    searching: bool = False


class Forgetful:
    """A sender whose platform does not promise to know a key again."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sender, name)

    @property
    def capabilities(self) -> Capabilities:
        return replace(self._sender.capabilities, idempotent_for=timedelta(0))


class Bystander:
    """Services that want everything sent and follow nothing up."""

    async def prepare(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel | Later:
        return saying(f"prepared {delivery.subject}")

    async def sent(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """Nothing follows."""

    async def failed(self, uow: UnitOfWork, delivery: Delivery, failure: Failure) -> None:
        """Nothing follows."""

    async def doubted(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """Nothing follows."""

    async def platform_stopped(self, uow: UnitOfWork, line: str, reason: str) -> None:
        """Nothing follows."""

    async def platform_resumed(self, uow: UnitOfWork, line: str) -> None:
        """Nothing follows."""

    async def arrival_dead(self, uow: UnitOfWork, arrival: Arrival) -> None:
        """Nothing follows."""


def saying(text: str) -> Message:
    """A message of one line."""
    return Message((Paragraph(line("{text}", text=text)),))


async def echo(uow: UnitOfWork, event: ChatEvent, now: datetime) -> None:
    """Answers a message, and counts how often it did."""
    if not isinstance(event, MessageReceived):
        return
    name = f"effects/{event.message}"
    await uow.values.put(name, str(int(await uow.values.get(name) or 0) + 1))
    await uow.outbox.add(
        [
            Delivery(
                key=delivery_key("reply", event.event, event.room),
                kind=DeliveryKind.REPLY,
                lane=event.room,
                due=now,
                available=now,
                created=now,
                room=event.room,
                reply_to=event.message,
                body=to_json(saying(f"echo {event.text}")),
            )
        ]
    )


async def run(plan: Plan) -> None:
    """Runs until SIGTERM, or to the point where it dies."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    folder = Path(plan.folder)
    async with open_store(plan.url) as store:
        plugin = MatrixPlugin(MatrixTiming(poll=1.0, wait=3.0, backoff=0.05, backoff_limit=0.2))
        settings = MatrixSettings(**plan.matrix)
        async with plugin.open(settings, StoreVault(store, "matrix"), folder) as platform:
            sender = Forgetful(platform.sender) if plan.searching else platform.sender
            if plan.point:
                die_at(plan.point, plan.time)
            await supervisor(store, platform, sender).run(stop)


def supervisor(store: Store, platform: Any, sender: Any) -> Supervisor:
    """The real moving parts around a platform; `sender` is what it is sent through."""
    clock, arrived, due, services = SystemClock(), Bell(), Bell(), Bystander()
    lines = Lines({platform.name: sender})
    inlet = StoreInlet(
        store=store,
        clock=clock,
        platform=platform.name,
        gate=FloodGate(burst=10_000),
        bell=arrived,
        timing=TIMING,
        forms=OpenForm(),
        lines=lines,
        outcomes=services,
    )
    inbox = InboxWorker(
        store=store,
        clock=clock,
        handle=echo,
        outcomes=services,
        timing=TIMING,
        bell=arrived,
        done=due.ring,
    )
    outbox = OutboxWorker(
        store=store,
        clock=clock,
        lines=lines,
        preparer=services.prepare,
        outcomes=services,
        timing=TIMING,
        bell=due,
    )
    return Supervisor(
        store=store,
        clock=clock,
        platforms=(platform,),
        inlet=lambda _: inlet,
        workers=(inbox, outbox),
        lines=lines,
        outcomes=services,
        timing=TIMING,
    )


if __name__ == "__main__":
    set_up_logs()
    asyncio.run(run(Plan(**json.loads(sys.argv[1]))))
