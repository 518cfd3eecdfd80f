"""The Matrix adapter under test, and what is around it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.matrix.platform import MatrixPlatform
from adapters.matrix.plugin import MatrixPlugin
from adapters.matrix.sender import MatrixSender
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.timing import Timing
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Plain
from ci_bot.ports.chat import AccountId, Acting, DeliveryKey, MessageId, Posted, RoomId, TargetGone
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.matrix.door import Door
from tests.support.person import Person
from tests.support.proxy import FaultProxy

QUICK = Timing(poll=2.0, wait=5.0, backoff=0.05, backoff_limit=0.2)


def text(words: str) -> Message:
    """A message of one paragraph."""
    return Message((Paragraph((Plain(words),)),))


@dataclass
class Bot:
    """One running bot; `account` is its user on the homeserver."""

    account: Person
    device: str
    platform: MatrixPlatform
    inlet: Door
    receiving: asyncio.Task[None]

    @property
    def sender(self) -> MatrixSender:
        return self.platform.sender

    @property
    def user(self) -> str:
        return self.account.user_id

    async def say(
        self,
        room: str,
        words: str,
        key: str,
        *,
        thread: str | None = None,
        reply_to: str | None = None,
    ) -> Posted:
        """Sends a paragraph to a room by its Matrix id."""
        return await self.sender.send(
            RoomId(f"matrix:{room}"),
            text(words),
            key=DeliveryKey(key),
            thread=MessageId(thread) if thread else None,
            reply_to=MessageId(reply_to) if reply_to else None,
        )

    async def ready(self) -> None:
        """Waits until the first sync was taken in, before which nothing can be looked for."""
        with suppress(TargetGone):
            await self.find("!none:localhost", "none")

    async def find(self, room: str, key: str) -> Posted | None:
        """Looks for what was sent under a key in the last hour."""
        since = datetime.now(UTC) - timedelta(hours=1)
        return await self.sender.find(RoomId(f"matrix:{room}"), DeliveryKey(key), since=since)

    async def direct_room(self, person: Person) -> str:
        """The Matrix id of the bot's direct room with somebody."""
        room = await self.sender.direct_room(AccountId(f"matrix:{person.user_id}"))
        return room.removeprefix("matrix:")


@dataclass
class Home:
    """Where a bot lives: its account, folder and durable values; it may start there again."""

    account: Person
    folder: Path
    vault: MemoryVault
    inlet: Door
    timing: Timing = QUICK
    url: str = ""
    proxy: FaultProxy = field(default_factory=lambda: FaultProxy("", ""))

    def settings(self, **more: object) -> MatrixSettings:
        secret = self.folder / "password"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(self.account.password)
        table = {
            "homeserver": self.url or self.account.url,
            "user_id": self.account.user_id,
            "password_file": "password",
            "accept_invites_from": ["@*:localhost"],
        }
        return MatrixSettings.model_validate(table | more)

    async def set_up(self, **more: object) -> str:
        """What `matrix setup` prints."""
        acting = Acting(settings=self.settings(**more), vault=self.vault, folder=self.folder)
        return await MatrixPlugin().actions["setup"].carry_out(acting)

    @property
    def device(self) -> str:
        """The bot's device, once it was logged in."""
        session = self.folder / "matrix-store" / "session.json"
        return str(json.loads(session.read_text())["device"]) if session.exists() else ""

    @asynccontextmanager
    async def open(self, **more: object) -> AsyncIterator[MatrixPlatform]:
        """The platform, connected, not receiving."""
        plugin = MatrixPlugin(self.timing)
        async with plugin.open(self.settings(**more), self.vault, self.folder) as platform:
            assert isinstance(platform, MatrixPlatform)
            yield platform

    @asynccontextmanager
    async def running(self, **more: object) -> AsyncIterator[Bot]:
        """The bot, receiving, as long as it is entered."""
        async with self.open(**more) as platform:
            receiving = asyncio.create_task(platform.receive(self.inlet))
            try:
                yield Bot(self.account, self.device, platform, self.inlet, receiving)
            finally:
                receiving.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await receiving
