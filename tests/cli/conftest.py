"""A host with the console switched on, and a small coalition file."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from tests.cli.host import COALITION, CONSOLE, Host


@pytest.fixture
def logs() -> Iterator[None]:
    """A command typed in this process may set up its logs; afterwards everything is as it was."""
    root, kept = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    yield
    root.handlers[:] = kept
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
def host(tmp_path: Path, capsys: pytest.CaptureFixture[str], logs: None) -> Host:
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
