"""files.*: the upload in three steps; and reactions.*."""

import re

from tests.support.slack import happenings
from tests.support.slack.call import Call
from tests.support.slack.chat_methods import check_open
from tests.support.slack.method_table import method
from tests.support.slack.records import Channel, Json, Message
from tests.support.slack.refusal import Refusal

EMOJI = re.compile(r"^[a-z0-9_+'-]+(::skin-tone-[2-6])?$")


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(call: Call) -> Json:
    name, length = call.text("filename"), call.text("length")
    if not length.isdigit() or not int(length):
        raise Refusal("invalid_arguments", ["must be greater than 0: length"])
    file_id = call.world.new_id("F")
    call.world.files[file_id] = {
        "id": file_id,
        "name": name,
        "size": int(length),
        "team": call.team,
        "user": call.bot.id,
        "content": None,
        "done": False,
    }
    return {"upload_url": f"{call.world.url}/upload/{file_id}", "file_id": file_id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(call: Call) -> Json:
    asked = call.args.get("files")
    if not isinstance(asked, list) or not asked:
        raise Refusal("invalid_arguments", ["missing required field: files"])
    shown = []
    for one in asked:
        file = call.world.files.get(str(one.get("id")))
        if file is None or file["team"] != call.team or file["done"]:
            raise Refusal("file_not_found")
        if file["content"] is None or len(file["content"]) != file["size"]:
            raise Refusal("file_not_found")
        shown.append(_file_json(call, file, str(one.get("title") or file["name"])))
    for one in asked:
        call.world.files[str(one["id"])] |= {"done": True, "taken_in": call.world.takes_in}
    if call.text("channel_id", ""):
        _share(call, shown)
    return {"files": shown}


def _share(call: Call, files: list[Json]) -> None:
    channel: Channel = call.channel("channel_id")
    check_open(call, channel)
    message = Message(
        ts=call.world.clock.stamp(),
        author=call.bot.who,
        text=str(call.args.get("initial_comment") or ""),
        app=call.app,
        bot_id=call.bot.bot_id,
        thread_ts=call.text("thread_ts", "") or None,
        files=files,
    )
    call.world.put(channel, message)
    happenings.posted(call.world, channel, message)


def _file_json(call: Call, file: Json, title: str) -> Json:
    return {
        "id": file["id"],
        "created": int(call.world.clock.now()),
        "timestamp": int(call.world.clock.now()),
        "name": file["name"],
        "title": title,
        # Slack looks into it only later.
        "mimetype": "",
        "filetype": "",
        "user": call.bot.id,
        "size": file["size"],
        "url_private": f"{call.world.url}/files/{file['id']}",
    }


def _reacting(call: Call) -> tuple[Channel, Message, str]:
    channel = call.channel()
    name = call.text("name").strip(":")
    if not EMOJI.match(name):
        raise Refusal("invalid_name")
    message = channel.message(call.text("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    if call.bot.who not in channel.members:
        raise Refusal("not_in_channel")
    return channel, message, name


@method("reactions.add", "reactions:write")
def add_reaction(call: Call) -> Json:
    channel, message, name = _reacting(call)
    if (name, call.bot.who) in message.reactions:
        raise Refusal("already_reacted")
    message.reactions.append((name, call.bot.who))
    call.world.changed()
    happenings.reacted(call.world, channel, message, (name, call.bot.who), "added")
    return {}


@method("reactions.remove", "reactions:write")
def remove_reaction(call: Call) -> Json:
    channel, message, name = _reacting(call)
    if (name, call.bot.who) not in message.reactions:
        raise Refusal("no_reaction")
    message.reactions.remove((name, call.bot.who))
    call.world.changed()
    happenings.reacted(call.world, channel, message, (name, call.bot.who), "removed")
    return {}
