"""What a client shows of a message or a view: text, mentions, links, and what can be pressed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.slack.emoji import from_codes
from tests.support.slack.markup import Token, shown, tokens, unescape
from tests.support.slack.records import Json

MENTIONS = {"user", "usergroup", "broadcast"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Control:
    """A button, or one line of an overflow menu (`option`); `label` is what stands on it."""

    block: Json
    element: Json
    label: str
    option: Json | None = None


def text_object(value: Json) -> str:
    if value["type"] == "plain_text":
        text = unescape(value["text"])
        return from_codes(text) if value.get("emoji", True) else text
    return shown(value["text"])


def lines(blocks: Sequence[Json]) -> list[str]:
    """The text of blocks, without what is written on buttons."""
    return [line for block in blocks for line in _block(block) if line]


def _block(block: Json) -> Iterator[str]:
    kind = block["type"]
    if kind in ("section", "header", "input"):
        for name in ("text", "label"):
            if name in block:
                yield text_object(block[name])
        for field in block.get("fields", ()):
            yield text_object(field)
    elif kind == "context":
        texts = [one for one in block["elements"] if one["type"] != "image"]
        yield " ".join(text_object(one) for one in texts)
    elif kind == "rich_text":
        for part in block["elements"]:
            yield from _part(part)
    elif kind == "markdown":
        yield block["text"]
    elif kind == "image":
        yield block["alt_text"]
    elif kind == "table":
        for row in block["rows"]:
            cells = [one["text"] if "text" in one else " ".join(_block(one)) for one in row]
            yield " | ".join(cells)


def _part(part: Json) -> Iterator[str]:
    if part["type"] == "rich_text_list":
        for one in part["elements"]:
            yield "• " + "".join(_inline(element) for element in one["elements"])
        return
    text = "".join(_inline(element) for element in part["elements"])
    yield from text.split("\n") if part["type"] == "rich_text_quote" else [text]


def _inline(one: Json) -> str:
    kind = one["type"]
    if kind == "text":
        return str(one["text"])
    if kind == "link":
        return str(one.get("text") or one["url"])
    if kind == "emoji":
        if "unicode" in one:
            return "".join(chr(int(part, 16)) for part in one["unicode"].split("-"))
        return f":{one['name']}:"
    if kind == "date":
        return str(one.get("fallback", one["timestamp"]))
    marks = {"user": "@", "usergroup": "@", "channel": "#", "broadcast": "@"}
    value = next(one[name] for name in one if name.endswith("_id") or name in ("range", "value"))
    return marks.get(kind, "") + str(value)


def elements(value: Any) -> Iterator[Token]:
    """Every mention and link in blocks or texts: in markup, and as elements of rich text."""
    if isinstance(value, list):
        for one in value:
            yield from elements(one)
        return
    if not isinstance(value, dict):
        return
    kind = value.get("type")
    if kind == "mrkdwn":
        yield from tokens(value["text"])
    elif kind in ("user", "channel", "usergroup", "broadcast", "team", "link"):
        named = [name for name in value if name.endswith("_id") or name in ("range", "url")]
        target = str(value[named[0]]) if named else ""
        label = str(value.get("text", ""))
        yield Token(kind=kind, target=target, label=label, raw=f"{kind}:{target}")
    if kind in ("button", "workflow_button") and "url" in value:
        yield Token(kind="link", target=value["url"], label="", raw=f"button:{value['url']}")
    for name, one in value.items():
        if name != "text" or isinstance(one, dict):
            yield from elements(one)


def controls(blocks: Sequence[Json]) -> list[Control]:
    """Everything that can be pressed, in order."""
    found: list[Control] = []
    for block in blocks:
        inside = [*block.get("elements", ()), block.get("accessory")]
        for element in inside if block["type"] in ("actions", "section") else ():
            kind = element.get("type") if isinstance(element, dict) else ""
            if kind == "button":
                label = text_object(element["text"])
                found.append(Control(block=block, element=element, label=label))
            elif kind in ("overflow", "static_select", "radio_buttons"):
                found += [
                    Control(
                        block=block, element=element, label=text_object(one["text"]), option=one
                    )
                    for one in element.get("options", ())
                ]
    return found
