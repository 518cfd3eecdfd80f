"""Notices that the bot was removed from a room."""

from collections.abc import Iterable

from adapters.matrix.inbound import account, moment, room_address
from adapters.matrix.rooms import Event
from ci_bot.ports.chat import RoomLost


def removal(me: str, room_id: str, events: Iterable[Event]) -> RoomLost | None:
    """The event of our removal by somebody else, from the room's last events."""
    for event in events:
        if event.get("type") != "m.room.member" or event.get("state_key") != me:
            continue
        content = event.get("content", {})
        before = event.get("unsigned", {}).get("prev_content", {}).get("membership", "join")
        gone = content.get("membership") in {"leave", "ban"}
        if gone and event["sender"] != me and before == "join":
            done = "banned" if content["membership"] == "ban" else "removed"
            reason = content.get("reason")
            return RoomLost(
                event=event["event_id"],
                account=account(event["sender"]),
                room=room_address(room_id),
                at=moment(event),
                direct=False,
                reason=f"{done}: {reason}" if isinstance(reason, str) and reason else done,
            )
    return None
