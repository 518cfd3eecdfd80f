"""Records in the shapes in which the Web API and events show them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.support.slack.records import Channel, Install, Json, Message, User, View, Who
from tests.support.slack.world import World


def bot_profile(install: Install) -> Json:
    return {
        "id": install.bot.bot_id,
        "app_id": install.app.id,
        "name": install.app.name,
        "icons": {name: f"https://a.example/{name}.png" for name in ("image_36", "image_48")},
        "deleted": bool(install.ended),
        "updated": install.bot.updated,
        "team_id": install.team,
    }


def user_json(user: User, *, seen_from: str, locale: bool = False) -> Json:
    """An account as an install in the workspace `seen_from` is told of it."""
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "g0",
        "image_72": "https://a.example/72.png",
        "team": user.team,
    }
    found: Json = {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "deleted": user.deleted,
        "profile": profile,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": user.updated,
    }
    if user.is_bot:
        profile |= {"api_app_id": user.app_id, "bot_id": user.bot_id, "always_active": True}
    if seen_from != user.team:
        found["is_stranger"] = True
    if not user.deleted:
        offset = datetime.now(ZoneInfo(user.tz)).utcoffset()
        found |= {
            "color": "9f69e7",
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": user.tz,
            "tz_offset": int(offset.total_seconds()) if offset is not None else 0,
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": user.restricted or user.ultra_restricted,
            "is_ultra_restricted": user.ultra_restricted,
            "is_email_confirmed": True,
            "who_can_share_contact_card": "EVERYONE",
        }
        found |= {"locale": user.locale} if locale else {}
    return found


def channel_json(world: World, channel: Channel, *, viewer: Who, seen_from: str) -> Json:
    """A channel as an install in the workspace `seen_from` is told of it."""
    common: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.archived,
        "is_im": channel.kind == "im",
        "is_org_shared": False,
        "updated": channel.created * 1000,
        "context_team_id": seen_from,
    }
    if channel.kind == "im":
        other = next((one for one in channel.members if one != viewer), viewer)
        return common | {"user": other[1]}
    shared = sorted({channel.team, *channel.shared_with})
    return common | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "channel",
        "is_general": False,
        "unlinked": 0,
        "is_shared": bool(channel.shared_with),
        "is_ext_shared": bool(channel.shared_with),
        "is_pending_ext_shared": False,
        "shared_team_ids": shared,
        "internal_team_ids": [],
        "connected_team_ids": [one for one in shared if one != seen_from],
        "conversation_host_id": channel.team,
        "creator": channel.creator,
        "is_member": viewer in channel.members,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def message_json(
    world: World, channel: Channel, message: Message, *, metadata: bool = False
) -> Json:
    """A message as history shows it; in an event its channel comes on top."""
    team, user = message.author
    found: Json = {"type": "message", "ts": message.ts, "text": message.text}
    if message.username:
        found |= {"subtype": "bot_message", "bot_id": message.bot_id, "username": message.username}
    else:
        found |= {"user": user, "team": team}
    if message.app is not None:
        install = world.install(message.app, team)
        assert install is not None
        found |= {"bot_id": message.bot_id, "app_id": message.app.id}
        found["bot_profile"] = bot_profile(install)
    elif not message.username:
        found["client_msg_id"] = f"00000000-{message.ts}"
    if message.blocks is not None:
        found["blocks"] = message.blocks
    if message.edited is not None:
        found["edited"] = message.edited
    if message.files:
        found |= {"files": message.files, "upload": False}
    if message.metadata is not None and metadata:
        found["metadata"] = message.metadata
    if message.reactions:
        names = dict.fromkeys(name for name, _ in message.reactions)
        found["reactions"] = [
            {"name": name, "users": users, "count": len(users)}
            for name in names
            for users in [[who[1] for given, who in message.reactions if given == name]]
        ]
    if message.thread_ts is not None:
        parent = channel.message(message.thread_ts)
        found["thread_ts"] = message.thread_ts
        if parent is not None:
            found["parent_user_id"] = parent.author[1]
    elif replies := [one for one in channel.thread(message.ts) if one is not message]:
        users = list(dict.fromkeys(one.author[1] for one in replies))
        found |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "reply_users": users,
            "latest_reply": replies[-1].ts,
            "is_locked": False,
            "subscribed": False,
        }
    return found


def view_json(view: View) -> Json:
    """A view as its own app is told of it."""
    body = dict(view.body)
    root = view
    while root.previous is not None:
        root = root.previous
    return {
        "id": view.id,
        "team_id": view.viewer[0],
        "type": view.kind,
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": {}},
        "hash": view.hash,
        "title": body.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
        "submit": body.get("submit"),
        "close": body.get("close"),
        "clear_on_close": bool(body.get("clear_on_close", False)),
        "notify_on_close": bool(body.get("notify_on_close", False)),
        "root_view_id": root.id,
        "previous_view_id": view.previous.id if view.previous is not None else None,
        "app_id": view.install.app.id,
        "app_installed_team_id": view.install.team,
        "bot_id": view.install.bot.bot_id,
    }
