"""Makes a process end itself as a power cut would."""

import os
import signal

from ci_bot.ports import crash


def die_at(point: str, time: int) -> None:
    """Kills this process when it reaches the point for the n-th time."""
    left = time

    def hook(reached: str) -> None:
        nonlocal left
        left -= reached == point
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    crash.arm(hook)
