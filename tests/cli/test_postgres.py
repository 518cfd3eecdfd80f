"""The same commands on PostgreSQL, by changing one line."""

import asyncio
import json

from tests.cli.host import CONSOLE, Host
from tests.cli.running_bot import running
from tests.cli.test_coalition import NOTHING


async def test_one_line_changes_the_database(host: Host, postgres_url: str) -> None:
    host.write("ci-bot.toml", f'{CONSOLE}[database]\nurl = "{postgres_url}"\n')
    host.settings.chmod(0o600)
    before = host.left()
    apply = ("coalition", "apply", str(host.folder / "coalition.yaml"))
    applied = await asyncio.to_thread(host.types, *apply)
    assert (applied.code, applied.out.splitlines()[-1].endswith("Done.")) == (0, True)
    again = await asyncio.to_thread(host.types, *apply)
    assert again.out == NOTHING
    async with running(host.folder) as bot:
        assert await bot.end() == 0
    told = await asyncio.to_thread(host.types, "status", "--json")
    assert json.loads(told.out)["healthy"] is True
    assert host.left() == before


def test_a_server_that_is_away_is_told_in_a_line(host: Host) -> None:
    url = "postgresql+asyncpg://bot:hunter2@127.0.0.1:1/ci"
    host.write("ci-bot.toml", f'{CONSOLE}[database]\nurl = "{url}"\n')
    host.settings.chmod(0o600)
    for command in (("status",), ("coalition", "apply", str(host.folder / "coalition.yaml"))):
        ended = host.types(*command)
        assert (ended.code, len(ended.err.splitlines())) == (1, 1)
        assert "the database" in ended.err
        assert "hunter2" not in ended.err
