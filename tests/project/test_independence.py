"""No file depends on, or tells of, the place and the way it was made."""

import re

import pytest

from tests.project.sources import texts

FORBIDDEN = {
    "a package registry": (
        r"\b(pypi|npmjs|pythonhosted)[.](org|com)\b|index[-_]ur[l]|https?://[^ \"]*/simple\b"
    ),
    "a path of one machine": r"(?<![\w.])/(tmp|root|home|work|farm|Users)/[\w.]+/",
    "how it was made": (
        r"(?i)\bsub-?agents?\b|\bhelper\s+sessions?\b|\b(claude|chatgpt|copilot)\b|\bCEO\b"
    ),
}
ITSELF = "tests/project/test_independence.py"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    named = {
        name: found[0]
        for name, text in texts().items()
        if name != ITSELF and (found := pattern.search(text))
    }
    assert named == {}


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package registry", "from https://files.pythonhosted.org"),
        ("a path of one machine", "see /Users/mara/ci-bot"),
        ("how it was made", "as Claude said"),
    ],
)
def test_the_patterns_find_what_they_look_for(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text)
