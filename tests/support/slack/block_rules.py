"""The rules of blocks: their fields and limits, and which surface takes which."""

from collections.abc import Callable
from typing import Any

from tests.support.slack.element_rules import IN_ACTIONS, IN_INPUT, IN_SECTION, check_element
from tests.support.slack.problems import ID_MOST, Problems
from tests.support.slack.rich_text_rules import check_rich_text

EVERYWHERE = {"section", "header", "divider", "context", "actions", "image", "rich_text", "input"}
SURFACES = {
    "message": (EVERYWHERE | {"markdown", "table"}, 50),
    "modal": (EVERYWHERE, 100),
    "home": (EVERYWHERE, 100),
}
ALL_TEXT_MOST = 13_200
MARKDOWN_MOST = 12_000


def check_blocks(blocks: Any, surface: str, *, at: str = "/blocks") -> Problems:
    """Everything that is wrong with them on this surface: `message`, `modal` or `home`."""
    found = Problems()
    allowed, most = SURFACES[surface]
    ids: list[str] = []
    for number, block in enumerate(found.items(at, blocks, most, least=0)):
        here = f"{at}/{number}"
        kind = block.get("type") if isinstance(block, dict) else None
        if kind not in allowed:
            found.add(f"{here}/type", f"unsupported type: {kind}")
            continue
        found.optional(here, block, "block_id", ID_MOST)
        ids += [block["block_id"]] if "block_id" in block else []
        RULES[kind](found, here, block)
        _unique_actions(found, here, block)
    for doubled in sorted({one for one in ids if ids.count(one) > 1}):
        found.add(at, f"block_id already exists: {doubled}")
    kinds = [block.get("type") for block in blocks if isinstance(block, dict)]
    if kinds.count("table") > 1:
        found.add(at, "only_one_table_allowed")
    total = sum(len(block.get("text", "")) for block in blocks if block.get("type") == "markdown")
    if total > MARKDOWN_MOST:
        found.add(at, f"markdown must be less than {MARKDOWN_MOST + 1} characters in total")
    return found


def _unique_actions(found: Problems, at: str, block: dict[str, Any]) -> None:
    elements = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
    ids = [one["action_id"] for one in elements if isinstance(one, dict) and "action_id" in one]
    for doubled in sorted({str(one) for one in ids if ids.count(one) > 1}):
        found.add(at, f"action_id already exists: {doubled}")


def all_text(value: Any) -> int:
    """How many characters of text there are in blocks, of whatever kind."""
    if isinstance(value, list):
        return sum(all_text(one) for one in value)
    if isinstance(value, dict):
        own = value.get("text")
        rest = [one for name, one in value.items() if name != "text" or not isinstance(own, str)]
        return (len(own) if isinstance(own, str) else 0) + all_text(rest)
    return 0


def _section(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id text fields accessory expand")
    if "text" not in block and "fields" not in block:
        found.add(at, "missing required field: text or fields")
    if "text" in block:
        found.text(f"{at}/text", block["text"])
    if "fields" in block:
        for number, field in enumerate(found.items(f"{at}/fields", block["fields"], 10)):
            found.text(f"{at}/fields/{number}", field, 2_000)
    if "accessory" in block:
        check_element(found, f"{at}/accessory", block["accessory"], IN_SECTION)


def _header(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id text", "text")
    found.text(f"{at}/text", block.get("text"), 150, plain=True)


def _divider(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id")


def _context(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id elements", "elements")
    for number, one in enumerate(found.items(f"{at}/elements", block.get("elements"), 10)):
        if isinstance(one, dict) and one.get("type") == "image":
            check_element(found, f"{at}/elements/{number}", one, {"image"})
        else:
            found.text(f"{at}/elements/{number}", one)


def _actions(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id elements", "elements")
    for number, one in enumerate(found.items(f"{at}/elements", block.get("elements"), 25)):
        check_element(found, f"{at}/elements/{number}", one, IN_ACTIONS)


def _image(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id image_url slack_file alt_text title", "alt_text")
    found.length(f"{at}/alt_text", block.get("alt_text", ""), 2_000)
    found.optional(at, block, "image_url", 3_000)
    if "title" in block:
        found.text(f"{at}/title", block["title"], 2_000, plain=True)
    if ("image_url" in block) == ("slack_file" in block):
        found.add(at, "needs either image_url or slack_file")


def _input(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id label element hint optional dispatch_action", "label element")
    found.text(f"{at}/label", block.get("label"), 2_000, plain=True)
    if "hint" in block:
        found.text(f"{at}/hint", block["hint"], 2_000, plain=True)
    check_element(found, f"{at}/element", block.get("element"), IN_INPUT)


def _markdown(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id text", "text")
    found.length(f"{at}/text", block.get("text", ""), MARKDOWN_MOST)


def _table(found: Problems, at: str, block: dict[str, Any]) -> None:
    found.keys(at, block, "block_id rows column_settings", "rows")
    for number, row in enumerate(found.items(f"{at}/rows", block.get("rows"), 100)):
        for place, cell in enumerate(found.items(f"{at}/rows/{number}", row, 20)):
            here = f"{at}/rows/{number}/{place}"
            kind = cell.get("type") if isinstance(cell, dict) else None
            if kind == "rich_text":
                check_rich_text(found, here, cell)
            elif kind == "raw_text":
                found.length(f"{here}/text", cell.get("text", ""), 3_000)
            else:
                found.add(f"{here}/type", f"unsupported type: {kind}")


RULES: dict[str, Callable[[Problems, str, dict[str, Any]], None]] = {
    "section": _section,
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "image": _image,
    "input": _input,
    "rich_text": check_rich_text,
    "markdown": _markdown,
    "table": _table,
}
