"""What happened becomes an event, for each app that subscribed to it and may know."""

from collections.abc import Iterable

from tests.support.slack.records import App, Channel, Install, Json, Message, User, Who
from tests.support.slack.shapes import message_json, user_json
from tests.support.slack.world import World

SUFFIX = {"im": "im", "mpim": "mpim", "channel": "channels", "group": "groups"}
CHANNEL_TYPE = {"im": "im", "mpim": "mpim", "channel": "channel", "group": "group"}
# What an event tells of the message that a thread hangs on.
ROOT = {
    "type",
    "user",
    "team",
    "text",
    "ts",
    "thread_ts",
    "bot_id",
    "edited",
    "reply_count",
    "latest_reply",
}
UNDATED = {"app_uninstalled", "tokens_revoked", "user_change", "team_join"}
CHANNELS = ("channels:read", "groups:read")
SCOPES: dict[str, tuple[str, ...]] = {
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "app_mention": ("app_mentions:read",),
    "user_change": ("users:read",),
    "team_join": ("users:read",),
    "member_joined_channel": CHANNELS,
    "member_left_channel": CHANNELS,
    "channel_archive": ("channels:read",),
    "channel_unarchive": ("channels:read",),
    "channel_deleted": ("channels:read",),
    "channel_rename": ("channels:read",),
    "channel_shared": CHANNELS,
    "group_archive": ("groups:read",),
    "group_deleted": ("groups:read",),
    "group_rename": ("groups:read",),
    "channel_left": ("channels:read",),
    "group_left": ("groups:read",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
}


def tell(world: World, name: str, event: Json, installs: Iterable[Install]) -> None:
    """Sends the event once to each app of those installs, in the name of its first that may."""
    told: set[App] = set()
    for install in installs:
        needed = SCOPES.get(name, ())
        may = not needed or install.scopes.intersection(needed)
        if install.app in told or name not in install.app.events or not may:
            continue
        told.add(install.app)
        world.post(install.app, "events_api", callback(world, install, event))


def callback(world: World, install: Install, event: Json) -> Json:
    """The event in the envelope of the Events API."""
    channel = event.get("channel")
    channel = channel.get("id") if isinstance(channel, dict) else channel
    known = world.channels.get(channel) if isinstance(channel, str) else None
    stamp = world.clock.stamp()
    context = {} if channel is None else {"context_enterprise_id": None}
    return {
        "token": "deprecated",
        "team_id": install.team,
        "context_team_id": install.team,
        **context,
        "api_app_id": install.app.id,
        "event": event if event["type"] in UNDATED else {"event_ts": stamp, **event},
        "type": "event_callback",
        "event_id": world.new_id("Ev"),
        "event_time": int(world.clock.now()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": install.team,
                "user_id": install.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": bool(known is not None and known.shared_with),
        "event_context": f"4-{world.new_id('Ec')}",
    }


def inside(world: World, channel: Channel, first: Who) -> list[Install]:
    """The installs whose bots are in the channel, that of the workspace of `first` in front."""
    found = [one for one in world.living() if one.bot.who in channel.members]
    return sorted(found, key=lambda one: one.team != first[0])


def posted(world: World, channel: Channel, message: Message) -> None:
    """Somebody wrote, or a bot did."""
    event = _own_fields(world, channel, message)
    where = {"channel": channel.id, "channel_type": CHANNEL_TYPE[channel.kind]}
    event |= {**where, "event_ts": message.ts}
    if message.broadcast:
        parent = channel.message(message.thread_ts or "")
        whole = message_json(world, channel, parent) if parent is not None else {}
        root = {name: value for name, value in whole.items() if name in ROOT}
        event |= {"subtype": "thread_broadcast", "root": root}
        event.pop("parent_user_id", None)
        event.pop("team", None)
    if message.files:
        event["subtype"] = "file_share"
        event.pop("team", None)
        event.pop("client_msg_id", None)
    _foreign(channel, message.author, event)
    there = inside(world, channel, message.author)
    tell(world, f"message.{SUFFIX[channel.kind]}", event, there)
    if channel.kind != "im" and message.app is None:
        kept = {name: value for name, value in event.items() if name != "channel_type"}
        mention = kept | {"type": "app_mention"}
        mentioned = [one for one in there if f"<@{one.bot.id}>" in message.text]
        tell(world, "app_mention", mention, mentioned)


def _own_fields(world: World, channel: Channel, message: Message) -> Json:
    shown = message_json(world, channel, message, metadata=True)
    shown.pop("app_id", None)
    for late in ("reply_count", "reply_users", "reply_users_count", "latest_reply", "reactions"):
        shown.pop(late, None)
    return shown


def _foreign(channel: Channel, author: Who, event: Json) -> None:
    if channel.shared_with:
        event |= {"user_team": author[0], "source_team": author[0]}


def _for_event(shown: Json) -> Json:
    left_out = ("reactions", "reply_users", "app_id")
    return {name: value for name, value in shown.items() if name not in left_out}


def _changing(channel: Channel, author: Who, before: Json, event: Json) -> Json:
    before = _for_event(before)
    _foreign(channel, author, before)
    return {
        "type": "message",
        "channel": channel.id,
        "hidden": True,
        "channel_type": CHANNEL_TYPE[channel.kind],
        "previous_message": before,
        **event,
    }


def changed(world: World, channel: Channel, message: Message, before: Json) -> None:
    """A message has another content now."""
    if message.only is not None:
        return
    after = _for_event(message_json(world, channel, message, metadata=True))
    _foreign(channel, message.author, after)
    stamp = world.clock.stamp()
    more = {"subtype": "message_changed", "message": after, "ts": stamp, "event_ts": stamp}
    event = _changing(channel, message.author, before, more)
    there = inside(world, channel, message.author)
    tell(world, f"message.{SUFFIX[channel.kind]}", event, there)


def deleted(world: World, channel: Channel, message: Message, before: Json) -> None:
    """A message is gone."""
    if message.only is not None:
        return
    stamp = world.clock.stamp()
    more = {
        "subtype": "message_deleted",
        "deleted_ts": message.ts,
        "ts": stamp,
        "event_ts": stamp,
    }
    event = _changing(channel, message.author, before, more)
    there = inside(world, channel, message.author)
    tell(world, f"message.{SUFFIX[channel.kind]}", event, there)


def reacted(
    world: World, channel: Channel, message: Message, reaction: tuple[str, Who], what: str
) -> None:
    """A reaction was `added` or `removed`."""
    name, who = reaction
    event = {
        "type": f"reaction_{what}",
        "user": who[1],
        "reaction": name,
        "item": {"type": "message", "channel": channel.id, "ts": message.ts},
        "item_user": message.author[1],
    }
    tell(world, f"reaction_{what}", event, inside(world, channel, who))


def changed_user(world: World, user: User, name: str = "user_change") -> None:
    """A profile changed, or (`team_join`) somebody new is there; each install's app is told."""
    user.updated = int(world.clock.now())
    for install in world.living():
        shared = any(
            user.who in one.members and install.team in (one.team, *one.shared_with)
            for one in world.channels.values()
        )
        if install.team == user.team or shared:
            shown = user_json(user, seen_from=install.team, locale=True)
            tell(world, name, {"type": name, "user": shown, "cache_ts": user.updated}, [install])
