"""chat.*: messages that a bot posts, changes and deletes."""

from tests.support.slack import happenings
from tests.support.slack.call import Call
from tests.support.slack.message_rules import check_message, cut
from tests.support.slack.method_table import method
from tests.support.slack.normalise import normalised
from tests.support.slack.pictures import check_pictures
from tests.support.slack.records import Channel, Json, Message, Who
from tests.support.slack.refusal import Refusal
from tests.support.slack.shapes import message_json

# What chat.update tells of the message.
UPDATED = {
    "type",
    "user",
    "team",
    "text",
    "bot_id",
    "app_id",
    "bot_profile",
    "edited",
    "blocks",
    "metadata",
    "files",
}


def _target(call: Call) -> Channel:
    """Where to post; a user's id stands for the direct channel with them."""
    named = call.text("channel")
    if named[:1] in ("U", "W"):
        user = call.world.visible(call.install, named)
        if user is None:
            raise Refusal("channel_not_found")
        channel = call.world.direct(call.install, user.who)
    else:
        channel = call.channel()
    check_open(call, channel)
    return channel


def check_open(call: Call, channel: Channel) -> None:
    """Refuses where the bot may not write."""
    if call.bot.who not in channel.members:
        raise Refusal("not_in_channel")
    if channel.archived:
        raise Refusal("is_archived")
    if channel.kind == "im":
        other = next(one for one in channel.members if one != call.bot.who)
        if call.world.user(other).is_bot:
            raise Refusal("cannot_dm_bot")
        if call.world.user(other).deleted:
            raise Refusal("user_disabled")


def _thread(call: Call, channel: Channel) -> str | None:
    ts = call.text("thread_ts", "")
    if not ts:
        return None
    parent = channel.message(ts)
    if parent is None or parent.only:
        # Replies to what is gone are refused; the real error differs by how it went.
        raise Refusal("thread_not_found")
    return parent.thread_ts or parent.ts


def _new(call: Call, channel: Channel, *, only: Who | None = None) -> Message:
    check_message(call.world, call.method, call.args)
    check_pictures(call)
    ts = call.world.clock.stamp()
    return Message(
        ts=ts,
        author=call.bot.who,
        text=cut(str(call.args.get("text") or "")),
        app=call.app,
        bot_id=call.bot.bot_id,
        blocks=normalised(call.args.get("blocks"), ts[-4:]),
        thread_ts=_thread(call, channel),
        metadata=call.args.get("metadata"),
        only=only,
        broadcast=call.flag("reply_broadcast"),
    )


@method("chat.postMessage", "chat:write")
def post_message(call: Call) -> Json:
    channel = _target(call)
    message = call.world.put(channel, _new(call, channel))
    happenings.posted(call.world, channel, message)
    shown = message_json(call.world, channel, message, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


@method("chat.postEphemeral", "chat:write")
def post_ephemeral(call: Call) -> Json:
    channel = _target(call)
    user = call.user()
    if user.who not in channel.members:
        raise Refusal("user_not_in_channel")
    message = call.world.put(channel, _new(call, channel, only=user.who))
    return {"message_ts": message.ts}


def _own(call: Call, channel: Channel, *, wrong: str) -> Message:
    message = channel.message(call.text("ts"))
    if message is None or message.only is not None:
        raise Refusal("message_not_found")
    if message.app is not call.app or message.author != call.bot.who:
        raise Refusal(wrong)
    return message


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, wrong="cant_update_message")
    if channel.archived:
        raise Refusal("is_archived")
    check_message(call.world, call.method, call.args)
    check_pictures(call)
    change(call, channel, message)
    whole = message_json(call.world, channel, message, metadata=True)
    shown = {name: value for name, value in whole.items() if name in UPDATED}
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shown}


def change(call: Call, channel: Channel, message: Message, *, silent: bool = False) -> None:
    """Puts the call's content in the place of the message's; `silent` shows no `(edited)`."""
    before = message_json(call.world, channel, message, metadata=True)
    if "text" in call.args:
        message.text = cut(str(call.args["text"] or ""))
    if "blocks" in call.args:
        message.blocks = normalised(call.args["blocks"], message.ts[-4:])
    if "metadata" in call.args:
        message.metadata = call.args["metadata"] or None
    if not silent:
        message.edited = {"user": call.bot.id, "ts": call.world.clock.stamp()}
    call.world.changed()
    happenings.changed(call.world, channel, message, before)


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    channel = call.channel()
    message = _own(call, channel, wrong="cant_delete_message")
    remove(call, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def remove(call: Call, channel: Channel, message: Message) -> None:
    before = message_json(call.world, channel, message)
    channel.messages.remove(message)
    call.world.changed()
    happenings.deleted(call.world, channel, message, before)
