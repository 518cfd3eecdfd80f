"""How somebody fills in the inputs of blocks, as far as their client lets them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.support.slack.markup import shown
from tests.support.slack.payloads import value_of
from tests.support.slack.records import Json

STATELESS = ("button", "overflow", "image", "")
CHOOSING = ("static_select", "radio_buttons", "overflow")


class NotPossible(AssertionError):  # noqa: N818
    """The person's client doesn't let them do that."""


def inputs(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json, bool]]:
    """Every element that holds a value: its block, itself, and whether it must be filled in."""
    for block in blocks:
        if block["type"] == "input":
            yield block, block["element"], not block.get("optional", False)
        for element in [*block.get("elements", ()), block.get("accessory")]:
            kind = element.get("type") if isinstance(element, dict) else ""
            if block["type"] in ("actions", "section") and kind not in STATELESS:
                yield block, element, False


def initial(element: Json) -> Any:
    for name in ("initial_value", "initial_option", "initial_options", "initial_date"):
        if name in element:
            return element[name]
    return element.get("initial_time")


def state(blocks: Sequence[Json], values: Mapping[str, Any], *, strict: bool) -> Json:
    """`state.values` with these values filled in; each is named by its label, action or block.

    An option is named by its text, in any case, or by its value. `strict`: all that is needed must
    be filled in.
    """
    found: Json = {}
    left = dict(values)
    for block, element, needed in inputs(blocks):
        names = (block["block_id"], element["action_id"], label(block))
        name = next((one for one in names if one in left), None)
        chosen = initial(element) if name is None else read(element, left.pop(name))
        if strict and needed and not chosen:
            raise NotPossible(f"{label(block)!r} must be filled in")
        one = {"type": element["type"], **value_of(element, chosen)}
        found.setdefault(block["block_id"], {})[element["action_id"]] = one
    if left:
        there = [label(block) for block, _, _ in inputs(blocks)]
        raise NotPossible(f"no such fields: {sorted(left)}; there are {there}")
    return found


def label(block: Json) -> str:
    text = block.get("label") or block.get("text") or {}
    return shown(text.get("text", ""))


def read(element: Json, value: Any) -> Any:
    """What the client makes of an entry."""
    if element["type"] in CHOOSING:
        return None if value is None else option(element, value)
    if element["type"] in ("checkboxes", "multi_static_select"):
        return [option(element, one) for one in value]
    if element["type"] == "plain_text_input" and value:
        most, least = element.get("max_length", 3_000), element.get("min_length", 0)
        if not least <= len(value) <= most:
            raise NotPossible(f"between {least} and {most} characters")
        if "\n" in value and not element.get("multiline", False):
            raise NotPossible("one line only")
    return value


def option(element: Json, named: str) -> Json:
    """The option of that text or value."""
    groups = element.get("option_groups", [])
    every = [*element.get("options", []), *(one for group in groups for one in group["options"])]
    for one in every:
        words = shown(one["text"]["text"])
        if named == one["value"] or named.casefold() == words.casefold():
            return dict(one)
    raise NotPossible(f"no option {named!r} among {[one['value'] for one in every]}")
