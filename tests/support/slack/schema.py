"""The published shapes of Slack's payloads, where they lie beside the project; else no check."""

import functools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from jsonschema.validators import extend  # type: ignore[import-untyped]

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
def _definitions() -> dict[str, Any]:
    return dict(json.loads(FILE.read_text())["definitions"])


def _kind(subschema: dict[str, Any]) -> str | None:
    """The `type` that a shape stands for, if it is for one only."""
    name = subschema.get("$ref", "").rpartition("/")[2]
    shape = _definitions().get(name, subschema)
    found = shape.get("properties", {}).get("type", {}).get("const")
    return None if found is None else str(found)


def _any_of(validator: Any, options: list[Any], value: Any, whole: Any) -> Iterator[Any]:
    """Looks only at the shapes of the value's own `type`: much faster, and says what is wrong."""
    if isinstance(value, dict) and "type" in value:
        same = [one for one in options if _kind(one) in (value["type"], None)]
        if len(same) == 1:
            yield from validator.descend(value, same[0])
            return
        options = same or options
    yield from SLOW.VALIDATORS["anyOf"](validator, options, value, whole)


SLOW = Draft7Validator
FAST = extend(SLOW, {"anyOf": _any_of})


@functools.cache
def _validator(definition: str) -> Any:
    reference = {"$ref": f"#/definitions/{definition}", "definitions": _definitions()}
    return FAST(reference)


def check(definition: str, value: Any, at: str = "") -> list[str]:
    """What is wrong with it, in one sentence, or nothing."""
    if not there():
        return []
    return [
        f"{what} [json-pointer:{at}/{where}]" for what, where in _error(definition, _pack(value))
    ]


def _pack(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@functools.lru_cache(maxsize=4096)
def _error(definition: str, packed: str) -> tuple[tuple[str, str], ...]:
    error = best_match(_validator(definition).iter_errors(json.loads(packed)))
    if error is None:
        return ()
    return ((error.message[:300], "/".join(str(one) for one in error.absolute_path)),)


def blocks(value: list[Any]) -> list[str]:
    found: list[str] = []
    for number, block in enumerate(value):
        found += check(BLOCKS.get(block.get("type"), "KnownBlock"), block, f"/blocks/{number}")
    return found


def arguments(method: str, args: Mapping[str, Any]) -> list[str]:
    """The arguments of a method, its blocks and its view apart, which are checked by themselves."""
    definition = "A_" + method.replace(".", "_")
    if not there() or definition not in _definitions():
        return []
    kept = {name: value for name, value in args.items() if value is not None}
    if kept.get("blocks"):
        kept["blocks"] = [{"type": "divider"}]
    return check(definition, kept)


def view(value: Any) -> list[str]:
    kept = {**value, "blocks": []}
    definition = "ModalView" if value.get("type") == "modal" else "HomeView"
    return check(definition, kept, "/view") or blocks(value["blocks"])
