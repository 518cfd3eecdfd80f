"""Notices that the bot lost a room: removed from it, or the room was replaced."""

import logging
from collections.abc import Iterable

from adapters.matrix.direct_rooms import DirectRooms
from adapters.matrix.homeserver import Refused
from adapters.matrix.inbound import account, moment, room_address
from adapters.matrix.link import Link
from adapters.matrix.rooms import Event, Room
from ci_bot.ports.chat import RoomLost

log = logging.getLogger(__name__)


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


async def replacement(
    link: Link, direct_rooms: DirectRooms, room: Room, event: Event
) -> RoomLost | None:
    """Follows a room's tombstone, if its sender had the power and the new room agrees."""
    successor = event.get("content", {}).get("replacement_room")
    if not room.may_move(event["sender"]) or not isinstance(successor, str):
        log.warning("ignored a tombstone in %s", room.id)
        return None
    followed = await _follow(link, room, event["sender"], successor)
    if followed:
        await direct_rooms.moved(room, successor)
    return RoomLost(
        event=event["event_id"],
        account=account(event["sender"]),
        room=room_address(room.id),
        at=moment(event),
        direct=room.is_direct_with(event["sender"]),
        reason="replaced by another room",
        successor=room_address(successor) if followed else None,
    )


async def _follow(link: Link, room: Room, mover: str, successor: str) -> bool:
    via = mover.partition(":")[2]
    try:
        await link.homeserver.call("POST", "v3", "join", successor, query={"via": via}, body={})
        created = await link.homeserver.call(
            "GET", "v3", "rooms", successor, "state", "m.room.create"
        )
        if created.get("predecessor", {}).get("room_id") == room.id:
            return True
        await link.homeserver.call("POST", "v3", "rooms", successor, "leave", body={})
    except Refused as error:
        if error.status == 429 or error.status >= 500:
            raise
    log.warning("did not follow the tombstone of %s", room.id)
    return False
