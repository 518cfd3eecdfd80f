"""One person of the stand-in, as the promises of the chat port want people."""

from collections.abc import Callable, Mapping, Sequence

from ci_bot.ports.chat import AccountId, MessageId, RoomId
from ci_bot.testing.contracts.actor import Seen
from tests.support.slack import Slack, SlackPerson


class SlackActor:
    """Acts through the person's client, and addresses the app only while it hears.

    What it hears of direct messages it also reads later; the rest comes a minute later or never.
    """

    def __init__(self, slack: Slack, person: SlackPerson) -> None:
        self.person = person
        self._slack = slack

    @property
    def account(self) -> AccountId:
        return self.person.account

    async def enter(self, room: RoomId) -> None:
        await self.person.enter(room)

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        to_bot: bool = False,
    ) -> MessageId:
        if to_bot:
            await self._slack.sockets.connected()
        return await self.person.write(room, text, reply_to=reply_to, thread=thread, to_bot=to_bot)

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        await self.person.edit(room, message, text)

    async def delete(self, room: RoomId, target: MessageId) -> None:
        await self.person.delete(room, target)

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        return await self.person.react(room, message, emoji)

    async def see(
        self, room: RoomId, until: Callable[[Sequence[Seen]], bool] = bool
    ) -> Sequence[Seen]:
        return await self.person.see(room, until)

    async def press(self, room: RoomId, message: MessageId, label: str) -> object:
        await self._slack.sockets.connected()
        return await self.person.click(room, message, label)

    async def submit(self, values: Mapping[str, str]) -> None:
        await self._slack.sockets.connected()
        await self.person.submit(await self.person.modal(), values)

    async def open_home(self) -> None:
        await self._slack.sockets.connected()
        await self.person.open_home()
