"""A YAML document with the line of each of its places, read safely."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

import yaml
from yaml.reader import ReaderError
from yaml.scanner import ScannerError

from ci_bot.coalition_file.errors import CoalitionFileError, problem

LARGEST = 500_000
"""Bytes: some 20 times a coalition of 40 people; more would take long to read."""
MOST_NODES = 20_000
"""Also after aliases multiplied them: a coalition of 40 people has some 1,700."""
DEEPEST = 20

_KINDS = {"bool", "float", "int", "map", "null", "seq", "str", "timestamp"}
_COLON = re.compile(r"\s*:")
_NO_DATE = "must be a date like 2026-11-27"
_TOO_MUCH = "too many or too deeply nested entries"

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data, and the line (from 1) of each place in it."""

    path: Path
    data: Any
    lines: Mapping[Place, int]

    def line(self, place: Place) -> int | None:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def read_document(path: Path) -> Document:
    """Reads a YAML file; raises CoalitionFileError for what isn't plain, sane YAML."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CoalitionFileError(
            [f"{path}: can't be read ({error.strerror}); check the path and its permissions"]
        ) from None
    if len(raw) > LARGEST:
        raise CoalitionFileError([f"{path}: larger than {LARGEST} bytes; is this the right file?"])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise CoalitionFileError([f"{path}: not UTF-8 text; save it as UTF-8"]) from None
    root = _composed(path, text)
    walk = _Walk(path, text)
    data = walk.value(root, ()) if root is not None else None
    return Document(path, data, walk.lines)


class _Loader(yaml.SafeLoader):
    """Gives up early, where the usual one goes on for minutes."""

    nodes = 0

    def fetch_flow_collection_start(self, TokenClass: Any) -> None:  # noqa: N803 - as inherited
        if self.flow_level > DEEPEST:
            raise ScannerError(None, None, _TOO_MUCH, self.get_mark())
        super().fetch_flow_collection_start(TokenClass)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise ScannerError(None, None, _TOO_MUCH, self.get_mark())
        return super().compose_node(parent, index)


def _composed(path: Path, text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except RecursionError:
        raise CoalitionFileError([f"{path}: {_TOO_MUCH}"]) from None
    except ReaderError as error:
        line: int | None = text.count("\n", 0, error.position) + 1
        what = f"the character U+{error.character:04X} doesn't belong in a text file"
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        what = getattr(error, "problem", None) or "not valid YAML"
    raise CoalitionFileError([problem(path, line, "", f"broken YAML: {what}")])


class _Walk:
    """Turns nodes into plain data, noting lines, refusing double keys and odd tags."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.lines: dict[Place, int] = {}
        self.nodes = 0
        self.scalars = yaml.SafeLoader("")

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.nodes += 1
        self.lines[place] = node.start_mark.line + 1
        if self.nodes > MOST_NODES or len(place) > DEEPEST:
            raise self._refused(node, place, _TOO_MUCH)
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _KINDS:
            raise self._refused(node, place, "a tag doesn't belong here; leave it out")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, n)) for n, child in enumerate(node.value)]
        try:
            return self.scalars.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            fault = _NO_DATE if _is_date(node) else "can't be read as a value"
            raise self._refused(node, place, f"{node.value!r} {fault}") from None

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, child in self._whole(node):
            key = key_node.value
            if not isinstance(key, str):
                raise self._refused(key_node, place, "a key must be a word")
            if key in found:
                raise self._refused(key_node, (*place, key), "this key stands here twice")
            found[key] = self.value(child, (*place, key))
        return found

    def _whole(self, node: yaml.MappingNode) -> list[tuple[yaml.Node, yaml.Node]]:
        """The entries of a mapping, with sentences that hold a comma in one piece.

        In `{id: a, text: now, not then}` YAML takes `not then` for a key, which nobody means.
        """
        entries: list[tuple[yaml.Node, yaml.Node]] = []
        for key, child in node.value:
            before = entries[-1][1] if entries else None
            if not node.flow_style or self._has_colon(key) or not _is_plain(before):
                entries.append((key, child))
                continue
            start, end = before.start_mark, key.end_mark
            words = " ".join(self.text[start.index : end.index].split())
            sentence = yaml.ScalarNode("tag:yaml.org,2002:str", words, start, end)
            entries[-1] = (entries[-1][0], sentence)
        return entries

    def _has_colon(self, key: yaml.Node) -> bool:
        return _COLON.match(self.text, key.end_mark.index) is not None

    def _refused(self, node: yaml.Node, place: Place, text: str) -> CoalitionFileError:
        field = ".".join(map(str, place))
        return CoalitionFileError([problem(self.path, node.start_mark.line + 1, field, text)])


def _is_date(node: yaml.Node) -> bool:
    return node.tag.endswith(":timestamp")


def _is_plain(node: yaml.Node | None) -> TypeGuard[yaml.ScalarNode]:
    return isinstance(node, yaml.ScalarNode) and not node.style
