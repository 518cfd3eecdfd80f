"""`ci-bot demo --text`: one round in the terminal, always the same for the same seed."""

import asyncio
import os
import signal
import subprocess
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from tests.demo.conftest import Played

# A round takes 5 s of one core, and cores are shared.
PATIENCE = 60
DEMO = [str(Path(sys.executable).with_name("ci-bot")), "demo", "--text"]


# Coverage is measured where the week is played in the tests' own process.
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith("COV")}


def run(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*DEMO, *options],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_same_seed_gives_the_same_bytes_in_another_process(
    tmp_path: Path, first_seed: Played
) -> None:
    done = run("--keep", str(tmp_path / "kept"))
    assert (done.returncode, done.stdout) == (0, first_seed.text)
    assert (tmp_path / "kept" / "ci-bot.db").exists()


async def test_it_may_be_left_at_any_time(tmp_path: Path) -> None:
    left = await asyncio.create_subprocess_exec(*DEMO, "--keep", str(tmp_path), stdout=PIPE)
    async with asyncio.timeout(PATIENCE):
        while not (tmp_path / "ci-bot.db").exists():  # noqa: ASYNC110 - a file rings no bell
            await asyncio.sleep(0.05)
        left.send_signal(signal.SIGINT)
        printed, _ = await left.communicate()
    assert (left.returncode, printed) == (0, b"")


def test_a_database_that_is_there_is_not_played_over(tmp_path: Path) -> None:
    there = tmp_path / "ci-bot.db"
    there.write_text("precious")
    done = run("--keep", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds a database already" in done.stderr
    assert there.read_text() == "precious"
