"""The whole bot on SQLite and a real homeserver, with a coalition whose people are there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from adapters.matrix.plugin import MatrixPlugin
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.timing import Timing as MatrixTiming
from ci_bot.app import App, build_app
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, PersonId, RoomId
from ci_bot.domain.person import Account
from ci_bot.ports.chat.platform import Platform
from ci_bot.ports.store import Store
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import StoreVault
from ci_bot.store import open_store, upgrade
from tests.support.matrix_people import EncryptedPerson
from tests.support.person import Person

QUICK = MatrixTiming(poll=2.0, wait=5.0, backoff=0.05, backoff_limit=0.2)
BRISK = Timing(
    poll=timedelta(milliseconds=200),
    settle=timedelta(seconds=2),
    request=timedelta(seconds=5),
    lease=timedelta(seconds=6),
    retry_first=timedelta(milliseconds=100),
)


@dataclass
class Partner:
    """A person of the coalition, in the direct room they made with the bot."""

    chat: Person | EncryptedPerson
    room: str
    bot: str
    heard: int = 0

    async def say(self, text: str, *, reply_to: str = "") -> str:
        return await self.chat.say(self.room, text, reply_to=reply_to)

    async def bodies(self) -> list[str]:
        """All that the bot said here, in order."""
        return [event["content"]["body"] for event in await self.said()]

    async def said(self) -> list[Mapping[str, Any]]:
        """The bot's messages here, in order, without edits."""
        return [
            event
            for event in await self.chat.events(self.room)
            if event["type"] == "m.room.message"
            and event["sender"] == self.bot
            and event["content"].get("m.relates_to", {}).get("rel_type") != "m.replace"
        ]

    async def hears(self, *parts: str) -> str:
        """The bot's next message that has all these parts; waits for it."""

        async def look() -> str | None:
            for n, body in enumerate(await self.bodies()):
                if n >= self.heard and all(part in body for part in parts):
                    self.heard = n + 1
                    return body
            return None

        try:
            return await self.chat.until(look)
        except TimeoutError:
            said = "\n---\n".join((await self.bodies())[self.heard :])
            raise AssertionError(f"not heard {parts}, but:\n{said}") from None

    async def asks(self, text: str, *parts: str) -> str:
        """Says something and waits for the answer that has these parts."""
        await self.say(text)
        return await self.hears(*parts)


@dataclass
class MatrixHouse:
    """Where the bot lives; it may be started there again and again."""

    account: Person
    folder: Path
    timing: Timing = BRISK
    url: str = ""
    more: Mapping[str, object] = field(default_factory=dict)
    database: str = ""

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite+aiosqlite:///{self.folder / 'ci-bot.db'}"

    def settings(self) -> MatrixSettings:
        secret = self.folder / "password"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(self.account.password)
        table = {
            "homeserver": self.url or self.account.url,
            "user_id": self.account.user_id,
            "password_file": "password",
        }
        return MatrixSettings.model_validate(table | dict(self.more))

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        await upgrade(self.database_url)
        async with open_store(self.database_url) as store:
            yield store

    async def apply(self, coalition: Coalition) -> Coalition:
        """Puts the coalition into the database, as the command line would."""
        async with self.store() as store:
            app = build_app(
                store=store, clock=SystemClock(), platforms=(), holidays=PublicHolidays()
            )
            await app.composition.apply_coalition(coalition.id, lambda _: coalition)
        return coalition

    @asynccontextmanager
    async def platform(self, store: Store) -> AsyncIterator[Platform]:
        """The open platform, which keeps its small values in that store."""
        plugin = MatrixPlugin(QUICK)
        async with plugin.open(self.settings(), StoreVault(store, "matrix"), self.folder) as opened:
            yield opened

    @asynccontextmanager
    async def running(self, *others: Platform) -> AsyncIterator[App]:
        """The bot, as long as it is entered; `others`: where else it is."""
        async with self.store() as store, self.platform(store) as platform:
            app = build_app(
                store=store,
                clock=SystemClock(),
                platforms=(platform, *others),
                holidays=PublicHolidays(),
                timing=self.timing,
            )
            stop = asyncio.Event()
            running = asyncio.create_task(app.run(stop))
            try:
                yield app
            finally:
                stop.set()
                with suppress(Exception):
                    await running

    async def partner(self, chat: Person) -> Partner:
        """Somebody opens a direct chat with the bot, which joins because the file knows them."""
        room = await chat.create_room(self.account, direct=True)
        await self.enters(room, chat)
        return Partner(chat, room, self.account.user_id)

    async def enters(self, room: str, owner: Person) -> None:
        """Waits until the bot is in a room of the owner."""
        await owner.hears(room, lambda e: _joined(e, self.account.user_id))

    async def encrypted_partner(self, person: EncryptedPerson) -> Partner:
        """The same with an encrypting client, in an encrypted room."""
        room = await person.account.create_room(self.account, direct=True, encrypted=True)
        await person.knows(room)
        await self.enters(room, person.account)
        return Partner(person, room, self.account.user_id)


def _joined(event: Mapping[str, object], user: str) -> bool:
    content = event.get("content")
    return (
        event["type"] == "m.room.member"
        and event.get("state_key") == user
        and isinstance(content, dict)
        and content.get("membership") == "join"
    )


async def on_matrix(
    coalition: Coalition,
    new_person: Callable[[str], Awaitable[Person]],
    rooms: Mapping[str, str],
    *,
    only: Collection[PersonId] | None = None,
) -> tuple[Coalition, dict[PersonId, Person]]:
    """The coalition with everybody registered at the homeserver; `rooms`: audience by room id.

    `only`: the others have no account.
    """
    people = {
        person: await new_person(person)
        for person in coalition.people
        if only is None or person in only
    }
    accounts = tuple(
        Account(id=AccountId(f"matrix:{chat.user_id}"), person=person)
        for person, chat in people.items()
    )
    channels = tuple(
        Channel(address=RoomId(f"matrix:{room}"), audience=audience)
        for room, audience in rooms.items()
    )
    return replace(coalition, accounts=accounts, channels=channels), people
