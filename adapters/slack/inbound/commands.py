"""The slash command: it is always meant for the bot, and has no place in a thread."""

from adapters.slack.inbound.fields import Json, needed_id, needed_name
from adapters.slack.inbound.reading import seen
from adapters.slack.inbound.scene import Scene
from ci_bot.ports.chat import AccountId, MessageId, MessageReceived


def command(payload: Json, scene: Scene) -> MessageReceived:
    """What stands behind the command's name; in a channel it may be answered to one alone."""
    room = scene.room(needed_id(payload, "channel_id"))
    # Any two people have a channel like that, and the command works in theirs too.
    direct = room == scene.direct
    name = f"slash:{needed_name(payload, 'trigger_id')}"
    return MessageReceived(
        event=name,
        account=AccountId(f"slack:{scene.team}/{needed_id(payload, 'user_id')}"),
        room=room,
        at=scene.now,
        direct=direct,
        aside=not direct,
        message=MessageId(name),
        text=seen(payload, scene.names).strip(),
        addressed=True,
    )
