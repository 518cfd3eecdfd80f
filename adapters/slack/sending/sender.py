"""Sends messages with the key by which they are known again, and looks for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.render.home import home_view
from adapters.slack.render.posting import editing, posting
from adapters.slack.responses import Responses
from adapters.slack.sending.history import search
from adapters.slack.sending.pictures import Pictures
from adapters.slack.sending.poster import Poster
from adapters.slack.sending.whisper import Whisper
from adapters.slack.timing import Timing
from adapters.slack.workspaces import Workspaces, parted
from ci_bot.ports.chat import (
    AccountId,
    Capabilities,
    DeliveryKey,
    Doubtful,
    Message,
    MessageId,
    Posted,
    RoomId,
    TargetGone,
)

CAPABILITIES = Capabilities(
    idempotent_for=timedelta(0),
    reactions=False,
    message_budget=9_000,
    taps=True,
    home=True,
    replies=False,
    hears_reactions=False,
)


class SlackSender:
    """The bot's voice in Slack."""

    def __init__(
        self,
        *,
        workspaces: Workspaces,
        direct_rooms: DirectRooms,
        responses: Responses,
        timing: Timing,
    ) -> None:
        self._workspaces = workspaces
        self._direct_rooms = direct_rooms
        self._responses = responses
        self._poster = Poster(workspaces, timing)
        self._pictures = Pictures(self._poster)
        self._whisper = Whisper(self._poster, responses)

    @property
    def capabilities(self) -> Capabilities:
        """What Slack can do."""
        return CAPABILITIES

    async def resolve(self, address: RoomId) -> RoomId:
        """The address itself: a channel is named by its id, as names change and may be taken."""
        if parted(address)[1].startswith("#"):
            raise TargetGone("give the channel's id, which stands at the end of its details")
        return address

    async def direct_room(self, account: AccountId) -> RoomId:
        """The direct message of exactly the bot and that person."""
        return await self._direct_rooms.of(account)

    async def shared_room(
        self, accounts: Sequence[AccountId], name: str, *, key: DeliveryKey
    ) -> RoomId:
        """No rooms for two are made here: their words are carried."""
        raise TargetGone("no rooms are made here")

    async def send(
        self,
        room: RoomId,
        message: Message,
        *,
        key: DeliveryKey,
        thread: MessageId | None = None,
        reply_to: MessageId | None = None,
        only: AccountId | None = None,
    ) -> Posted:
        """Posts a message; there are no replies but in threads, so `reply_to` says nothing."""
        workspace = self._workspaces.of(room)
        file = await self._pictures.put(workspace, message, key)
        content = posting(message, key, file)
        if thread is not None:
            content["thread_ts"] = thread
        if only is not None:
            told = await self._whisper.tell(workspace, room, only, content)
            if told is not None:
                return Posted(room=room, message=told)
            # The bot isn't in that channel.
            room = await self._direct_rooms.of(only)
            workspace = self._workspaces.of(room)
            content.pop("thread_ts", None)
        _, channel = parted(room)
        method = "chat.postMessage"
        with self._pictures.taken_in(key):
            answer = await self._poster.post(
                workspace, method, channel, {"channel": channel} | content
            )
        if not isinstance(answer.get("ts"), str):
            raise Doubtful("what answered named no message")
        return Posted(room=room, message=MessageId(answer["ts"]))

    async def edit(self, posted: Posted, message: Message, *, key: DeliveryKey) -> None:
        """Replaces a message, where somebody just tapped it as the answer to that."""
        workspace = self._workspaces.of(posted.room)
        file = await self._pictures.put(workspace, message, key)
        content = editing(message, key, file)
        url = self._responses.to_change(posted.room, posted.message)
        if url and await self._poster.respond(url, content | {"replace_original": True}):
            return
        if not posted.message:
            raise TargetGone("the message was shown to one person, and once")
        _, channel = parted(posted.room)
        content |= {"channel": channel, "ts": posted.message}
        with self._pictures.taken_in(key):
            await self._poster.change(workspace, "chat.update", channel, content)

    async def react(self, posted: Posted, emoji: str, *, key: DeliveryKey) -> None:
        """The bot doesn't react here, and has no scope for it."""
        raise TargetGone("the bot puts no emoji under messages here")

    async def show_home(self, account: AccountId, message: Message, *, key: DeliveryKey) -> None:
        """Puts the message on the person's home tab."""
        workspace = self._workspaces.of(account)
        _, user = parted(account)
        content = {"user_id": user, "view": home_view(message, key)}
        await self._poster.change(workspace, "views.publish", user, content)

    async def find(
        self,
        room: RoomId,
        key: DeliveryKey,
        *,
        since: datetime,
        thread: MessageId | None = None,
    ) -> Posted | None:
        """Our message with that key; raises Unsearchable where the bot may not read."""
        _, channel = parted(room)
        found = await search(self._workspaces.of(room), channel, key, since=since, thread=thread)
        return None if found is None else Posted(room=room, message=MessageId(found))
