"""The published shapes of Slack's payloads, where they lie beside the project; else no check."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "slack"
FILE = FOLDER / "block-kit-and-web-api.schema.json"
BLOCKS = {
    "actions": "ActionsBlock",
    "context": "ContextBlock",
    "divider": "DividerBlock",
    "header": "HeaderBlock",
    "image": "ImageBlock",
    "input": "InputBlock",
    "markdown": "MarkdownBlock",
    "rich_text": "RichTextBlock",
    "section": "SectionBlock",
    "table": "TableBlock",
}


def there() -> bool:
    return FILE.exists()


@functools.cache
def _validator(definition: str) -> Any:
    whole = json.loads(FILE.read_text())
    reference = {"$ref": f"#/definitions/{definition}", "definitions": whole["definitions"]}
    return Draft7Validator(reference)


@functools.cache
def _known() -> frozenset[str]:
    return frozenset(json.loads(FILE.read_text())["definitions"])


def check(definition: str, value: Any, at: str = "") -> list[str]:
    """What is wrong with it, in one sentence, or nothing."""
    if not there():
        return []
    error = best_match(_validator(definition).iter_errors(value))
    if error is None:
        return []
    where = "/".join(str(one) for one in error.absolute_path)
    return [f"{error.message[:300]} [json-pointer:{at}/{where}]"]


def blocks(value: list[Any]) -> list[str]:
    found: list[str] = []
    for number, block in enumerate(value):
        found += check(BLOCKS.get(block.get("type"), "KnownBlock"), block, f"/blocks/{number}")
    return found


def arguments(method: str, args: Mapping[str, Any]) -> list[str]:
    """The arguments of a method, its blocks and its view apart, which are checked by themselves."""
    definition = "A_" + method.replace(".", "_")
    if not there() or definition not in _known():
        return []
    kept = {name: value for name, value in args.items() if value is not None}
    if kept.get("blocks"):
        kept["blocks"] = [{"type": "divider"}]
    return check(definition, kept)


def view(value: Any) -> list[str]:
    kept = {**value, "blocks": []}
    definition = "ModalView" if value.get("type") == "modal" else "HomeView"
    return check(definition, kept, "/view") or blocks(value["blocks"])
