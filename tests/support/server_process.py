"""A server that a test owns: started, waited for, stopped, killed."""

import os
import pwd
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

PATIENCE = 60.0
PROJECT = Path(__file__).parents[2]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def rights(user: pwd.struct_passwd | None) -> dict[str, Any]:
    """What makes `subprocess` run something as that user; None is the user who runs the tests."""
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


class ServerProcess:
    """One command, run in the foreground, its output kept in a file of its folder."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        ready: Callable[[], bool],
        user: pwd.struct_passwd | None = None,
    ) -> None:
        self._command = command
        self._folder = folder
        self._ready = ready
        self._user = user
        self._log = folder / "output.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers; raises with the end of its output when it does not."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=_plain_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                **rights(self._user),
            )
        deadline = time.monotonic() + PATIENCE
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                tail = self._log.read_text(errors="replace")[-3000:]
                raise RuntimeError(f"{self._command[0]} does not answer:\n{tail}")
            time.sleep(0.05)

    def stop(self, signal_: signal.Signals = signal.SIGTERM) -> None:
        """Asks it to end, and makes it end if it has not after 20 s."""
        if self._process is None:
            return
        self._process.send_signal(signal_)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """Ends it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _plain_environment() -> Mapping[str, str]:
    # Coverage and Python settings of the test run are not meant for a server.
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("COVERAGE", "PYTHON", "VIRTUAL_ENV"))
    }
