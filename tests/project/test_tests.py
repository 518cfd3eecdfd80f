"""Tests claim something, and of the real thing."""

import ast
import re

from tests.project.sources import programs, texts

CLAIMS = re.compile(r"\bassert|raises|\.hears\(|\.invited\(|expect|check")
# Written so that it does not find itself.
MOCKS = re.compile(r"unittest[.]mock|MagicMoc[k]|setattr[(][\"'](ci_bot|adapters)|time[.]sleep")


def test_every_test_claims_something() -> None:
    silent = [
        f"{name}:{node.lineno} {node.name}"
        for name, tree in programs("tests/", "ci_bot/testing/").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not CLAIMS.search(ast.unparse(node))
    ]
    assert silent == []


def test_no_test_fakes_our_own_code_or_sleeps() -> None:
    allowed = {"tests/support/server_process.py"}
    found = {name for name in programs("tests/") if MOCKS.search(texts()[name])}
    assert found - allowed == set()
