"""A bot in a process of its own, killed and started again, judged by the homeserver's record."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from adapters.matrix.receiver import CURSOR
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import DeliveryKey, MessageId, RoomId, delivery_key
from ci_bot.messages.serial import to_json
from ci_bot.runtime.vault import vault_name
from ci_bot.store import open_store
from ci_bot.testing.exactly_once import Accepted, Acknowledged, Intended, Verdict, exactly_once
from tests.faults.echo_bot import Plan, saying
from tests.support.person import Person
from tests.support.server_process import PROJECT
from tests.support.synapse import Synapse
from tests.support.synapse_record import accepted

PATIENCE = 60.0
RESTING = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED}


@dataclass
class Said:
    """A person's message: what has to be answered exactly once."""

    room: str
    event: str


@dataclass
class Trial:
    """One database, one account, its rooms; `url` is where the bot finds the homeserver."""

    folder: Path
    synapse: Synapse
    bot: Person
    people: Sequence[tuple[Person, str]]
    url: str = ""
    searching: bool = False
    said: list[Said] = field(default_factory=list)
    meant: list[DeliveryKey] = field(default_factory=list)

    @property
    def database(self) -> str:
        return f"sqlite+aiosqlite:///{self.folder / 'ci-bot.db'}"

    async def commit(self, count: int) -> None:
        """Commits so many parts of a digest to each room."""
        now = datetime.now(UTC)
        rows = [
            Delivery(
                key=delivery_key("digest", "w47", room, part=len(self.meant) + number),
                kind=DeliveryKind.DIGEST,
                lane=f"matrix:{room}",
                due=now,
                available=now,
                created=now,
                room=RoomId(f"matrix:{room}"),
                body=to_json(saying(f"part {len(self.meant) + number}")),
            )
            for number in range(count)
            for _, room in self.people
        ]
        self.meant += [row.key for row in rows]
        async with open_store(self.database) as store, store.write() as uow:
            await uow.outbox.add(rows)
            await uow.commit()

    async def say(self, text: str) -> None:
        """Everybody writes that in their room."""
        for person, room in self.people:
            self.said.append(Said(room, await person.say(room, text)))

    async def start(self, point: str = "", time: int = 1) -> asyncio.subprocess.Process:
        """Starts the bot, which dies at that point; it never does without one."""
        plan = Plan(
            url=self.database,
            folder=str(self.folder),
            matrix={
                "homeserver": self.url or self.synapse.url,
                "user_id": self.bot.user_id,
                "access_token": self.bot.token,
                "device_id": self.bot.device_id,
                "http_timeout": 3,
            },
            point=point,
            time=time,
            searching=self.searching,
        )
        with (self.folder / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.faults.echo_bot",
                json.dumps(asdict(plan)),
                cwd=PROJECT,
                env=plain_environment(),
                stdout=log,
                stderr=log,
            )

    async def killed_at(self, point: str, time: int = 1) -> None:
        """Runs the bot until it dies there."""
        process = await self.start(point, time)
        code = await ended(process)
        assert code == -signal.SIGKILL, f"{point} was not reached: {code}\n{self.log()}"

    async def begin(self) -> None:
        """Runs the bot until it knows from where on it has to hear everything."""
        process = await self.start()
        async with asyncio.timeout(PATIENCE), open_store(self.database) as store:
            while process.returncode is None:
                async with store.read() as uow:
                    if await uow.values.get(vault_name("matrix", CURSOR)):
                        break
                await asyncio.sleep(0.1)
        await self._end(process)

    async def finish(self) -> None:
        """Runs the bot until nothing is left to do, and ends it politely."""
        process = await self.start()
        try:
            await self.rest(process)
        finally:
            await self._end(process)

    async def rest(self, process: asyncio.subprocess.Process) -> None:
        """Waits until every message was answered and every delivery has come to its end."""
        async with asyncio.timeout(PATIENCE), open_store(self.database) as store:
            while process.returncode is None:
                async with store.read() as uow:
                    waiting = await uow.inbox.waiting()
                    counts = await uow.outbox.counts()
                    answered = len(await uow.values.names("effects/"))
                busy = sum(n for state, n in counts.items() if state not in RESTING)
                if not waiting and not busy and answered == len(self.said):
                    return
                await asyncio.sleep(0.1)
        raise AssertionError(f"the bot ended by itself\n{self.log()}")

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(60):
            assert await process.wait() == 0, self.log()

    async def effects(self) -> list[int]:
        """How often each message of a person was answered, as the store counts."""
        async with open_store(self.database) as store, store.read() as uow:
            found = [await uow.values.get(f"effects/{said.event}") for said in self.said]
        return [int(count or 0) for count in found]

    async def verdict(self) -> Verdict:
        """Joins the committed rows with Synapse's own record of what it accepted."""
        async with open_store(self.database) as store, store.read() as uow:
            replies = [
                delivery_key("reply", said.event, f"matrix:{said.room}") for said in self.said
            ]
            rows = [await uow.outbox.get(key) for key in (*self.meant, *replies)]
        kept = sorted((row for row in rows if row), key=lambda row: row.due)
        assert len(kept) == len(rows)
        return exactly_once(
            [Intended(key=r.key, lane=r.lane, room=r.room) for r in kept if r.room],
            [
                Accepted(
                    key=DeliveryKey(event.transaction) if event.transaction else None,
                    room=RoomId(f"matrix:{event.room}"),
                    message=MessageId(event.event_id),
                )
                for event in accepted(self.synapse, self.bot.user_id)
            ],
            [
                Acknowledged(key=r.key, room=r.posted_room, message=r.posted_message)
                for r in kept
                if r.posted_room and r.posted_message
            ],
        )

    def log(self) -> str:
        """The end of what the bot logged."""
        return (self.folder / "bot.log").read_text()[-3000:]


async def ended(process: asyncio.subprocess.Process) -> int:
    """The exit code, negative for a signal; kills a process that does not end."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await process.wait()
    except TimeoutError:
        process.kill()
        return await process.wait() * 0


def plain_environment() -> dict[str, str]:
    """The environment without coverage: a process that is killed has none to give."""
    return {k: v for k, v in os.environ.items() if not k.startswith("COV")}
