"""What Slack makes of blocks when it stores them: ids where there were none, texts escaped."""

from typing import Any

from tests.support.slack.markup import escape, unescape
from tests.support.slack.records import Json


def normalised(blocks: list[Json] | None, seed: str) -> list[Json] | None:
    """A copy with all ids filled in; `seed` keeps them apart from others."""
    if not blocks:
        return None
    return [_block(block, f"{seed}{number}") for number, block in enumerate(blocks)]


def _block(block: Json, spare: str) -> Json:
    found: Json = _copy(block)
    found.setdefault("block_id", spare)
    inside = [*found.get("elements", ()), found.get("accessory"), found.get("element")]
    for number, element in enumerate(inside):
        plain = isinstance(element, dict) and not str(element.get("type")).startswith("rich_text")
        if plain and element["type"] not in ("image", "mrkdwn", "plain_text"):
            element.setdefault("action_id", f"a{number}")
    return found


def _copy(value: Any) -> Any:
    if isinstance(value, list):
        return [_copy(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _copy(one) for name, one in value.items()}
    if found.get("type") == "plain_text":
        found["text"] = escape(unescape(found["text"]))
        found.setdefault("emoji", True)
    if found.get("type") == "mrkdwn":
        found.setdefault("verbatim", False)
    return found
