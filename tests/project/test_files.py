"""Files are small, have one job and say which."""

import ast
import re
from pathlib import PurePosixPath

from tests.project.sources import programs, texts

LONGEST = 300
DRAWERS = {"common", "helper", "helpers", "manager", "misc", "util", "utils"}
MIGRATIONS = "ci_bot/store/migrations/"


def test_no_file_is_longer_than_a_reader_is_patient() -> None:
    long = {
        name: lines
        for name, text in texts().items()
        if name.endswith(".py") and not name.startswith(MIGRATIONS)
        if (lines := len(text.splitlines())) > LONGEST
    }
    assert long == {}


def test_no_file_is_a_drawer() -> None:
    assert [name for name in programs() if PurePosixPath(name).stem in DRAWERS] == []


def test_every_module_opens_with_a_line_that_says_its_one_job() -> None:
    first_lines = {
        name: (ast.get_docstring(tree) or "").partition("\n")[0]
        for name, tree in programs().items()
        if tree.body
    }
    assert [name for name, line in first_lines.items() if not line.endswith((".", "?"))] == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    names = programs("ci_bot/", "adapters/")
    assert [name for name in names if later.search(texts()[name])] == []
