"""The half of the real coalition that is on a real homeserver."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from adapters.matrix.render import KEY
from ci_bot.domain.ids import AccountId, MessageId, RoomId
from tests.support.cee_house import Post
from tests.support.matrix_house import MatrixHouse
from tests.support.person import Person
from tests.support.synapse import Synapse
from tests.support.synapse_record import Accepted, accepted


@dataclass
class MatrixTalker:
    """Somebody at a Matrix client; `sent` gathers what the bot has to hear of."""

    person: Person
    sent: list[str]

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
    ) -> MessageId:
        say = self.person.say
        return self._heard(await say(_id(room), text, reply_to=reply_to or "", thread=thread or ""))

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        self._heard(await self.person.edit(_id(room), message, text))

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        return self._heard(await self.person.react(_id(room), message, emoji))

    def _heard(self, event: str) -> MessageId:
        self.sent.append(event)
        return MessageId(event)


class MatrixHalf:
    """Its people, and the rooms they made; `sent`: what they did, which the bot has to hear."""

    name = "matrix"

    def __init__(self, synapse: Synapse, http: aiohttp.ClientSession, folder: Path) -> None:
        self.sent: list[str] = []
        self._synapse = synapse
        self._http = http
        self._folder = folder
        self._people: dict[str, MatrixTalker] = {}
        self._directs: dict[AccountId, RoomId] = {}

    async def begin(self) -> None:
        """The bot and the owner of all rooms register."""
        self.house = MatrixHouse(await self._registered("bot"), self._folder)
        self.owner = await self._registered("owner")

    async def account(self, person: str) -> AccountId:
        """Somebody registers."""
        chat = await self._registered(person)
        self._people[chat.user_id] = MatrixTalker(chat, self.sent)
        return AccountId(f"matrix:{chat.user_id}")

    async def channel(self, name: str) -> RoomId:
        """A room to which the bot is invited."""
        return RoomId(f"matrix:{await self.owner.create_room(self.house.account, name=name)}")

    def person(self, name: str) -> MatrixTalker:
        """Somebody at their client."""
        return self._people[name]

    async def direct_room(self, account: AccountId) -> RoomId:
        """The room that somebody made with the bot; it is there now."""
        if account not in self._directs:
            partner = await self.house.partner(self.person(_id(account)).person)
            self._directs[account] = RoomId(f"matrix:{partner.room}")
        return self._directs[account]

    def said(self, room: RoomId) -> Sequence[Post]:
        """The bot's messages in a room, by the homeserver's own record."""
        sent = accepted(self._synapse, self.house.account.user_id, _id(room))
        messages = [one for one in sent if one.type == "m.room.message"]
        versions: dict[str, list[Mapping[str, str]]] = {}
        for one in messages:
            relation = _relation(one, "m.replace")
            content = one.content["m.new_content"] if relation else one.content
            versions.setdefault(relation or one.event_id, []).append(content)
        return [
            Post(
                key=one.content[KEY],
                message=MessageId(one.event_id),
                thread=MessageId(_relation(one, "m.thread"))
                if _relation(one, "m.thread")
                else None,
                versions=[version["body"] for version in versions[one.event_id]],
                markup=versions[one.event_id][-1].get("formatted_body", ""),
            )
            for one in messages
            if not _relation(one, "m.replace")
        ]

    def rooms(self) -> set[RoomId]:
        """Wherever the bot ever said anything."""
        sent = accepted(self._synapse, self.house.account.user_id)
        return {RoomId(f"matrix:{one.room}") for one in sent}

    async def _registered(self, name: str) -> Person:
        return await self._synapse.register(self._http, f"{name}-{secrets.token_hex(3)}")


def _id(address: RoomId | AccountId) -> str:
    return address.partition(":")[2]


def _relation(event: Accepted, kind: str) -> str:
    relation = event.content.get("m.relates_to", {})
    return str(relation["event_id"]) if relation.get("rel_type") == kind else ""
