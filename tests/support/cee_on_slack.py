"""The half of the real coalition that is in two workspaces of the Slack stand-in."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from adapters.slack.inbound.taps import SHORTCUT
from adapters.slack.render.posting import key_of
from ci_bot.domain.ids import AccountId, MessageId, RoomId
from ci_bot.testing.clock import TurnableClock
from tests.support.cee_house import Post
from tests.support.slack import Slack, SlackPerson
from tests.support.slack.markup import unescape
from tests.support.slack.records import Channel, Json, Message
from tests.support.slack.rendering import controls, lines
from tests.support.slack_house import QUICK, SlackHouse


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A message as clients without blocks tell of it."""

    text: str


@dataclass
class SlackTalker:
    """Somebody at a Slack client; `lobby`: a channel without the bot; `settle`: it acts."""

    person: SlackPerson
    direct: RoomId
    lobby: RoomId
    settle: Callable[[], Awaitable[None]]

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
    ) -> MessageId:
        return await self.person.write(room, text, reply_to=reply_to, thread=thread)

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        await self.person.edit(room, message, text)

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        return await self.person.react(room, message, emoji)

    async def press(self, room: RoomId, message: MessageId, label: str) -> object:
        return await self.person.click(room, message, label)

    async def open_form(self, form: str, *, text: str = "") -> object:
        """The form behind a button, or behind the shortcut of a message of that text."""
        if form == SHORTCUT:
            message = await self.person.write(self.lobby, text)
            return await self.person.shortcut(self.lobby, message, form)
        for card in reversed(self.person.channel(self.direct).messages):
            if form in {one.element.get("value") for one in controls(card.blocks or [])}:
                return await self.person.click(self.direct, MessageId(card.ts), form)
        await self.person.open_home()
        await self.settle()
        return await self.person.click_home(form)

    async def submit(self, values: Mapping[str, str], *, form: str | None = None) -> None:
        """Fills in and submits the window that opened."""
        view = await self.person.modal()
        assert form in (None, view.body["private_metadata"].partition("\n")[2])
        there = {block["block_id"] for block in view.body["blocks"]}
        filled = {name: value for name, value in values.items() if name in there}
        assert await self.person.submit(view, filled) is not None


class SlackHalf:
    """Its people, and the channels of their workspaces."""

    name = "slack"

    def __init__(
        self,
        slack: Slack,
        folder: Path,
        clock: TurnableClock,
        settle: Callable[[], Awaitable[None]],
    ) -> None:
        # What is remembered for minutes is forgotten as the weeks pass. Where time stands still,
        # nothing is delivered again after a busy machine lost a connection.
        sockets = replace(QUICK.sockets, ping=60.0)
        timing = replace(QUICK, clock=lambda: clock.now().timestamp(), sockets=sockets)
        self.slack = slack
        self._settle = settle
        self.house = SlackHouse(slack, folder, timing)
        self._people: dict[str, SlackTalker] = {}
        self._installs = {name: self.house.workspace(name) for name in ("HUB", "SEA")}
        teams = {name: slack.world.teams[one.team] for name, one in self._installs.items()}
        self._teams = teams
        self._lobbies = {name: slack.channel(team) for name, team in teams.items()}

    def account(self, person: str, workspace: str) -> AccountId:
        """Somebody in that workspace."""
        chat = self.slack.person(person, self._teams[workspace])
        direct = self.slack.direct(self._installs[workspace], chat)
        self.slack.invite(self._lobbies[workspace], chat)
        account = chat.account
        self._people[_id(account)] = SlackTalker(
            chat, direct, self._lobbies[workspace], self._settle
        )
        return account

    def channel(self, workspace: str, name: str) -> RoomId:
        """A channel with the bot."""
        return self.slack.channel(self._teams[workspace], self._installs[workspace], name=name)

    def person(self, name: str) -> SlackTalker:
        """Somebody at their client."""
        return self._people[name]

    async def direct_room(self, account: AccountId) -> RoomId:
        """The direct message of the bot and somebody."""
        return self.person(_id(account)).direct

    def said(self, room: RoomId) -> Sequence[Notice]:
        """The bot's messages in a room, as they are told of."""
        return [Notice(text=unescape(one.text)) for one in self._own(room)]

    def record(self, room: RoomId) -> Sequence[Post]:
        """The bot's messages in a room, as they are read; by all calls that made them so."""
        channel = self.slack.find(room)
        return [
            Post(
                key=key_of(one.metadata) or "",
                message=MessageId(one.ts),
                thread=MessageId(one.thread_ts) if one.thread_ts else None,
                versions=[*self._earlier(channel, one), _read(one.blocks or [])],
            )
            for one in self._own(room)
        ]

    def rooms(self) -> set[RoomId]:
        """Wherever the bot ever said anything."""
        every = self.slack.world.channels.values()
        rooms = (RoomId(f"slack:{one.team}/{one.id}") for one in every)
        return {room for room in rooms if self._own(room)}

    async def heard(self) -> None:
        """The bot has acknowledged all that happened."""
        await self.slack.world.until(lambda: not self.slack.courier.open)

    def _own(self, room: RoomId) -> list[Message]:
        return [one for one in self.slack.find(room).messages if one.app is not None]

    def _earlier(self, channel: Channel, message: Message) -> list[str]:
        if message.edited is None:
            return []
        calls = [*self.slack.calls("chat.postMessage"), *self.slack.calls("chat.update")]
        place = (channel.id, message.ts)
        blocks = [
            one.args["blocks"]
            for one in calls
            if one.answer and (one.answer.get("channel"), one.answer.get("ts")) == place
        ]
        return [_read(one) for one in blocks[:-1]]


def _id(account: AccountId) -> str:
    return account.partition(":")[2]


def _read(blocks: Sequence[Json]) -> str:
    """What stands there, with its bullets as others have them."""
    return re.sub("(?m)^• ", "- ", "\n".join(lines(blocks)))
