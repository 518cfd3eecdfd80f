"""Who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.project.sources import ROOT, programs


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_the_domain_needs_the_standard_library_alone() -> None:
    foreign = {
        (name, module)
        for name, tree in programs("ci_bot/domain/").items()
        for module in imported(tree)
        if module.partition(".")[0] not in sys.stdlib_module_names
        and not module.startswith("ci_bot.domain")
    }
    assert foreign == set()


def test_the_domain_neither_waits_nor_logs_nor_looks_at_a_clock() -> None:
    impure = {
        (name, module)
        for name, tree in programs("ci_bot/domain/").items()
        for module in imported(tree)
        if module.partition(".")[0] in {"asyncio", "logging", "os", "pathlib", "socket", "time"}
    }
    waiting = [
        name
        for name, tree in programs("ci_bot/domain/").items()
        if any(isinstance(node, ast.AsyncFunctionDef | ast.Await) for node in ast.walk(tree))
    ]
    assert (impure, waiting) == (set(), [])


def test_only_the_clock_tells_the_time() -> None:
    moments = {"datetime.now", "datetime.today", "datetime.utcnow", "date.today", "time.time"}
    readers = [
        (name, node.lineno)
        for name, tree in programs("ci_bot/", "adapters/").items()
        if not name.endswith("/clock.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and ".".join(ast.unparse(node).split(".")[-2:]) in moments
    ]
    assert readers == []
