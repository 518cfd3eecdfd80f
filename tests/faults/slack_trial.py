"""Prompts over Slack from a bot that is killed, judged by what the stand-in has at the end."""

import asyncio
import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import DeliveryKey, MessageId, RoomId, delivery_key
from ci_bot.store import open_store
from ci_bot.testing.exactly_once import Accepted, Acknowledged, Intended, Verdict, exactly_once
from tests.faults.slack_bot import Plan
from tests.faults.trial import PATIENCE, RESTING, ended, plain_environment
from tests.support.server_process import PROJECT
from tests.support.slack import App, Install, Slack, SlackPerson

LATE = 0.3
"""Seconds after which a late call lands: before the bot looks whether it did."""


@dataclass
class SlackTrial:
    """One database, one workspace, people; `blind` as in the plan."""

    folder: Path
    slack: Slack
    app: App
    install: Install
    people: Sequence[SlackPerson]
    blind: bool = False
    meant: list[DeliveryKey] = field(default_factory=list)

    @property
    def database(self) -> str:
        return f"sqlite+aiosqlite:///{self.folder / 'ci-bot.db'}"

    async def commit(self) -> None:
        """Commits a prompt to each person."""
        now = datetime.now(UTC)
        rows = [
            Delivery(
                key=delivery_key("prompt", f"r1-{person.id}", person.account),
                kind=DeliveryKind.PROMPT,
                subject=f"r1-{person.id}",
                lane=person.account,
                due=now,
                available=now,
                created=now,
                account=person.account,
            )
            for person in self.people
        ]
        self.meant = [row.key for row in rows]
        async with open_store(self.database) as store, store.write() as uow:
            await uow.outbox.add(rows)
            await uow.commit()

    async def killed_at(self, point: str, time: int) -> None:
        """Runs the bot until it dies there."""
        process = await self._start(point, time)
        code = await ended(process)
        assert code == -signal.SIGKILL, f"{point} was not reached: {code}\n{self._log()}"

    async def finish(self) -> None:
        """Runs the bot until nothing is left to do, and ends it politely."""
        process = await self._start()
        try:
            await self._rest(process)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(20):
                assert await process.wait() == 0, self._log()

    async def land(self) -> None:
        """Lets what is accepted late take effect a moment after it was met, until cancelled."""
        loop, faults = asyncio.get_running_loop(), self.slack.faults
        while True:
            await self.slack.world.until(lambda: bool(faults.late), patience=1_000)
            for late in faults.late:
                loop.call_later(LATE, late.land)
            faults.late.clear()

    async def verdict(self) -> Verdict:
        """Joins the committed rows with what stands in the people's direct messages."""
        async with open_store(self.database) as store, store.read() as uow:
            rows = [row for key in self.meant if (row := await uow.outbox.get(key))]
        rooms = {p.account: self.slack.direct(self.install, p) for p in self.people}
        return exactly_once(
            [Intended(key=r.key, lane=r.lane, room=rooms[r.account]) for r in rows if r.account],
            [one for room in rooms.values() for one in self._accepted(room)],
            [
                Acknowledged(key=r.key, room=r.posted_room, message=r.posted_message)
                for r in rows
                if r.posted_room and r.posted_message
            ],
        )

    def _accepted(self, room: RoomId) -> list[Accepted]:
        return [
            Accepted(
                key=DeliveryKey((one.metadata or {})["event_payload"]["key"]),
                room=room,
                message=MessageId(one.ts),
            )
            for one in self.slack.find(room).messages
        ]

    async def _start(self, point: str = "", time: int = 1) -> asyncio.subprocess.Process:
        plan = Plan(
            url=self.database,
            folder=str(self.folder),
            slack={
                "api_url": self.slack.base_url,
                "bot_token": self.install.token,
                "app_token": self.app.token,
            },
            point=point,
            time=time,
            blind=self.blind,
        )
        with (self.folder / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.faults.slack_bot",
                json.dumps(asdict(plan)),
                cwd=PROJECT,
                env=plain_environment(),
                stdout=log,
                stderr=log,
            )

    async def _rest(self, process: asyncio.subprocess.Process) -> None:
        async with asyncio.timeout(PATIENCE), open_store(self.database) as store:
            while process.returncode is None:
                async with store.read() as uow:
                    counts = await uow.outbox.counts()
                if not sum(n for state, n in counts.items() if state not in RESTING):
                    return
                await asyncio.sleep(0.1)
        raise AssertionError(f"the bot ended by itself\n{self._log()}")

    def _log(self) -> str:
        return (self.folder / "bot.log").read_text()[-3000:]
