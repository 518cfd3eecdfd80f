"""What the operating system says of a running process."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Reading:
    """`cpu`: seconds of processor time so far; `resident`: MiB of memory now."""

    cpu: float
    resident: float


def read(pid: int) -> Reading:
    """A reading of a process and its threads, from /proc."""
    stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    resident = next(line for line in lines if line.startswith("VmRSS"))
    return Reading(
        cpu=(int(stat[11]) + int(stat[12])) / _TICKS, resident=int(resident.split()[1]) / 1024
    )
