"""A message as JSON, for the row that waits to be sent: closed, versioned, loss-free."""

import base64
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, assert_never

from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choice,
    Choices,
    Divider,
    Heading,
    Image,
    Message,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words

VERSION = 1

_T = TypeVar("_T")
_Json = Mapping[str, Any]
_LINED: Mapping[str, Callable[[Line], Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "quote": Quote,
    "note": Note,
}
_CHOICE: Mapping[str, tuple[type, ...]] = {
    "value": (str,),
    "label": (str,),
    "emoji": (str, type(None)),
    "aside": (bool,),
    "opens": (str, type(None)),
    "strong": (bool,),
    "heard": (str, type(None)),
}
_INLINE: Mapping[str, Callable[[str], Inline]] = {
    "plain": Plain,
    "strong": Strong,
    "words": Words,
    "code": Code,
}


class UnknownMessageError(ValueError):
    """What was stored is no message of this version."""


def to_json(message: Message) -> str:
    """The message as one line of ASCII; equal messages give equal text."""
    document = {
        "version": VERSION,
        "language": message.language,
        "blocks": [_block(block) for block in message.blocks],
    }
    return json.dumps(document, separators=(",", ":"))


def from_json(text: str) -> Message:
    """The message that `to_json` made; raises UnknownMessageError for anything else."""
    try:
        document = json.loads(text)
        _only(document, "version", "language", "blocks")
        if document["version"] != VERSION:
            raise UnknownMessageError(f"version {document['version']!r} instead of {VERSION}")
        blocks = _sequence(document["blocks"], _read_block)
        return Message(blocks=blocks, language=_text(document["language"]))
    except json.JSONDecodeError:
        raise UnknownMessageError("no JSON") from None  # the cause would show the words


def _block(block: Block) -> _Json:
    match block:
        case Heading(line):
            return {"heading": _line(line)}
        case Paragraph(line):
            return {"paragraph": _line(line)}
        case Quote(line):
            return {"quote": _line(line)}
        case Note(line):
            return {"note": _line(line)}
        case Bullets(items, start):
            return {"bullets": [_line(item) for item in items], "start": start}
        case Divider():
            return {"divider": True}
        case Choices(options, listed):
            return {"choices": [_choice(one) for one in options], "listed": listed}
        case Image(name, svg, alt):
            # A chart repeats itself so much that a fifteenth of it is kept.
            packed = base64.b64encode(zlib.compress(svg.encode(), 9)).decode()
            return {"image": packed, "name": name, "alt": alt}
        case _:
            assert_never(block)


def _choice(choice: Choice) -> _Json:
    return {name: getattr(choice, name) for name in _CHOICE}


def _line(line: Line) -> Sequence[_Json]:
    return [_inline(piece) for piece in line]


def _inline(piece: Inline) -> _Json:
    match piece:
        case Plain(text):
            return {"plain": text}
        case Strong(text):
            return {"strong": text}
        case Code(text):
            return {"code": text}
        case Words(text, None):
            return {"words": text}
        case Words(text, language):
            return {"words": text, "language": language}
        case _:
            assert_never(piece)


def _read_block(block: Any) -> Block:
    kind = _kind(block)
    match kind:
        case "heading" | "paragraph" | "quote" | "note":
            _only(block, kind)
            return _LINED[kind](_read_line(block[kind]))
        case "bullets":
            _only(block, kind, "start")
            start = block["start"]
            if not (start is None or type(start) is int):
                raise UnknownMessageError("a list starts at no number")
            return Bullets(items=_sequence(block[kind], _read_line), start=start)
        case "divider":
            _only(block, kind)
            return Divider()
        case "choices":
            _only(block, kind, "listed")
            if not isinstance(block["listed"], bool):
                raise UnknownMessageError("choices that are neither listed nor not")
            return Choices(_sequence(block[kind], _read_choice), listed=block["listed"])
        case "image":
            _only(block, kind, "name", "alt")
            return Image(_text(block["name"]), _unpacked(_text(block[kind])), _text(block["alt"]))
        case _:
            raise UnknownMessageError(f"unknown block {kind!r}")


def _read_line(line: Any) -> Line:
    return _sequence(line, _read_inline)


def _read_inline(piece: Any) -> Inline:
    kind = _kind(piece)
    if kind not in _INLINE:
        raise UnknownMessageError(f"unknown piece {kind!r}")
    if kind == "words" and "language" in piece:
        _only(piece, kind, "language")
        return Words(_text(piece[kind]), _text(piece["language"]))
    _only(piece, kind)
    return _INLINE[kind](_text(piece[kind]))


def _read_choice(choice: Any) -> Choice:
    _only(choice, *_CHOICE)
    if not all(isinstance(choice[name], kinds) for name, kinds in _CHOICE.items()):
        raise UnknownMessageError("no choice")
    return Choice(**choice)


def _unpacked(packed: str) -> str:
    try:
        return zlib.decompress(base64.b64decode(packed, validate=True)).decode()
    except (ValueError, zlib.error):
        raise UnknownMessageError("no picture") from None


def _kind(thing: Any) -> str:
    if not (isinstance(thing, dict) and thing):
        raise UnknownMessageError("no block or piece")
    return str(next(iter(thing)))


def _only(thing: Any, *keys: str) -> None:
    if not isinstance(thing, dict) or set(thing) != set(keys):
        raise UnknownMessageError(f"exactly {', '.join(keys)} expected")


def _text(thing: Any) -> str:
    if not isinstance(thing, str):
        raise UnknownMessageError("no text")
    return thing


def _sequence(things: Any, read: Callable[[Any], _T]) -> tuple[_T, ...]:
    if not isinstance(things, list):
        raise UnknownMessageError("no list")
    return tuple(read(thing) for thing in things)
