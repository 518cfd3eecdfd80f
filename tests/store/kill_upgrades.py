"""Run as a program: kills an upgrade at every n-th statement until it gets through.

Prints, as JSON, each state of the schema before, in between and at the end.
"""

import asyncio
import json
import os
import signal
import sys

# Once here, and not again in every child.
import alembic.command
import alembic.config  # noqa: F401

from ci_bot.ports import crash
from ci_bot.store import schema_state, upgrade


def _upgrade_until(url: str, step: int) -> None:
    left = step

    def kill(point: str) -> None:
        nonlocal left
        left -= point == "migrate-step"
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    crash.arm(kill)
    asyncio.run(upgrade(url))
    os._exit(0)


def main(url: str, stride: int) -> None:
    states = [asyncio.run(schema_state(url))]
    status, step = 1, 1
    while status:
        child = os.fork()
        if child == 0:
            _upgrade_until(url, step)
        _, status = os.waitpid(child, 0)
        states.append(asyncio.run(schema_state(url)))
        step += stride
    sys.stdout.write(json.dumps(states))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
