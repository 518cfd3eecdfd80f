"""A host with the console switched on, and a small coalition file."""

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
