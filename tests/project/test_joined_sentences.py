"""Nothing that is said is built by joining translated pieces: each language has its own order."""

import ast
from collections.abc import Iterator, Mapping

import pytest

from tests.project.sources import programs

TRANSLATORS = {"_", "gettext", "ngettext", "npgettext", "pgettext"}
LAYOUT = {"\n", "\n\n"}
"""What stands on lines of its own is no sentence with what is above it."""


def speaking(trees: Mapping[str, ast.Module]) -> frozenset[str]:
    """The functions that give translated text, themselves or by others."""
    known = set(TRANSLATORS)
    while True:
        found = {
            function.name
            for tree in trees.values()
            for function in ast.walk(tree)
            if isinstance(function, ast.FunctionDef)
            and function.returns is not None
            and ast.unparse(function.returns).partition(" ")[0] == "str"
            and any(_calls(node, known) for node in ast.walk(function))
        }
        if found <= known:
            return frozenset(known)
        known |= found


def joined(tree: ast.Module, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Where translated text is put together with more text."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        names = _spoken_names(function, known)
        for node in ast.walk(function):
            if _joins(node) and _is_spoken(node, known, names):
                yield node.lineno, ast.unparse(node)  # type: ignore[attr-defined]


def _spoken_names(function: ast.FunctionDef, known: frozenset[str]) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    while True:
        more = names | {
            name
            for node in ast.walk(function)
            for name, value in _kept(node)
            if isinstance(value, ast.Call) and _is_spoken(value, known, names)
        }
        if more == names:
            return names
        names = more


def _kept(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The names of variables that are given a value, or one value more."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, value
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value]):
            yield name, value


def _is_spoken(node: ast.AST, known: frozenset[str], names: frozenset[str]) -> bool:
    parts = ast.walk(node)
    return any(_calls(p, known) or (isinstance(p, ast.Name) and p.id in names) for p in parts)


def _calls(node: ast.AST, known: frozenset[str] | set[str]) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in known


def _joins(node: ast.AST) -> bool:
    match node:
        case ast.JoinedStr() | ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(attr="join", value=ast.Constant(value=str(between)))):
            return between not in LAYOUT
    return False


def test_no_sentence_is_joined_from_translated_pieces() -> None:
    trees = programs("ci_bot/views/", "ci_bot/commands/", "ci_bot/services/")
    known = speaking(trees)
    found = [(name, *where) for name, tree in trees.items() for where in joined(tree, known)]
    assert found == []


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("return _('{a} of {b}').format(a=a, b=b)", 0),
        ("return '\\n'.join((_('one line'), _('another')))", 0),
        ("return f'answer:{number}'", 0),
        ("return reader.listed([_('one'), _('two')])", 0),
        ("return f'{_(\"stands\")}: {a}'", 1),
        ("return _('at risk') + ' ' + a", 2),
        ("return _('%s is late') % a", 1),
        ("return ' '.join([_('one'), _('two')])", 1),
        ("text = _('Not yet')\n    return f'{text}!'", 1),
        ("places = []\n    places.append(_('here'))\n    return '; '.join(places)", 1),
        ("text = _('{a} here')\n    said = text.format(a=a)\n    return said + '.'", 1),
        ("return f'{status_name(a)} ({b})'", 1),
    ],
)
def test_the_search_finds_what_is_joined_and_nothing_else(body: str, count: int) -> None:
    tree = ast.parse(
        f"def status_name(a) -> str:\n    return _('done')\n\ndef view() -> str:\n    {body}\n"
    )
    assert len(list(joined(tree, speaking({"view": tree})))) == count
