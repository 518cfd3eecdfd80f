"""What an app answers through a response URL, or in the acknowledgement of a slash command."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.support.slack import happenings
from tests.support.slack.call import Call, read_args
from tests.support.slack.chat_methods import change, remove
from tests.support.slack.message_rules import check_message, cut
from tests.support.slack.normalise import normalised
from tests.support.slack.permits import ResponseUrl
from tests.support.slack.records import Json, Message
from tests.support.slack.refusal import Refusal
from tests.support.slack.web_api import WebApi
from tests.support.slack.world import World

NAME = "response_url"
GONE = {"no_such_url", "expired_url", "used_url"}


async def respond(api: WebApi, request: web.Request) -> web.StreamResponse:
    """Answers one use of a response URL."""
    found = api.world.permits.urls.get(request.match_info["number"])
    try:
        args = await read_args(request)
    except Refusal as refusal:
        return web.json_response(refusal.body())
    install = api.world.install(found.app, found.team) if found is not None else None
    call = Call(world=api.world, method=NAME, args=args, install_=install)
    fault = api.faults.met_by(NAME, args, call.team)

    def do() -> Json:
        permit = api.world.permits.use_url(request.match_info["number"])
        use(call, permit)
        return {"ok": True}

    answer = await api.answer(request, call, fault, do)
    if isinstance(answer, web.Response) and call.world.refused:
        last = call.world.refused[-1]
        if last.args is call.args and last.error in GONE:
            return web.Response(status=404, text=last.error)
    return answer


def use(call: Call, permit: ResponseUrl) -> None:
    """Replaces or deletes what was pressed, or says something new."""
    world, pressed = call.world, permit.message
    if call.flag("delete_original"):
        if pressed is None or pressed not in permit.channel.messages:
            raise Refusal("message_not_found")
        remove(call, permit.channel, pressed)
        return
    check_message(world, NAME, call.args)
    if call.flag("replace_original"):
        if pressed is None or pressed not in permit.channel.messages:
            raise Refusal("message_not_found")
        change(call, permit.channel, pressed, silent=True)
        return
    kind = call.text("response_type", "ephemeral")
    if kind not in ("ephemeral", "in_channel"):
        raise Refusal("invalid_arguments", ["response_type"])
    say(world, permit, call.args, seen_by_all=kind == "in_channel")


def say(world: World, permit: ResponseUrl, args: Mapping[str, Any], *, seen_by_all: bool) -> None:
    """A message of the app where somebody pressed or commanded."""
    install = world.install(permit.app, permit.team)
    assert install is not None
    message = Message(
        ts=world.clock.stamp(),
        author=install.bot.who,
        text=cut(str(args.get("text") or "")),
        app=permit.app,
        bot_id=install.bot.bot_id,
        blocks=normalised(args.get("blocks"), "r"),
        thread_ts=args.get("thread_ts"),
        metadata=args.get("metadata"),
        only=None if seen_by_all else permit.who,
    )
    world.put(permit.channel, message)
    if seen_by_all:
        happenings.posted(world, permit.channel, message)
