"""conversations.*: channels, who is in them, and what was said in them."""

from tests.support.slack.call import Call
from tests.support.slack.method_table import method
from tests.support.slack.pages import page
from tests.support.slack.records import Channel, Json, Message
from tests.support.slack.refusal import Refusal
from tests.support.slack.shapes import channel_json, message_json

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
SCOPE = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


@method("conversations.open", "im:write", "mpim:write")
def open_(call: Call) -> Json:
    if call.text("channel", ""):
        channel = call.channel()
        if channel.kind != "im":
            raise Refusal("method_not_supported_for_channel_type")
    else:
        named = call.args.get("users") or ""
        users = ",".join([named] if isinstance(named, str) else named).split(",")
        if not users[0]:
            raise Refusal("users_list_not_supplied")
        if len(users) > 1:
            call.needs("mpim:write")
            raise Refusal("method_not_supported_for_channel_type")
        channel = _with(call, users[0])
    shown: Json = {"id": channel.id}
    if call.flag("return_im"):
        shown = channel_json(call.world, channel, viewer=call.bot.who, seen_from=call.team)
    return {"channel": shown, "no_op": False, "already_open": False}


def _with(call: Call, user_id: str) -> Channel:
    call.needs("im:write")
    user = call.world.visible(call.install, user_id)
    if user is None:
        raise Refusal("user_not_found")
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    if user.deleted:
        raise Refusal("user_disabled")
    if user.team != call.team and not user.open_to_strangers:
        raise Refusal("user_not_visible")
    return call.world.direct(call.install, user.who)


@method("conversations.info", *READ)
def info(call: Call) -> Json:
    channel = call.channel()
    call.needs(f"{SCOPE[channel.kind]}:read")
    shown = channel_json(call.world, channel, viewer=call.bot.who, seen_from=call.team)
    if call.flag("include_num_members"):
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


@method("conversations.list", *READ)
def list_(call: Call) -> Json:
    kinds = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
    asked = call.text("types", "public_channel").split(",")
    if not set(asked) <= set(kinds):
        raise Refusal("invalid_types")
    for one in asked:
        call.needs(f"{SCOPE[kinds[one]]}:read")
    found = [
        channel
        for channel in call.world.channels_of(call.team)
        if channel.kind in {kinds[one] for one in asked}
        and (channel.kind == "channel" or call.bot.who in channel.members)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    some, after = page(call, found, default=100)
    shown = [
        channel_json(call.world, one, viewer=call.bot.who, seen_from=call.team) for one in some
    ]
    return {"channels": shown, **after}


@method("conversations.members", *READ)
def members(call: Call) -> Json:
    channel = call.channel()
    call.needs(f"{SCOPE[channel.kind]}:read")
    some, after = page(call, channel.members, default=100)
    return {"members": [who[1] for who in some], **after}


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    channel = call.channel()
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    if call.bot.who not in channel.members:
        channel.members.append(call.bot.who)
    shown = channel_json(call.world, channel, viewer=call.bot.who, seen_from=call.team)
    return {"channel": shown}


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.needs(f"{SCOPE[channel.kind]}:history")
    if call.bot.who not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def _between(call: Call, messages: list[Message]) -> list[Message]:
    oldest, latest = _ts(call, "oldest", "0"), _ts(call, "latest", "9999999999")
    inclusive = call.flag("inclusive")
    return [
        one
        for one in messages
        if oldest < float(one.ts) < latest or (inclusive and float(one.ts) in (oldest, latest))
    ]


def _ts(call: Call, name: str, default: str) -> float:
    try:
        return float(call.text(name, default))
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


@method("conversations.history", *HISTORY)
def history(call: Call) -> Json:
    channel = _readable(call)
    top = [one for one in channel.messages if not one.only and (not one.thread_ts or one.broadcast)]
    newest = sorted(_between(call, top), key=lambda one: one.ts, reverse=True)
    some, after = page(call, newest, default=100)
    return {"messages": _shown(call, channel, some), "pin_count": 0, **_more(after)}


@method("conversations.replies", *HISTORY)
def replies(call: Call) -> Json:
    channel = _readable(call)
    ts = call.text("ts")
    found = channel.thread(ts)
    if not found:
        raise Refusal("thread_not_found")
    parent = [one for one in found if one.ts == ts]
    rest = sorted(_between(call, [one for one in found if one.ts != ts]), key=lambda one: one.ts)
    some, after = page(call, [*parent, *rest], default=1000)
    return {"messages": _shown(call, channel, some), **_more(after)}


def _shown(call: Call, channel: Channel, messages: list[Message]) -> list[Json]:
    with_metadata = call.flag("include_all_metadata")
    return [
        message_json(call.world, channel, one, metadata=with_metadata and one.app is call.app)
        for one in messages
    ]


def _more(after: Json) -> Json:
    """`has_more`, and the cursor only where there is one, as these methods have it."""
    more = bool(after["response_metadata"]["next_cursor"])
    return {"has_more": more} | (after if more else {})
