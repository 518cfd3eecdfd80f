"""Reads fields out of a payload that may have any shape."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

Json = Mapping[str, Any]

ID = re.compile(r"[A-Za-z0-9]{1,64}")
STAMP = re.compile(r"[0-9]{1,11}\.[0-9]{1,6}")
NAME = re.compile(r"[\w.:\-]{1,255}", re.ASCII)
TEXT_LIMIT = 40_000
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class Malformed(Exception):  # noqa: N818 - names what the payload is
    """A payload that Slack wouldn't send."""


def part(payload: Json, *path: str) -> Json:
    """The object in there; empty where there is none."""
    found: Any = payload
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def parts(payload: Json, name: str) -> list[Json]:
    """The objects of a list."""
    found = payload.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def words(payload: Json, name: str) -> str:
    """A text, as long as Slack's may be; empty where there is none."""
    found = payload.get(name)
    return storable(found[:TEXT_LIMIT]) if isinstance(found, str) else ""


def storable(text: str) -> str:
    """The text without what no database takes: NUL, and halves of a character."""
    return text.replace("\0", "").encode(errors="replace").decode()


def given_id(payload: Json, name: str) -> str:
    """An id such as `T0123`; empty where there is none. Raises Malformed for anything else."""
    found = payload.get(name)
    if found is None or found == "":
        return ""
    if isinstance(found, str) and ID.fullmatch(found):
        return found
    raise Malformed(name)


def needed_id(payload: Json, name: str) -> str:
    """An id; raises Malformed where there is none."""
    found = given_id(payload, name)
    if not found:
        raise Malformed(name)
    return found


def given_stamp(payload: Json, name: str) -> str:
    """A message's or event's time, which is also a message's id; empty where there is none."""
    found = payload.get(name)
    return found if isinstance(found, str) and STAMP.fullmatch(found) else ""


def needed_stamp(payload: Json, name: str) -> str:
    """The same; raises Malformed where there is none."""
    found = given_stamp(payload, name)
    if not found:
        raise Malformed(name)
    return found


def needed_name(payload: Json, name: str) -> str:
    """A word of letters, digits and `._:-`, such as a trigger's id; raises Malformed."""
    found = payload.get(name)
    if isinstance(found, str) and NAME.fullmatch(found):
        return found
    raise Malformed(name)


def moment(stamp: str) -> datetime:
    """When that was."""
    seconds, _, rest = stamp.partition(".")
    return BEGINNING + timedelta(seconds=int(seconds), microseconds=int(rest.ljust(6, "0")))


def stamp_of(at: datetime) -> str:
    """As Slack stamps that moment."""
    since = at - BEGINNING
    return f"{since // timedelta(seconds=1)}.{since.microseconds:06d}"
