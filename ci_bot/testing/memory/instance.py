"""What belongs to the whole instance, in memory: calendar, directory, values and questions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from ci_bot.domain.coalition import Channel
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId, RoomId
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.moment import aware
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.ports.store import StoreError
from ci_bot.testing.memory.state import State


class MemoryCalendar:
    """Schedules of one unit of work."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def due(self, *, now: datetime, limit: int) -> Sequence[Schedule]:
        now = aware(now)
        found = [(s.next_due, s) for s in self._state.schedules.values() if s.next_due]
        due = sorted((pair for pair in found if pair[0] <= now), key=lambda pair: pair[0])
        return [schedule for _, schedule in due[:limit]]

    async def put(self, schedule: Schedule) -> None:
        if schedule.coalition not in self._state.coalitions:
            raise StoreError(f"there is no coalition {schedule.coalition}")
        key = (schedule.coalition, schedule.kind, schedule.subject)
        self._state.schedules[key] = schedule

    async def of(self, coalition: CoalitionId) -> Sequence[Schedule]:
        own = [s for s in self._state.schedules.values() if s.coalition == coalition]
        return sorted(own, key=lambda s: (s.kind, s.subject))

    async def remove(self, coalition: CoalitionId, kind: OccurrenceKind, subject: str) -> None:
        self._state.schedules.pop((coalition, kind, subject), None)


class MemoryDirectory:
    """Who and where, over all coalitions."""

    def __init__(self, state: State) -> None:
        self._state = state

    async def coalitions(self) -> Sequence[CoalitionId]:
        return sorted(self._state.coalitions)

    async def people(self, account: AccountId) -> Sequence[tuple[CoalitionId, PersonId]]:
        return [
            (id_, linked.person)
            for id_, coalition in sorted(self._state.coalitions.items())
            for linked in coalition.accounts
            if linked.id == account
        ]

    async def channel(self, room: RoomId) -> tuple[CoalitionId, Channel] | None:
        for id_, coalition in sorted(self._state.coalitions.items()):
            for channel in coalition.channels:
                if (channel.room or channel.address) == room:
                    return id_, channel
        return None

    async def invitation(self, code_hash: str) -> tuple[CoalitionId, Invitation] | None:
        found = self._state.invitations.items()
        return next(((c, i) for (c, code), i in found if code == code_hash), None)

    async def invitations_open(self, *, now: datetime) -> int:
        now = aware(now)
        return sum(i.used is None and i.expires > now for i in self._state.invitations.values())


class MemoryValues:
    """Small named values."""

    def __init__(self, state: State) -> None:
        self._values = state.values

    async def get(self, name: str) -> str | None:
        return self._values.get(name)

    async def put(self, name: str, value: str) -> None:
        self._values[name] = value

    async def swap(self, name: str, before: str, after: str) -> bool:
        if self._values.get(name) != before:
            return False
        self._values[name] = after
        return True

    async def remove(self, name: str) -> bool:
        return self._values.pop(name, None) is not None

    async def names(self, prefix: str) -> Sequence[str]:
        return sorted(await self.beginning(prefix))

    async def beginning(self, prefix: str) -> Mapping[str, str]:
        return {name: value for name, value in self._values.items() if name.startswith(prefix)}


class MemoryQuestions:
    """Open questions, one per account."""

    def __init__(self, state: State) -> None:
        self._questions = state.questions

    async def get(self, account: AccountId) -> OpenQuestion | None:
        return self._questions.get(account)

    async def put(self, question: OpenQuestion) -> None:
        self._questions[question.account] = question

    async def remove(self, account: AccountId) -> None:
        self._questions.pop(account, None)
