"""The bot runs until a signal, and says from outside how it is."""

import asyncio
import json
import signal
import socket

import aiohttp
import pytest

from tests.cli.host import CONSOLE, Host
from tests.cli.running_bot import running, start
from tests.store.migrating import older_file
from tests.support.server_process import free_port


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_in_order(host: Host, number: signal.Signals) -> None:
    async with running(host.folder) as bot:
        assert await bot.end(number) == 0
    assert host.database.exists()


async def test_it_tells_how_it_is_while_it_runs(host: Host, http: aiohttp.ClientSession) -> None:
    port = free_port()
    host.write("ci-bot.toml", f'{CONSOLE}[web]\nlisten = "127.0.0.1:{port}"\n')
    async with running(host.folder) as bot:
        async with http.get(f"http://127.0.0.1:{port}/healthz") as answer:
            assert (answer.status, await answer.json()) == (200, {"healthy": True, "reasons": []})
        async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
            assert (answer.status, "ci_bot_queue_length" in await answer.text()) == (200, True)
        ended = await asyncio.to_thread(host.types, "status", "--json")
        assert await bot.end() == 0
    told = json.loads(ended.out)
    assert (ended.code, told["healthy"], told["platforms"]) == (0, True, {"console": None})


async def test_an_older_database_is_upgraded_after_a_copy(host: Host) -> None:
    older_file(host.database)
    async with running(host.folder) as bot:
        assert await bot.end() == 0
    assert any("The database was upgraded" in line for line in bot.said)
    assert any(name.startswith("ci-bot.db.before") for name in host.left())


async def test_a_homeserver_that_is_away_is_waited_for(
    host: Host, http: aiohttp.ClientSession
) -> None:
    port, nobody = free_port(), free_port()
    host.write("password", "secret")
    (host.folder / "password").chmod(0o600)
    host.write(
        "ci-bot.toml",
        f'[web]\nlisten = "127.0.0.1:{port}"\n[matrix]\nhomeserver = "http://127.0.0.1:{nobody}"\n'
        'user_id = "@ci-bot:localhost"\npassword_file = "password"\n',
    )
    async with running(host.folder) as bot:
        async with http.get(f"http://127.0.0.1:{port}/healthz") as answer:
            told = await answer.json()
            assert (answer.status, told["healthy"]) == (503, False)
            assert told["reasons"][0].startswith("matrix: ")
        assert await bot.end() == 0
    for command in (("check",), ("matrix", "setup")):
        ended = await asyncio.to_thread(host.types, *command)
        assert ended.code == 1
        assert f"http://127.0.0.1:{nobody}" in ended.out + ended.err
        assert "Traceback" not in ended.err


async def test_a_signal_ends_it_also_while_a_server_keeps_it_waiting(host: Host) -> None:
    asked = asyncio.Event()

    async def keep_waiting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await reader.read()
        writer.close()

    server = await asyncio.start_server(keep_waiting, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    host.write("password", "secret")
    (host.folder / "password").chmod(0o600)
    host.write(
        "ci-bot.toml",
        f'[matrix]\nhomeserver = "http://127.0.0.1:{port}"\nuser_id = "@ci-bot:localhost"\n'
        'password_file = "password"\n',
    )
    async with server:
        bot = await start(host.folder)
        await asked.wait()
        assert await bot.end() == 0
    assert not host.database.exists()


def test_an_address_that_is_taken_is_named(host: Host) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        host.write("ci-bot.toml", f'{CONSOLE}[web]\nlisten = "127.0.0.1:{port}"\n')
        ended = host.types("run")
    assert ended.code == 1
    assert ended.err == (
        f"{host.settings}: web.listen: 127.0.0.1:{port} can't be listened on"
        " (Address already in use); free it, or name another\n"
    )
