"""What goes wrong on the fake platform, written down before it happens."""

import asyncio
from dataclasses import dataclass
from enum import Enum, auto

from ci_bot.ports.chat import Doubtful, RoomId


class Killed(BaseException):
    """The process ended here: nothing catches this, as nothing catches a SIGKILL."""


class Taken(Enum):
    """What the platform did with the request that went wrong."""

    NOT = auto()
    AT_ONCE = auto()
    LATE = auto()


@dataclass(frozen=True, kw_only=True)
class Fault:
    """The error that one request meets, and whether the platform takes the request all the same.

    `on`: the sender's method. `room`: only there, else anywhere. `after`: what the request waits
    for first, so that a test can look at it while it is under way.
    """

    error: BaseException | None = None
    taken: Taken = Taken.NOT
    on: str = "send"
    room: RoomId | None = None
    after: asyncio.Event | None = None


class Faults:
    """The script: each fault is met once, in order, by the first request it fits."""

    def __init__(self) -> None:
        self.coming: list[Fault] = []

    def add(self, fault: Fault, *, times: int = 1) -> None:
        self.coming += [fault] * times

    def refuse(self, error: Exception, *, on: str = "send", room: RoomId | None = None) -> None:
        """The next request is refused with that error."""
        self.add(Fault(error=error, on=on, room=room))

    def lose_request(self, *, on: str = "send", room: RoomId | None = None) -> None:
        """The next request never arrives, and nobody can tell."""
        self.add(Fault(error=Doubtful("connection lost"), on=on, room=room))

    def lose_answer(self, *, on: str = "send", room: RoomId | None = None) -> None:
        """The next request is taken, but its answer is lost."""
        self.add(Fault(error=Doubtful("no answer"), taken=Taken.AT_ONCE, on=on, room=room))

    def take_late(self, *, on: str = "send", room: RoomId | None = None) -> None:
        """The next request seems lost, and is taken when the test lets it land."""
        self.add(Fault(error=Doubtful("no answer"), taken=Taken.LATE, on=on, room=room))

    def kill(self, taken: Taken, *, on: str = "send", room: RoomId | None = None) -> None:
        """The process ends during the next request."""
        self.add(Fault(error=Killed(), taken=taken, on=on, room=room))

    def hold(self, *, on: str = "send", room: RoomId | None = None) -> asyncio.Event:
        """The next request hangs until the event is set, then goes well."""
        gate = asyncio.Event()
        self.add(Fault(on=on, room=room, after=gate))
        return gate

    def met_by(self, on: str, room: str) -> Fault | None:
        """The fault that this request meets, taken from the script."""
        for fault in self.coming:
            if fault.on == on and fault.room in (None, room):
                self.coming.remove(fault)
                return fault
        return None
