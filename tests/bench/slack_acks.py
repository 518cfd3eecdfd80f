"""Measures how fast Slack's events are acknowledged, each after its durable row.

Prints one JSON line per figure. `--rate EVENTS_PER_SECOND` (50), `--seconds N` (20).
"""

import argparse
import asyncio
import statistics
import tempfile
from pathlib import Path

from tests.bench.measure import say
from tests.bench.process import read
from tests.cli.running_bot import running
from tests.support.slack import slack_stand_in
from tests.support.slack_acks import prepared

PEOPLE = 50


async def measured(rate: float, seconds: float, folder: Path) -> None:
    """The whole run, in a workspace of its own."""
    async with slack_stand_in() as slack:
        acks = prepared(slack, folder, people=PEOPLE)
        async with running(folder) as bot:
            await slack.sockets.connected(2)
            # What is loaded with the first event is not what an event takes.
            await acks.send(PEOPLE, per_second=rate)
            before, count = read(bot.process.pid).cpu, int(rate * seconds)
            await acks.send(count, per_second=rate)
            spent = read(bot.process.pid).cpu - before
            await bot.end()
        cuts = statistics.quantiles(acks.seconds, n=100)
        say("events", count, "events")
        say("acknowledged, p50", 1000 * cuts[49], "ms")
        say("acknowledged, p99", 1000 * cuts[98], "ms")
        say("acknowledged, slowest", 1000 * max(acks.seconds), "ms")
        say("acknowledged before the row", len(acks.early), "events")
        say("lost", len(slack.courier.lost), "events")
        say("processor per event", 1000 * spent / count, "ms")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measures the acknowledgements of Slack's events.")
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=20.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(chosen.rate, chosen.seconds, Path(folder)))


if __name__ == "__main__":
    main()
