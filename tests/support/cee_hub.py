"""A real coalition, where its data is at hand; tests that need it skip aloud where it isn't."""

from pathlib import Path

import pytest

from ci_bot.coalition_file import describe, read_coalition_file
from ci_bot.domain.coalition import Coalition

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "cee-hub"


def cee_hub() -> Coalition:
    """The coalition of the file; skips the test that asks for it where there is no such file."""
    file = FOLDER / "coalition.yaml"
    if not file.exists():
        pytest.skip("the data of a real coalition (cee-hub) isn't beside the project")
    return describe(read_coalition_file(file), None)
