"""A host with the console switched on, and a small coalition file."""

import shutil
from pathlib import Path

import pytest

from tests.cli.host import COALITION, CONSOLE, Host


@pytest.fixture
def host(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Host:
    def read() -> tuple[str, str]:
        said = capsys.readouterr()
        return said.out, said.err

    host = Host(tmp_path, read)
    host.write("ci-bot.toml", CONSOLE)
    host.write("coalition.yaml", COALITION)
    return host


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the demo's week, made once."""
    folder = tmp_path_factory.mktemp("week")
    host = Host(folder, lambda: ("", ""))
    assert host.starts("demo", "--text", "--keep", ".").code == 0
    return host.database


@pytest.fixture
def played(host: Host, week: Path) -> Host:
    """A host with the week of the demo."""
    shutil.copy(week, host.database)
    return host
