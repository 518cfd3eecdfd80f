"""The rooms of the fake platform, and what is in them."""

from dataclasses import dataclass, field
from datetime import datetime

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Message, picture
from ci_bot.ports.chat import AccountId, DeliveryKey, MessageId, RoomId
from ci_bot.testing.contracts.actor import Seen


@dataclass(kw_only=True, slots=True)
class FakeMessage:
    """A message as the platform has it; the bot's have `content`, all versions of it in order.

    `shown`: the key under which the version was sent that is seen now.
    """

    message: MessageId
    author: AccountId
    at: datetime
    text: str = ""
    content: list[Message] = field(default_factory=list)
    key: DeliveryKey | None = None
    shown: DeliveryKey | None = None
    thread: MessageId | None = None
    reply_to: MessageId | None = None
    only: AccountId | None = None
    reactions: dict[MessageId, tuple[AccountId, str]] = field(default_factory=dict)
    removed: bool = False

    def say(self, message: Message, key: DeliveryKey) -> None:
        """Shows this content from now on."""
        self.content.append(message)
        self.shown = key
        self.text = plain.render(message)

    def seen(self) -> Seen:
        image = picture(self.content[-1]) if self.content else None
        return Seen(
            message=self.message,
            author=self.author,
            text=self.text,
            markup=html.render(self.content[-1]) if self.content else None,
            thread=self.thread,
            reply_to=self.reply_to,
            reactions=tuple(self.reactions.values()),
            picture=image.png or None if image else None,
        )


@dataclass(kw_only=True, slots=True)
class FakeRoom:
    """A room: who is in it, and its messages, oldest first; `name`: it was made for others."""

    room: RoomId
    members: set[AccountId]
    name: str | None = None
    messages: list[FakeMessage] = field(default_factory=list)

    def direct_with(self, bot: AccountId, account: AccountId) -> bool:
        """Whether it is the direct room of these two."""
        return self.name is None and self.members == {bot, account}

    def message(self, message: MessageId) -> FakeMessage | None:
        return next((one for one in self.messages if one.message == message), None)

    def with_key(self, key: DeliveryKey) -> FakeMessage | None:
        return next((one for one in self.messages if one.key == key), None)

    def seen(self) -> list[Seen]:
        return [message.seen() for message in self.messages if not message.removed]
