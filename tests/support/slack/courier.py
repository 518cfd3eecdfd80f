"""Brings what happened to the apps: again and again for events, once for what people press."""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.support.slack.clock import Alarm, SlackClock
from tests.support.slack.faults import Faults
from tests.support.slack.records import App, Json

ACK_SECONDS = 3.0
RETRIES = (0.0, 60.0, 300.0)
EVENT = "events_api"


@dataclass(eq=False)
class Envelope:
    """One thing that an app is told; `attempt` counts its deliveries from 0.

    `done` gives what the app answered, or None where nobody took it.
    """

    app: App
    kind: str
    payload: Json
    id: str = ""
    attempt: int = 0
    reason: str = ""
    alarm: Alarm | None = None
    done: asyncio.Future[Mapping[str, Any] | None] = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Way(Protocol):
    """How an app is reached."""

    def bring(self, envelope: Envelope) -> bool:
        """Hands the envelope over; False where there is nobody to take it."""
        ...


@dataclass(eq=False)
class Courier:
    """`lost` are the events that were never acknowledged, for good; `acknowledged` is the rest.

    `changed` is called whenever something becomes of a delivery.
    """

    clock: SlackClock
    faults: Faults
    ways: list[Way] = field(default_factory=list)
    open: dict[str, Envelope] = field(default_factory=dict)
    lost: list[Envelope] = field(default_factory=list)
    acknowledged: list[Envelope] = field(default_factory=list)
    changed: Callable[[], None] = lambda: None
    _held: list[Envelope] | None = None
    _count: int = 0

    def post(self, app: App, kind: str, payload: Json) -> Envelope:
        """Delivers it now, and for events again until it is acknowledged or three times failed."""
        envelope = Envelope(app, kind, payload)
        self._bring(envelope)
        if kind == EVENT:
            for copy in self.faults.copies(payload):
                self._bring(Envelope(app, kind, copy))
        return envelope

    def acknowledge(self, envelope_id: str, answer: Mapping[str, Any] | None) -> None:
        """The app has it."""
        envelope = self.open.pop(envelope_id, None)
        if envelope is None:
            return
        self._stop(envelope)
        self.acknowledged.append(envelope)
        self.changed()
        if not envelope.done.done():
            envelope.done.set_result(answer or {})

    def fail(self, envelope: Envelope, reason: str) -> None:
        """This delivery failed: an event comes again, anything else is lost."""
        if self.open.pop(envelope.id, None) is None:
            return
        self._stop(envelope)
        self.changed()
        if envelope.kind == EVENT and envelope.attempt < len(RETRIES):
            wait = RETRIES[envelope.attempt]
            envelope.attempt += 1
            envelope.reason = reason
            if wait:
                envelope.alarm = self.clock.after(wait, lambda: self._bring(envelope))
            else:
                asyncio.get_running_loop().call_soon(self._bring, envelope)
            return
        if envelope.kind == EVENT:
            self.lost.append(envelope)
        if not envelope.done.done():
            envelope.done.set_result(None)

    def hold(self) -> None:
        """From now on events wait until `release`."""
        self._held = []

    def release(self, order: random.Random | None = None) -> None:
        """The events that waited go out, in their order or in a random one."""
        held, self._held = self._held or [], None
        if order is not None:
            order.shuffle(held)
        for envelope in held:
            self._bring(envelope)

    def _bring(self, envelope: Envelope) -> None:
        if self._held is not None and envelope.kind == EVENT:
            self._held.append(envelope)
            return
        self._count += 1
        envelope.id = f"00000000-0000-4000-8000-{self._count:012d}"
        self.open[envelope.id] = envelope
        envelope.alarm = self.clock.after(
            ACK_SECONDS, lambda: self.fail(envelope, "timeout"), outside=True
        )
        if self.faults.loses(envelope.kind):
            return
        if not any(way.bring(envelope) for way in self.ways):
            self.fail(envelope, "http_error")

    def _stop(self, envelope: Envelope) -> None:
        if envelope.alarm is not None:
            self.clock.call_off(envelope.alarm)
