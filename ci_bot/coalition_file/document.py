"""A YAML document with the line of each of its places, read safely."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ci_bot.coalition_file.errors import CoalitionFileError, problem

LARGEST = 2_000_000
MOST_NODES = 200_000
"""Aliases may multiply a small file: a coalition of hundreds of people has some 20,000 nodes."""

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
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise CoalitionFileError([f"{path}: not UTF-8 text; save it as UTF-8"]) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "not valid YAML"
        line = mark.line + 1 if mark else None
        raise CoalitionFileError([problem(path, line, "", f"broken YAML: {what}")]) from None
    walk = _Walk(path)
    data = walk.value(root, ()) if root is not None else None
    return Document(path, data, walk.lines)


class _Walk:
    """Turns nodes into plain data, noting lines, refusing double keys and odd tags."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lines: dict[Place, int] = {}
        self.nodes = 0
        self.scalars = yaml.SafeLoader("")

    def value(self, node: yaml.Node, place: Place) -> Any:
        self.nodes += 1
        self.lines[place] = node.start_mark.line + 1
        if self.nodes > MOST_NODES or len(place) > 20:
            raise self._refused(node, place, "too many or too deeply nested entries")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*place, n)) for n, child in enumerate(node.value)]
        try:
            return self.scalars.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            raise self._refused(node, place, f"{node.value!r} can't be read as a value") from None

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, child in node.value:
            key = key_node.value
            if not isinstance(key, str):
                raise self._refused(key_node, place, "a key must be a word")
            if key in found:
                raise self._refused(key_node, (*place, key), "this key stands here twice")
            found[key] = self.value(child, (*place, key))
        return found

    def _refused(self, node: yaml.Node, place: Place, text: str) -> CoalitionFileError:
        field = ".".join(map(str, place))
        return CoalitionFileError([problem(self.path, node.start_mark.line + 1, field, text)])
