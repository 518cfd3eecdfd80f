"""Pages of a list, with a cursor that stands for where the next begins."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from tests.support.slack.call import Call
from tests.support.slack.records import Json
from tests.support.slack.refusal import Refusal

One = TypeVar("One")


def page(call: Call, every: Sequence[One], *, default: int) -> tuple[list[One], Json]:
    """The page that the call asks for, and what tells of the next."""
    begin, limit = 0, call.number("limit", default, most=1000)
    if cursor := call.text("cursor", ""):
        try:
            kind, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
            begin = int(number)
        except (binascii.Error, ValueError):
            raise Refusal("invalid_cursor") from None
        if kind != call.method:
            raise Refusal("invalid_cursor")
    end = begin + limit
    after = ""
    if end < len(every):
        after = base64.b64encode(f"{call.method}:{end}".encode()).decode()
    return list(every[begin:end]), {"response_metadata": {"next_cursor": after}}
