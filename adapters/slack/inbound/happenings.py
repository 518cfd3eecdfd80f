"""Events that are no messages: the home tab, profiles, and what becomes of channels."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.slack.inbound.fields import (
    Json,
    Malformed,
    given_id,
    given_stamp,
    moment,
    needed_id,
    part,
    words,
)
from adapters.slack.inbound.scene import Scene
from ci_bot.ports.chat import AccountId, HomeOpened, ProfileSeen, RoomId, RoomLost

LOST = {
    "channel_archive": "archived",
    "group_archive": "archived",
    "channel_deleted": "deleted",
    "group_deleted": "deleted",
    "channel_left": "removed",
    "group_left": "removed",
    "member_left_channel": "removed",
}
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
LATIN_AMERICA = {"es-LA": "es-419"}


def home_opened(event: Json, scene: Scene, id: str) -> HomeOpened | None:
    """Somebody looks at the home tab; the tab of messages is none of our business."""
    channel = needed_id(event, "channel")
    if event.get("tab") != "home":
        return None
    return HomeOpened(
        event=id,
        account=scene.author({"user": event.get("user")}),
        room=scene.room(channel),
        at=_when(event, scene),
        direct=True,
    )


def room_lost(event: Json, scene: Scene, id: str) -> RoomLost | None:
    """A channel is closed, or the bot is out of it."""
    kind = str(event.get("type"))
    if kind == "member_left_channel" and event.get("user") != scene.bot_user:
        return None
    channel = needed_id(event, "channel")
    actor = given_id(event, "actor_id") or given_id(event, "user") or scene.bot_user
    return RoomLost(
        event=id,
        account=AccountId(f"slack:{scene.team}/{actor}"),
        room=scene.room(channel),
        at=_when(event, scene),
        direct=False,
        reason=LOST[kind],
    )


def profile(user: Json, scene: Scene, id: str) -> ProfileSeen | None:
    """What a user's record says, from an event or from `users.info`; nothing of bots."""
    if user.get("deleted") is True or user.get("is_bot") is True:
        return None
    who = f"slack:{given_id(user, 'team_id') or scene.team}/{needed_id(user, 'id')}"
    return ProfileSeen(
        event=id,
        account=AccountId(who),
        # Nothing is said there: it only keeps the person's profiles in their order.
        room=RoomId(who),
        at=scene.now,
        direct=True,
        zone=_zone(words(user, "tz")),
        language=_language(words(user, "locale")),
    )


def ended(event: Json, scene: Scene) -> str | None:
    """Why this workspace takes the bot no more, or None where it still does."""
    if event.get("type") == "app_uninstalled":
        return "the app was removed from the workspace; install it again"
    bots = part(event, "tokens").get("bot")
    if not isinstance(bots, list):
        raise Malformed("tokens")
    if scene.bot_user not in bots:
        return None
    return "the token was revoked; install the app again"


def _when(event: Json, scene: Scene) -> datetime:
    stamp = given_stamp(event, "event_ts")
    return moment(stamp) if stamp else scene.now


def _zone(name: str) -> str | None:
    try:
        return ZoneInfo(name).key if name else None
    except (KeyError, OSError, ValueError):
        return None


def _language(locale: str) -> str | None:
    return LATIN_AMERICA.get(locale, locale) if LANGUAGE.fullmatch(locale) else None
