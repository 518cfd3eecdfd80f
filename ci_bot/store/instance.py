"""The rows of the whole instance: calendar, directory, named values and open questions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, update

from ci_bot.domain.coalition import Channel
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId, RoomId
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.store.codec import Codec
from ci_bot.store.session import Session
from ci_bot.store.tables.history import invitations
from ci_bot.store.tables.instance import named_values, questions
from ci_bot.store.tables.queues import schedules
from ci_bot.store.tables.roster import accounts, channels, coalitions

_schedule = Codec(Schedule, schedules, renamed={"coalition": "coalition_id"})
_channel = Codec(Channel, channels)
_invitation = Codec(Invitation, invitations)
_question = Codec(OpenQuestion, questions)


class SqlCalendar:
    """Schedules of one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def due(self, *, now: datetime, limit: int) -> Sequence[Schedule]:
        due = (
            select(schedules)
            .where(schedules.c.next_due.is_not(None), schedules.c.next_due <= now)
            .order_by(schedules.c.next_due)
            .limit(limit)
        )
        if self._session.writing:
            due = due.with_for_update(skip_locked=True)
        return [_schedule.value(row) for row in await self._session.rows(due)]

    async def put(self, schedule: Schedule) -> None:
        insert = self._session.insert(schedules).values(_schedule.row(schedule))
        await self._session.run(
            insert.on_conflict_do_update(
                index_elements=["coalition_id", "kind", "subject"],
                set_={"next_due": insert.excluded.next_due},
            )
        )

    async def of(self, coalition: CoalitionId) -> Sequence[Schedule]:
        rows = await self._session.rows(
            select(schedules).where(schedules.c.coalition_id == coalition)
        )
        return sorted((_schedule.value(row) for row in rows), key=lambda s: (s.kind, s.subject))

    async def remove(self, coalition: CoalitionId, kind: OccurrenceKind, subject: str) -> None:
        await self._session.run(
            delete(schedules).where(
                schedules.c.coalition_id == coalition,
                schedules.c.kind == kind,
                schedules.c.subject == subject,
            )
        )


class SqlDirectory:
    """Who and where, over all coalitions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def coalitions(self) -> Sequence[CoalitionId]:
        rows = await self._session.rows(select(coalitions.c.coalition_id))
        return sorted(CoalitionId(row["coalition_id"]) for row in rows)

    async def people(self, account: AccountId) -> Sequence[tuple[CoalitionId, PersonId]]:
        rows = await self._session.rows(
            select(accounts.c.coalition_id, accounts.c.person)
            .where(accounts.c.id == account)
            .order_by(accounts.c.position)
        )
        found = [(CoalitionId(row["coalition_id"]), PersonId(row["person"])) for row in rows]
        return sorted(found, key=lambda pair: pair[0])

    async def channel(self, room: RoomId) -> tuple[CoalitionId, Channel] | None:
        unknown = and_(channels.c.room.is_(None), channels.c.address == room)
        rows = await self._session.rows(
            select(channels)
            .where(or_(channels.c.room == room, unknown))
            .order_by(channels.c.position)
        )
        if not rows:
            return None
        first = min(rows, key=lambda row: str(row["coalition_id"]))
        return CoalitionId(first["coalition_id"]), _channel.value(first)

    async def invitation(self, code_hash: str) -> tuple[CoalitionId, Invitation] | None:
        row = await self._session.first(
            select(invitations).where(invitations.c.code_hash == code_hash)
        )
        if row is None:
            return None
        return CoalitionId(row["coalition_id"]), _invitation.value(row)

    async def invitations_open(self, *, now: datetime) -> int:
        row = await self._session.first(
            select(func.count().label("n"))
            .select_from(invitations)
            .where(invitations.c.used.is_(None), invitations.c.expires > now)
        )
        return int(row["n"]) if row else 0


class SqlValues:
    """Small named values."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, name: str) -> str | None:
        row = await self._session.first(
            select(named_values.c.value).where(named_values.c.name == name)
        )
        return None if row is None else str(row["value"])

    async def put(self, name: str, value: str) -> None:
        insert = self._session.insert(named_values).values(name=name, value=value)
        await self._session.run(
            insert.on_conflict_do_update(
                index_elements=["name"], set_={"value": insert.excluded.value}
            )
        )

    async def swap(self, name: str, before: str, after: str) -> bool:
        same = (named_values.c.name == name, named_values.c.value == before)
        return await self._session.run(update(named_values).where(*same).values(value=after)) == 1

    async def remove(self, name: str) -> bool:
        gone = delete(named_values).where(named_values.c.name == name)
        return await self._session.run(gone) == 1

    async def names(self, prefix: str) -> Sequence[str]:
        return sorted(await self.beginning(prefix))

    async def beginning(self, prefix: str) -> Mapping[str, str]:
        # Not LIKE, which on SQLite does not tell capital from small letters.
        start = func.substr(named_values.c.name, 1, len(prefix))
        rows = await self._session.rows(select(named_values).where(start == prefix))
        return {row["name"]: row["value"] for row in rows}


class SqlQuestions:
    """Open questions, one per account."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def get(self, account: AccountId) -> OpenQuestion | None:
        row = await self._session.first(select(questions).where(questions.c.account == account))
        return None if row is None else _question.value(row)

    async def put(self, question: OpenQuestion) -> None:
        insert = self._session.insert(questions).values(_question.row(question))
        await self._session.run(
            insert.on_conflict_do_update(
                index_elements=["account"],
                set_={name: insert.excluded[name] for name in ("kind", "data", "asked")},
            )
        )

    async def remove(self, account: AccountId) -> None:
        await self._session.run(delete(questions).where(questions.c.account == account))
