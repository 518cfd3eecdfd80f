"""A form that somebody filled in."""

import hashlib
import json
from collections.abc import Mapping

from adapters.slack.inbound.fields import STAMP, Json, Malformed, needed_name, part, storable, words
from adapters.slack.inbound.scene import Scene
from adapters.slack.render.ids import read_values
from ci_bot.ports.chat import MessageId, Submitted

FORM_LIMIT = 200
FIELDS = 100
VALUE_LIMIT = 10_000


def metadata(form: str, message: MessageId | None) -> str:
    """What a form carries while it is open: its id, and the message that it was opened from."""
    return f"{message or ''}\n{form}"


def submitted(payload: Json, scene: Scene) -> Submitted | None:
    """What was filled in; who did it and where answers go is never taken from the form."""
    view = part(payload, "view")
    if view.get("type") != "modal":
        return None
    form, message = _read(words(view, "private_metadata"))
    values = read_values(part(view, "state"))
    if len(values) > FIELDS or any(len(value) > VALUE_LIMIT for value in values.values()):
        raise Malformed("state")
    filled = {storable(name): storable(value) for name, value in values.items()}
    return Submitted(
        event=f"view:{needed_name(view, 'id')}:{needed_name(view, 'hash')}:{_digest(filled)}",
        account=scene.actor(payload),
        room=scene.private,
        at=scene.now,
        direct=True,
        form=form,
        values=filled,
        message=message,
    )


def _digest(values: Mapping[str, str]) -> str:
    # A form whose acknowledgement got lost stays open, and may be submitted with other words.
    told = json.dumps(values, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _read(carried: str) -> tuple[str, MessageId | None]:
    message, _, form = carried.rpartition("\n")
    if not 0 < len(form) <= FORM_LIMIT or not (not message or STAMP.fullmatch(message)):
        raise Malformed("private_metadata")
    return form, MessageId(message) if message else None
