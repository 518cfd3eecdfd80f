"""What goes wrong at Slack, written down before it happens."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from tests.support.slack.records import Json

HTML = "<html><body><h1>Something went wrong</h1></body></html>"


class Taken(Enum):
    """What Slack does with the call that goes wrong."""

    NOT = auto()
    AT_ONCE = auto()
    LATE = auto()


@dataclass(kw_only=True, eq=False)
class Fault:
    """One call's fate; `on` is the method, `team` and `channel` only there, else anywhere.

    `cut`: the connection is closed without an answer. `error`: `ok: false` with it. `status`: an
    HTTP status with a page of HTML, or 429 with `retry_after`. `seconds`: the answer takes that
    long. `gate`: the call waits for it. `land` of a late one takes the call at last.
    """

    on: str
    team: str = ""
    channel: str = ""
    taken: Taken = Taken.NOT
    cut: bool = False
    error: str = ""
    status: int = 0
    retry_after: int = 0
    seconds: float = 0.0
    gate: asyncio.Event | None = None
    met: asyncio.Event = field(default_factory=asyncio.Event)
    effect: Callable[[], Any] | None = None

    def land(self) -> bool:
        """A call that was accepted late takes effect now; False where none was met yet."""
        effect, self.effect = self.effect, None
        if effect is None:
            return False
        effect()
        return True


class Faults:
    """The script: each fault is met once, in order, by the first call it fits.

    `times` makes several of them; the last is returned, so with `times` 1 it is the one.
    """

    def __init__(self) -> None:
        self.coming: list[Fault] = []
        self.late: list[Fault] = []
        self.refused_sockets = 0
        self.silent = False
        self._copies: list[bool] = []
        self._lost = {"events_api": 0, "interactive": 0, "slash_commands": 0}
        self._copied = 0

    def add(self, fault: Fault) -> Fault:
        self.coming.append(fault)
        return fault

    def limit(self, on: str, *, retry_after: int = 1, times: int = 1, **where: str) -> None:
        """The next calls get a 429 and are not taken."""
        for _ in range(times):
            self.add(Fault(on=on, status=429, retry_after=retry_after, **where))  # type: ignore[arg-type]

    def status(
        self, on: str, status: int = 503, *, taken: bool = False, times: int = 1, **where: str
    ) -> None:
        """The next calls get that status and a page of HTML; they may be taken all the same."""
        how = Taken.AT_ONCE if taken else Taken.NOT
        for _ in range(times):
            self.add(Fault(on=on, status=status, taken=how, **where))  # type: ignore[arg-type]

    def error(
        self,
        on: str,
        error: str = "internal_error",
        *,
        taken: bool = False,
        times: int = 1,
        **where: str,
    ) -> None:
        """The next calls get `ok: false`; they may be taken all the same."""
        how = Taken.AT_ONCE if taken else Taken.NOT
        for _ in range(times):
            self.add(Fault(on=on, error=error, taken=how, **where))  # type: ignore[arg-type]

    def slow(self, on: str, seconds: float, **where: str) -> Fault:
        """The next call is taken and answered after that many real seconds."""
        return self.add(Fault(on=on, seconds=seconds, taken=Taken.AT_ONCE, **where))  # type: ignore[arg-type]

    def hold(self, on: str, **where: str) -> asyncio.Event:
        """The next call hangs until the event is set, and then goes well."""
        gate = asyncio.Event()
        self.add(Fault(on=on, gate=gate, taken=Taken.AT_ONCE, **where))  # type: ignore[arg-type]
        return gate

    def lose_call(self, on: str, *, times: int = 1, **where: str) -> None:
        """The connection is cut before Slack takes the next calls."""
        for _ in range(times):
            self.add(Fault(on=on, cut=True, **where))  # type: ignore[arg-type]

    def lose_answer(self, on: str, *, times: int = 1, **where: str) -> None:
        """The next calls are taken, and the connection is cut without an answer."""
        for _ in range(times):
            self.add(Fault(on=on, cut=True, taken=Taken.AT_ONCE, **where))  # type: ignore[arg-type]

    def take_late(self, on: str, *, times: int = 1, **where: str) -> Fault:
        """The connection is cut; Slack takes the call when the test lets it `land`."""
        for _ in range(times):
            last = Fault(on=on, cut=True, taken=Taken.LATE, **where)  # type: ignore[arg-type]
            self.add(last)
        return self.coming[-1]

    def land_all(self) -> int:
        """Everything that was accepted late takes effect; gives how many."""
        late, self.late = self.late, []
        return sum(fault.land() for fault in late)

    def met_by(self, method: str, args: Mapping[str, Any], team: str) -> Fault | None:
        """The fate of this call, taken from the script."""
        for fault in self.coming:
            there = fault.channel in ("", args.get("channel")) and fault.team in ("", team)
            if fault.on in (method, "*") and there:
                self.coming.remove(fault)
                fault.met.set()
                return fault
        return None

    def duplicate_events(self, times: int = 1, *, other_id: bool = False) -> None:
        """The next events come twice, with the same event id or with another one."""
        self._copies += [other_id] * times

    def lose_deliveries(self, times: int = 1, *, kind: str = "events_api") -> None:
        """The next deliveries don't arrive, and come again (events) or not (the others)."""
        self._lost[kind] += times

    def copies(self, payload: Json) -> list[Json]:
        """Further deliveries of an event that were not due."""
        if not self._copies:
            return []
        if not self._copies.pop(0):
            return [payload]
        self._copied += 1
        return [payload | {"event_id": f"{payload['event_id']}X{self._copied}"}]

    def loses(self, kind: str) -> bool:
        """Whether this delivery gets lost."""
        if not self._lost.get(kind, 0):
            return False
        self._lost[kind] -= 1
        return True
