"""Cuts the README's two pictures out of the week that the demo plays."""

import re

from tests.project.sources import ROOT

README, WEEK = ROOT / "README.md", ROOT / "docs" / "week.txt"
_PICTURE = re.compile(r"(?<=```text\n).+?(?=```)", re.DOTALL)
_HEADING = re.compile(r"^(.+)\n-{4,}\n\n", re.MULTILINE)


def pictures(week: str) -> tuple[str, str]:
    """How the deputy is asked and answers, and how the digest begins: help, then two groups."""
    asked, digest = _below(week, "deputy for"), _below(week, "The digest in")
    answer = re.search(r"\n\n\w{3} \d\d:\d\d  (?!ci-bot).+?(?=\n\n)", asked, re.DOTALL)
    assert answer is not None
    third = digest.find("\n\n    Other activities")
    end = third if third >= 0 else digest.index("\n\n    Coming up")
    return asked[: answer.end()] + "\n", digest[:end] + "\n"


def refreshed(readme: str, week: str) -> str:
    """The README with the pictures of that week."""
    fresh = iter(pictures(week))
    return _PICTURE.sub(lambda _: next(fresh), readme)


def _below(week: str, words: str) -> str:
    """What stands below the heading that has these words."""
    return next(week[h.end() :] for h in _HEADING.finditer(week) if words in h[1])


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(), WEEK.read_text()))
