"""What people press: a choice below a message or on the home tab, or what opens a form."""

import re
from typing import Any

from adapters.slack.inbound.fields import (
    Json,
    Malformed,
    given_stamp,
    moment,
    needed_id,
    needed_name,
    needed_stamp,
    part,
    parts,
)
from adapters.slack.inbound.reading import seen
from adapters.slack.inbound.scene import Scene, is_direct
from adapters.slack.render.ids import read_tap
from ci_bot.ports.chat import MessageId, Opening, Pressed

KEY = re.compile(r"[A-Za-z0-9_\-]{1,128}")
MOST = 1_000
FORM_LIMIT = 200
SHORTCUT = "use-as-update"


def pressed(payload: Json, scene: Scene) -> Pressed | Opening | None:
    """The first of the actions that is one of ours."""
    for action in parts(payload, "actions"):
        tap = read_tap(action)
        if tap is None:
            continue
        facts, message = _facts(payload, action, scene)
        if tap.form is not None:
            if not 0 < len(tap.form) <= FORM_LIMIT:
                raise Malformed("form")
            return Opening(form=tap.form, message=message, **facts)
        if not KEY.fullmatch(tap.delivery) or max(tap.block, tap.option) > MOST:
            raise Malformed("block_id")
        return Pressed(
            delivery=tap.delivery, block=tap.block, option=tap.option, message=message, **facts
        )
    return None


def shortcut(payload: Json, scene: Scene) -> Opening | None:
    """The shortcut of a message, whoever wrote it and wherever."""
    if payload.get("callback_id") != SHORTCUT:
        return None
    return Opening(
        event=f"shortcut:{needed_name(payload, 'trigger_id')}",
        account=scene.actor(payload),
        room=scene.private,
        at=scene.now,
        direct=True,
        form=SHORTCUT,
        text=seen(part(payload, "message"), scene.names),
    )


def on_home(payload: Json) -> bool:
    """Whether it happened on the home tab, which belongs to no channel."""
    return part(payload, "view").get("type") == "home"


def _facts(payload: Json, action: Json, scene: Scene) -> tuple[dict[str, Any], MessageId | None]:
    account, stamp = scene.actor(payload), given_stamp(action, "action_ts")
    trigger = payload.get("trigger_id")
    unique = needed_name(payload, "trigger_id") if trigger else f"{stamp}:{account}"
    if not trigger and not stamp:
        raise Malformed("trigger_id")
    facts = {
        "event": f"tap:{unique}",
        "account": account,
        "at": moment(stamp) if stamp else scene.now,
    }
    if on_home(payload):
        return {**facts, "room": scene.private, "direct": True}, None
    container = part(payload, "container")
    channel = needed_id(container, "channel_id")
    direct = is_direct(channel)
    facts |= {"room": scene.room(channel), "direct": direct, "aside": not direct}
    return facts, MessageId(needed_stamp(container, "message_ts"))
