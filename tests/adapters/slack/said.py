"""Messages with buttons, as the sending half makes them."""

from adapters.slack.sending.sender import SlackSender
from ci_bot.domain.ids import delivery_key
from ci_bot.messages.blocks import Choice, Choices, Message, Paragraph
from ci_bot.messages.inline import Words
from ci_bot.ports.chat import MessageId, RoomId
from tests.adapters.slack.ears import Ears

KEY = delivery_key("prompt", "p1", "anna")


def words(text: str) -> Message:
    return Message((Paragraph((Words(text),)),))


def choices(*options: Choice) -> Message:
    return Message((Paragraph((Words("How is it?"),)), Choices(options)))


def sender(ear: Ears) -> SlackSender:
    return SlackSender(
        workspaces=ear.workspaces,
        direct_rooms=ear.direct_rooms,
        responses=ear.responses,
        timing=ear.timing,
    )


async def buttons(ear: Ears, room: RoomId | None = None, *, opens: str | None = None) -> MessageId:
    """A message with a button that says `Tap`."""
    message = choices(Choice("1", "Tap", opens=opens))
    posted = await sender(ear).send(room or ear.direct, message, key=KEY)
    return posted.message
