"""The command line in a process that kills itself: `POINT TIME ARGUMENTS...`."""

import sys

from ci_bot.cli.main import main
from tests.faults.death import die_at

if __name__ == "__main__":
    point, time, *arguments = sys.argv[1:]
    die_at(point, int(time))
    sys.argv = ["ci-bot", *arguments]
    main()
