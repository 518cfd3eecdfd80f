"""The payload in the body of a request, whichever way Slack has packed it."""

import json
from typing import Any
from urllib.parse import parse_qsl

FIELDS = 100


class Unreadable(Exception):  # noqa: N818 - names what was found
    """There is no payload in it."""


def payload_of(kind: str, body: bytes) -> dict[str, Any]:
    """The payload; `kind`: the media type. Raises Unreadable.

    Events are JSON, what people press is JSON in a form, slash commands are a form.
    """
    try:
        if kind.partition(";")[0].strip().lower() == "application/json":
            return _table(body.decode())
        pairs = parse_qsl(
            body.decode(),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=FIELDS,
        )
    except ValueError:
        raise Unreadable from None
    fields = dict(pairs)
    if len(fields) < len(pairs):
        raise Unreadable
    return _table(fields["payload"]) if "payload" in fields else dict(fields)


def _table(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(found, dict):
        raise Unreadable
    return found
