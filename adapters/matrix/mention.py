"""Finds and cuts out the mention of the bot in a message."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from adapters.matrix.rooms import Room


def cut_mention(room: Room, content: Mapping[str, Any], text: str) -> tuple[str, bool]:
    """The text without the bot's mention, and whether there was one.

    A mention is an entry in `m.mentions`, a pill, the full id, or a name in front of a colon or
    comma.
    """
    names = [re.escape(name) for name in _names(room)]
    spellings = "|".join(re.escape(quote(room.me, safe=safe)) for safe in ("", "/", "@:", "@:/"))
    pill = rf"\[[^\]\n]*\]\(https://matrix\.to/#/(?:{spellings})[^)\s]*\)"
    full = f"{pill}|{re.escape(room.me)}"
    called = "|".join(f"@?{name}" for name in names)
    front = re.match(rf"\s*(?:(?:{full})\s*[:,]?|(?:{called})\s*[:,])\s*", text, re.IGNORECASE)
    if front:
        return text[front.end() :], True
    somewhere = re.search(rf"(?:{full})", text)
    if not (somewhere or _stated(room.me, content)):
        return text, False
    if somewhere is None:
        somewhere = re.search(rf"(?<!\w)(?:{called})(?!\w)[:,]?", text, re.IGNORECASE)
    if somewhere is None:
        return text, True
    rest = text[: somewhere.start()].rstrip() + " " + text[somewhere.end() :].lstrip()
    return rest.strip(), True


def _names(room: Room) -> list[str]:
    local = room.me.removeprefix("@").partition(":")[0]
    return sorted({name for name in (room.my_name, local) if name}, key=len, reverse=True)


def _stated(me: str, content: Mapping[str, Any]) -> bool:
    mentions = content.get("m.mentions")
    if isinstance(mentions, dict):
        return me in mentions.get("user_ids", [])
    pills = str(content.get("formatted_body", ""))
    return f"matrix.to/#/{me}" in pills or f"matrix.to/#/{quote(me)}" in pills
