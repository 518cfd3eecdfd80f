"""What is installed is pinned, by name and version alone."""

import re
import tomllib

import pytest

from tests.project.sources import ROOT, texts

PIN = re.compile(r"([a-z0-9][a-z0-9-]*)==[0-9][\w.+!]*( ; .+)?")
PINS = ["constraints.txt", "tests/servers/synapse-constraints.txt"]
PINS += ["tests/servers/postgres-constraints.txt"]


@pytest.mark.parametrize("name", PINS)
def test_a_pin_is_a_name_and_a_version(name: str) -> None:
    lines = texts()[name].splitlines()
    assert lines
    assert [line for line in lines if not PIN.fullmatch(line)] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    names = {re.split(r"[\[<>=]", line)[0] for group in groups for line in group}
    pinned = {line.partition("==")[0] for line in texts()["constraints.txt"].splitlines()}
    assert names - pinned == {project["name"]}
