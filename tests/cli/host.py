"""A host's folder, and the commands typed there."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ci_bot.cli.main import main

CONSOLE = "[console]\n"
COALITION = """\
coalition: {name: Green Harbour, slug: green-harbour}
organisations:
  - {id: office, name: Harbour Office}
people:
  - {id: ines, name: Ines B., roles: [{organisation: office, role: backbone}]}
activities:
  - {id: tests, title: Water tests, lead_organisation: office, lead_person: ines}
"""


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Host:
    """Where a coalition's host keeps settings and database."""

    folder: Path
    read: Callable[[], tuple[str, str]]

    @property
    def settings(self) -> Path:
        return self.folder / "ci-bot.toml"

    @property
    def database(self) -> Path:
        return self.folder / "ci-bot.db"

    def write(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def left(self) -> set[str]:
        """The names of everything in the folder."""
        return {path.name for path in self.folder.iterdir()}

    def types(self, *arguments: str) -> Ended:
        """Runs a command in this process."""
        self.read()
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "-c", str(self.settings)])
        out, err = self.read()
        return Ended(_code(ended.value), out, err)

    def types_plainly(self, *arguments: str) -> Ended:
        """The same without naming the settings file."""
        self.read()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = self.read()
        return Ended(_code(ended.value), out, err)

    def starts(self, *arguments: str) -> Ended:
        """Runs a command in a process of its own, in the folder."""
        run = subprocess.run(
            [Path(sys.executable).with_name("ci-bot"), *arguments],
            cwd=self.folder,
            env=_hosts_environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Ended(run.returncode, run.stdout, run.stderr)


def _hosts_environment() -> dict[str, str]:
    # A host's Python keeps what it compiled, which a test run may have forbidden. And nobody there
    # measures coverage: what these commands do is measured where they are typed in this process.
    return {
        k: v
        for k, v in os.environ.items()
        if k != "PYTHONDONTWRITEBYTECODE" and not k.startswith("COV")
    }


def _code(ended: SystemExit) -> int:
    assert isinstance(ended.code, int)
    return ended.code
