"""The whole bot in a process of its own, which may be told at which point to kill itself.

Run as `python -m tests.faults.whole_bot JSON`.
"""

import asyncio
import json
import signal
import sys
from datetime import timedelta
from pathlib import Path

import aiohttp

from ci_bot.runtime.logs import set_up_logs
from ci_bot.runtime.timing import Timing
from tests.faults.death import die_at
from tests.support.matrix_house import MatrixHouse
from tests.support.person import Person

# Fractions of the real ones, in the same order of size.
TIMING = Timing(
    poll=timedelta(milliseconds=200),
    request=timedelta(seconds=1),
    patience=timedelta(seconds=6),
    settle=timedelta(seconds=1.5),
    lease=timedelta(seconds=8),
    retry_first=timedelta(milliseconds=100),
)


async def live(account: dict[str, str], folder: str, point: str, time: int) -> None:
    """Runs until SIGTERM, or to the point where it dies."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with aiohttp.ClientSession() as http:
        house = MatrixHouse(Person(http=http, **account), Path(folder), TIMING)
        if point:
            die_at(point, time)
        async with house.running():
            await stop.wait()


if __name__ == "__main__":
    set_up_logs()
    asyncio.run(live(**json.loads(sys.argv[1])))
