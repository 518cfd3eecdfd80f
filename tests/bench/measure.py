"""Measures the bot as a process: start-up, idle, a round of prompts, and their answers.

Prints one JSON line per figure. `--people N` (38), `--idle SECONDS` (60).
"""

import argparse
import asyncio
import json
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import aiohttp

from ci_bot.coalition_file import export_coalition
from tests.bench.crowd import BACKBONE, crowd, registered
from tests.bench.process import read
from tests.support.matrix_house import MatrixHouse, Partner
from tests.support.server_process import free_port
from tests.support.synapse import Synapse

BOT = [str(Path(sys.executable).with_name("ci-bot"))]
SETTINGS = """
[database]
url = "sqlite+aiosqlite:///ci-bot.db"
[matrix]
homeserver = "{url}"
user_id = "{user}"
password_file = "password"
[web]
listen = "127.0.0.1:{port}"
"""


def say(name: str, value: float, unit: str) -> None:
    """One figure."""
    print(json.dumps({"figure": name, "value": round(value, 3), "unit": unit}), flush=True)  # noqa: T201


async def ready(http: aiohttp.ClientSession, port: int) -> None:
    """Waits until the bot says that it is healthy."""
    while True:
        try:
            async with http.get(f"http://127.0.0.1:{port}/healthz") as response:
                if response.status == 200:
                    return
        except aiohttp.ClientError:
            pass
        await asyncio.sleep(0.01)


async def heard(partners: list[Partner], part: str) -> None:
    """Waits until everybody heard that."""
    for partner in partners:
        await partner.hears(part)


async def measured(people: int, idle: float, folder: Path) -> None:
    """The whole run, on a homeserver of its own."""
    synapse = Synapse(folder / "synapse")
    synapse.start()
    try:
        async with aiohttp.ClientSession() as http:
            await _run(people, idle, folder, synapse, http)
    finally:
        synapse.stop()


async def _run(
    people: int, idle: float, folder: Path, synapse: Synapse, http: aiohttp.ClientSession
) -> None:
    house = MatrixHouse(await synapse.register(http, "bot"), folder)
    owner = await synapse.register(http, "owner")
    hall = await owner.create_room(house.account)
    coalition, chats = await registered(crowd(people), synapse, http, hall)
    house.settings()
    port = free_port()
    (folder / "ci-bot.toml").write_text(
        SETTINGS.format(url=synapse.url, user=house.account.user_id, port=port)
    )
    (folder / "coalition.yaml").write_text(export_coalition(coalition))
    subprocess.run([*BOT, "coalition", "apply", "coalition.yaml"], cwd=folder, check=True)
    subprocess.run([*BOT, "matrix", "setup"], cwd=folder, check=True)

    began = time.monotonic()
    bot = subprocess.Popen([*BOT, "run"], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        await ready(http, port)
        say("start to healthy, warm database", time.monotonic() - began, "s")
        say("processor time of the start", read(bot.pid).cpu, "s")
        partners = {p: await house.partner(chat) for p, chat in chats.items()}
        leads = [partner for p, partner in partners.items() if p != BACKBONE]
        say("resident memory, idle", read(bot.pid).resident, "MiB")
        before = read(bot.pid)
        await asyncio.sleep(idle)
        say("processor, idle", 100 * (read(bot.pid).cpu - before.cpu) / idle, "% of one core")

        before, began = read(bot.pid), time.monotonic()
        await partners[BACKBONE].say("checkin open")
        await heard(leads, "How does 1 stand?")
        say("prompts", len(leads), "prompts")
        say("processor per prompt", 1000 * (read(bot.pid).cpu - before.cpu) / len(leads), "ms")
        say("prompts per second", len(leads) / (time.monotonic() - began), "1/s")

        before, began = read(bot.pid), time.monotonic()
        for partner in leads:
            await partner.say("1 Six schools signed up, two more are thinking")
        await heard(leads, "Six schools")
        say("processor per answer", 1000 * (read(bot.pid).cpu - before.cpu) / len(leads), "ms")
        say("answers per second", len(leads) / (time.monotonic() - began), "1/s")
        say("resident memory, after a round", read(bot.pid).resident, "MiB")
    finally:
        bot.send_signal(signal.SIGTERM)
        bot.wait(15)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measures the bot as a process.")
    parser.add_argument("--people", type=int, default=38)
    parser.add_argument("--idle", type=float, default=60.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(measured(chosen.people, chosen.idle, Path(folder)))


if __name__ == "__main__":
    main()
