"""The rules of rich text: what its elements are made of."""

from typing import Any

from tests.support.slack.problems import Problems

INLINE: dict[str, tuple[str, str]] = {
    # type: known fields, needed fields
    "text": ("text style", "text"),
    "link": ("url text unsafe style", "url"),
    "emoji": ("name unicode style", "name"),
    "user": ("user_id style", "user_id"),
    "channel": ("channel_id style", "channel_id"),
    "usergroup": ("usergroup_id style", "usergroup_id"),
    "broadcast": ("range style", "range"),
    "date": ("timestamp format url fallback style", "timestamp format"),
    "color": ("value style", "value"),
    "team": ("team_id style", "team_id"),
}
STYLES = {
    "bold",
    "italic",
    "strike",
    "code",
    "underline",
    "highlight",
    "client_highlight",
    "unlink",
}
PARTS = {
    "rich_text_section": "",
    "rich_text_preformatted": "border language",
    "rich_text_quote": "border",
    "rich_text_list": "style indent offset border",
}


def check_rich_text(found: Problems, at: str, block: dict[str, Any]) -> None:
    """A block of rich text."""
    found.keys(at, block, "block_id elements", "elements")
    parts = block.get("elements")
    for number, part in enumerate(found.items(f"{at}/elements", parts, 1_000, least=0)):
        _part(found, f"{at}/elements/{number}", part, set(PARTS))


def _part(found: Problems, at: str, part: Any, allowed: set[str]) -> None:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in allowed:
        found.add(f"{at}/type", f"unsupported type: {kind}")
        return
    found.keys(at, part, f"elements {PARTS[kind]}", "elements")
    if kind == "rich_text_list":
        found.choice(f"{at}/style", part.get("style"), "bullet", "ordered")
        if not 0 <= part.get("indent", 0) <= 8:
            found.add(f"{at}/indent", "must be between 0 and 8")
    elements = found.items(f"{at}/elements", part.get("elements"), 1_000, least=0)
    for number, one in enumerate(elements):
        here = f"{at}/elements/{number}"
        if kind == "rich_text_list":
            _part(found, here, one, {"rich_text_section"})
        else:
            _inline(found, here, one)


def _inline(found: Problems, at: str, one: Any) -> None:
    kind = one.get("type") if isinstance(one, dict) else None
    if kind not in INLINE:
        found.add(f"{at}/type", f"unsupported type: {kind}")
        return
    known, needed = INLINE[kind]
    found.keys(at, one, known, needed)
    if kind == "text":
        found.length(f"{at}/text", one.get("text"), 13_200)
    for name, value in one.get("style", {}).items():
        if name not in STYLES or not isinstance(value, bool):
            found.add(f"{at}/style", f"invalid additional property: {name}")
