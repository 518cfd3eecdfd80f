"""Every sentence the bot says can be translated."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.project.sources import programs

TRANSLATORS = {"_", "N_", "gettext", "ngettext", "npgettext", "pgettext"}
# What people type is the same in every language, and why a delivery did not go is for the host.
NOT_SAID = {"Cancel", "Code"}
TYPED = {"arguments", "example", "value", "words"}
# Two words in a row; a name, a format or a single word is no sentence.
SENTENCE = re.compile(r"[a-z]{2,}[,;:]? +[^\W\d_]{2,}")
BLOCKS = ("ci_bot.messages.blocks", "ci_bot.messages")


def sentences(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The sentences below a node that no translator gets; errors and docstrings are not said."""
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.Call) and _name(node) in TRANSLATORS | NOT_SAID
    ):
        return
    if isinstance(node, ast.keyword) and node.arg in TYPED:
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if SENTENCE.search(node.value):
            yield node.lineno, node.value
        return
    for child in ast.iter_child_nodes(node):
        yield from sentences(child)


def shown(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The sentences that go straight into a block or a command's help, or are returned."""
    blocks = {"Command"} | {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in BLOCKS
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) or (isinstance(node, ast.Call) and _name(node) in blocks):
            yield from sentences(node)


def _name(call: ast.Call) -> str:
    return ast.unparse(call.func).rpartition(".")[2]


def test_a_view_has_no_sentence_that_only_english_people_read() -> None:
    found = [
        (name, *where)
        for name, tree in programs("ci_bot/views/").items()
        for where in sentences(tree)
    ]
    assert found == []


def test_a_command_answers_in_no_untranslated_sentence() -> None:
    found = [
        (name, *where)
        for name, tree in programs("ci_bot/commands/", "ci_bot/services/").items()
        for where in shown(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("def view():\n    'One line of words.'\n    return Paragraph(_('Nobody is asked.'))", 0),
        ("raise ValueError('nobody is asked')", 0),
        ("Heading('Digest')", 0),
        ("Code('checkin open')", 0),
        ("Cancel(reason='the round is closed')", 0),
        ("Command(arguments='topic or all', about='what you can write')", 1),
        ("Paragraph('Nobody is asked.')", 1),
        ("Paragraph(f'Nobody is asked before {when}.')", 1),
        ("Paragraph(f'{a}, and then {b}')", 1),
    ],
)
def test_the_search_finds_sentences_and_nothing_else(code: str, count: int) -> None:
    assert len(list(sentences(ast.parse(code)))) == count
