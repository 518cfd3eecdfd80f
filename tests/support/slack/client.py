"""One person at Slack's client: writes, edits, deletes, reacts and sees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ci_bot.ports.chat import AccountId, MessageId, RoomId
from ci_bot.testing.contracts.actor import Seen
from tests.support.slack import happenings
from tests.support.slack.emoji import rich, to_codes, to_emoji, to_name
from tests.support.slack.forms import NotPossible
from tests.support.slack.markup import escape, shown, tokens
from tests.support.slack.pictures import shown_pictures
from tests.support.slack.records import Channel, Json, Message, User, Who
from tests.support.slack.rendering import MENTIONS, elements, lines
from tests.support.slack.shapes import message_json
from tests.support.slack.world import World


def account_of(who: Who) -> AccountId:
    return AccountId(f"slack:{who[0]}/{who[1]}")


@dataclass(eq=False)
class SlackClient:
    """Acts at once; what it does reaches the apps by itself. Rooms are `slack:TEAM/CHANNEL`."""

    world: World
    user: User
    bot: User | None = None
    _reactions: dict[str, tuple[Message, str]] = field(default_factory=dict)

    @property
    def account(self) -> AccountId:
        return account_of(self.user.who)

    @property
    def id(self) -> str:
        return self.user.id

    async def enter(self, room: RoomId) -> None:
        """Nobody is asked before they are in a conversation."""
        self.channel(room)

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        to_bot: bool = False,
        raw: bool = False,
        broadcast: bool = False,
    ) -> MessageId:
        """A message; a reply is one in the thread, as there is nothing else.

        `raw`: the text is in Slack's markup, mentions and all, as the client made it.
        `broadcast`: a reply in a thread that is sent to the channel, too.
        """
        text = text if raw else escape(to_codes(text))
        if to_bot:
            assert self.bot is not None, "whom to mention: give the client its bot"
            text = f"<@{self.bot.id}> {text}"
        message = self._new(self._writable(room), text, thread or reply_to)
        message.broadcast = broadcast
        return self._post(room, message)

    async def share_file(self, room: RoomId, name: str, text: str = "") -> MessageId:
        """A message with a file."""
        message = self._new(self._writable(room), escape(text))
        file = {"id": self.world.new_id("F"), "name": name, "title": name, "user": self.id}
        message.files.append(file)
        return self._post(room, message)

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        """Changes an own message."""
        channel = self._writable(room)
        own = self._own(channel, message)
        before = message_json(self.world, channel, own)
        own.text, own.blocks = escape(to_codes(text)), _typed(text)
        own.edited = {"user": self.id, "ts": self.world.clock.stamp()}
        self.world.changed()
        happenings.changed(self.world, channel, own, before)

    async def delete(self, room: RoomId, target: MessageId) -> None:
        """Deletes an own message, or takes back an own reaction."""
        channel = self.channel(room)
        if target in self._reactions:
            message, name = self._reactions.pop(target)
            message.reactions.remove((name, self.user.who))
            self.world.changed()
            happenings.reacted(self.world, channel, message, (name, self.user.who), "removed")
            return
        own = self._own(channel, target)
        before = message_json(self.world, channel, own)
        channel.messages.remove(own)
        self.world.changed()
        happenings.deleted(self.world, channel, own, before)

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        """Reacts; the reaction's id is `TS/NAME/USER`, as nothing in Slack has one."""
        channel, name = self._writable(room), to_name(emoji)
        found = self.message(room, message)
        found.reactions.append((name, self.user.who))
        reaction = MessageId(f"{message}/{name}/{self.id}")
        self._reactions[reaction] = found, name
        self.world.changed()
        happenings.reacted(self.world, channel, found, (name, self.user.who), "added")
        return reaction

    async def see(
        self, room: RoomId, until: Callable[[Sequence[Seen]], bool] = bool
    ) -> Sequence[Seen]:
        """The room's messages, oldest first, once the condition holds; else a TimeoutError."""
        try:
            await self.world.until(lambda: until(self.shown(room)))
        except TimeoutError:
            texts = [one.text for one in self.shown(room)]
            raise TimeoutError(f"{self.account} saw only {texts}") from None
        return self.shown(room)

    def shown(self, room: RoomId) -> list[Seen]:
        """What the client shows now."""
        return [self._seen(one) for one in self.channel(room).messages if self._sees(one)]

    def channel(self, room: RoomId) -> Channel:
        channel = self.world.channels.get(room.rpartition("/")[2])
        if channel is None or channel.deleted:
            raise NotPossible(f"no channel {room}")
        if self.user.who not in channel.members:
            raise NotPossible(f"{self.account} is not in {room}")
        return channel

    def message(self, room: RoomId, ts: MessageId) -> Message:
        found = self.channel(room).message(ts)
        if found is None or not self._sees(found):
            raise NotPossible(f"no message {ts} in {room}")
        return found

    def _writable(self, room: RoomId) -> Channel:
        channel = self.channel(room)
        if channel.archived or self.user.deleted:
            raise NotPossible(f"{self.account} can't write in {room}")
        return channel

    def _post(self, room: RoomId, message: Message) -> MessageId:
        channel = self.channel(room)
        self.world.put(channel, message)
        happenings.posted(self.world, channel, message)
        return MessageId(message.ts)

    def _new(self, channel: Channel, text: str, thread: str | None = None) -> Message:
        if thread is not None:
            parent = channel.message(thread)
            if parent is None:
                raise NotPossible(f"no message {thread}")
            thread = parent.thread_ts or parent.ts
        return Message(
            ts=self.world.clock.stamp(),
            author=self.user.who,
            text=text,
            blocks=_typed(shown(text)),
            thread_ts=thread,
        )

    def _own(self, channel: Channel, ts: str) -> Message:
        found = channel.message(ts)
        if found is None or found.author != self.user.who:
            raise NotPossible(f"{ts} is no own message")
        return found

    def _sees(self, message: Message) -> bool:
        return message.only in (None, self.user.who)

    def _seen(self, message: Message) -> Seen:
        blocks = message.blocks if message.app is not None else None
        found = list(elements(blocks) if blocks else tokens(message.text))
        return Seen(
            message=MessageId(message.ts),
            author=account_of(message.author),
            text="\n".join(lines(blocks)) if blocks else shown(message.text),
            thread=MessageId(message.thread_ts) if message.thread_ts else None,
            mentions=frozenset(
                "room" if one.kind == "broadcast" else f"slack:{message.author[0]}/{one.target}"
                for one in found
                if one.kind in MENTIONS
            ),
            links=tuple(one.target for one in found if one.kind == "link"),
            reactions=tuple((account_of(who), to_emoji(name)) for name, who in message.reactions),
            picture=next(shown_pictures(self.world, blocks or ()), None),
        )


def _typed(text: str) -> list[Json]:
    """The blocks that a person's client makes of what they type."""
    element = {"type": "rich_text_section", "elements": rich(text)}
    return [{"type": "rich_text", "block_id": "b0", "elements": [element]}]
