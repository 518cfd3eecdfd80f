"""The README and the documents behind it say what is so."""

import re
from pathlib import Path

import pytest

from tests.project.pictures import README, WEEK, pictures, refreshed
from tests.project.sources import ROOT

DOCUMENTS = [README, *sorted((ROOT / "docs").glob("*.md"))]


def test_the_pictures_are_cut_out_of_the_week_that_the_demo_plays() -> None:
    asked, digest = pictures(WEEK.read_text())
    assert "you stand in, its lead is away" in asked
    assert "Where you can help" in digest
    assert refreshed(README.read_text(), WEEK.read_text()) == README.read_text(), "make samples"


def test_the_door_comes_on_the_first_screens() -> None:
    lines = README.read_text().splitlines()
    assert lines.index("make demo") < 80


def test_there_is_a_target_for_each_make_command() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {
        target
        for document in DOCUMENTS
        for target in re.findall(
            r"^(?:`|)make (\w+)|`make (\w+)", document.read_text(), re.MULTILINE
        )
        for target in target
        if target
    }
    assert {"demo"} <= named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_matrix_takes_eight_steps_at_most() -> None:
    steps = re.findall(r"^\*\*(\d)\. ", (ROOT / "docs/hosting.md").read_text(), re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert len(steps) <= 8
