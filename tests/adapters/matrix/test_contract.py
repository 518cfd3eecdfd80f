"""Matrix keeps the promises of the chat port, on a real homeserver, in encrypted direct rooms."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from ci_bot.ports.chat import AccountId, Platform, RoomId, Vault
from ci_bot.testing.contracts.actor import ChatActor, ChatPlace
from ci_bot.testing.contracts.chat import ChatContract
from tests.adapters.matrix.actor import MatrixActor
from tests.adapters.matrix.bot import Home
from tests.adapters.matrix.conftest import NewEncrypting
from tests.conftest import NewPerson
from tests.support.person import Person


class WallClock:
    """The homeserver's clock is this machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody sleeps here")


class MatrixPlace:
    """A bot on the shared homeserver; `owner` makes the rooms and is a member of none for long."""

    def __init__(self, home: Home, platform: Platform, owner: Person, new: NewEncrypting) -> None:
        self.platform = platform
        self.vault: Vault = home.vault
        self.clock = WallClock()
        self.bot = AccountId(f"matrix:{home.account.user_id}")
        self._home = home
        self._owner = owner
        self._new = new

    async def person(self, name: str) -> ChatActor:
        return MatrixActor(await self._new(name), self._home.account.user_id)

    async def room(self, *people: ChatActor) -> RoomId:
        users = [person.account.removeprefix("matrix:") for person in people]
        room = await self._owner.create_room(self._home.account.user_id, *users)
        for person in people:
            await person.enter(RoomId(f"matrix:{room}"))
        await self._owner.hears(room, lambda event: _joined(event, self._home.account.user_id))
        return RoomId(f"matrix:{room}")

    async def members(self, room: RoomId) -> set[AccountId]:
        answer = await self._home.account.call(
            "GET", f"v3/rooms/{room.removeprefix('matrix:')}/members"
        )
        return {
            AccountId(f"matrix:{event['state_key']}")
            for event in answer["chunk"]
            if event["content"]["membership"] in {"join", "invite"}
        }

    async def bring(self, person: ChatActor, room: RoomId) -> bool:
        user = person.account.removeprefix("matrix:")
        await self._home.account.invite(room.removeprefix("matrix:"), user)
        await person.enter(room)
        return True

    async def expel(self, room: RoomId) -> bool:
        await self._owner.kick(room.removeprefix("matrix:"), self._home.account.user_id)
        return True


def _joined(event: object, user: str) -> bool:
    match event:
        case {"type": "m.room.member", "state_key": str(who), "content": {"membership": "join"}}:
            return who == user
    return False


class TestMatrix(ChatContract):
    @pytest.fixture
    async def place(
        self, home: Home, new_person: NewPerson, new_encrypting: NewEncrypting
    ) -> AsyncIterator[ChatPlace]:
        owner = await new_person("owner")
        async with home.open() as platform:
            yield MatrixPlace(home, platform, owner, new_encrypting)
