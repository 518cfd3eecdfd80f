"""A terminal gets colours, everything else plain lines."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.cli.host import Host


def test_colours_are_for_terminals_alone(host: Host) -> None:
    shown, terminal = pty.openpty()
    command = [str(Path(sys.executable).with_name("ci-bot")), "coalition", "plan", "coalition.yaml"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "20"}
    environment.pop("NO_COLOR", None)
    run = subprocess.run(
        command, cwd=host.folder, env=environment, stdout=terminal, timeout=60, check=False
    )
    os.close(terminal)
    said = os.read(shown, 100_000).decode()
    os.close(shown)
    assert run.returncode == 0
    assert "\x1b[32m+ organisations office: Harbour Office\x1b[0m" in said
    plain = host.types("coalition", "plan", str(host.folder / "coalition.yaml"))
    assert "\x1b" not in plain.out
