"""The database is made, upgraded after a copy, saved and taken back; never by halves."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from ci_bot.ports.store import UnitOfWork
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.heartbeat import Heartbeat, write_heartbeat
from ci_bot.store import open_store
from tests.cli.host import CONSOLE, Host
from tests.store.migrating import older_file, run


def file(host: Host) -> str:
    return str(host.folder / "coalition.yaml")


def newer(host: Host) -> bytes:
    """Makes the database newer than the program; gives its bytes."""
    host.types("db", "upgrade")
    run(host.database, "UPDATE alembic_version SET version_num = '9999'")
    return host.database.read_bytes()


def test_upgrade_makes_the_database_once(host: Host) -> None:
    assert host.types("db", "upgrade").out == "The database was made.\n"
    assert host.types("db", "upgrade").out == "The database is up to date.\n"
    assert host.database.stat().st_mode & 0o077 == 0


def test_an_older_database_is_kept_as_a_copy(host: Host) -> None:
    older_file(host.database)
    ended = host.types("db", "upgrade")
    assert ended.code == 0
    (copy,) = [name for name in host.left() if name.startswith("ci-bot.db.before")]
    assert copy in ended.out


@pytest.mark.parametrize(
    "command",
    [
        ("status",),
        ("invite", "ines"),
        ("coalition", "plan"),
        ("coalition", "apply"),
        ("digest", "show"),
    ],
    ids=" ".join,
)
def test_an_older_database_is_left_to_run_and_upgrade(host: Host, command: tuple[str, ...]) -> None:
    older_file(host.database)
    before = host.database.read_bytes()
    arguments = (*command, file(host)) if command[0] == "coalition" else command
    ended = host.types(*arguments)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "the database is older than this program; run `ci-bot db upgrade`\n"
    assert host.database.read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        ("db", "upgrade"),
        ("status",),
        ("invite", "ines"),
        ("coalition", "apply"),
        ("digest", "show"),
    ],
    ids=" ".join,
)
def test_a_newer_database_is_refused_and_not_touched(host: Host, command: tuple[str, ...]) -> None:
    before = newer(host)
    arguments = (*command, file(host)) if command == ("coalition", "apply") else command
    ended = host.types(*arguments)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "the database is newer than this program; install the newer version\n"
    assert host.database.read_bytes() == before


def test_run_refuses_a_newer_database_at_once(host: Host) -> None:
    before = newer(host)
    ended = host.types("run")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "the database is newer than this program; install the newer version\n"
    assert host.database.read_bytes() == before


@pytest.mark.parametrize(
    "place", ["missing/ci-bot.db", "coalition.yaml/ci-bot.db", "/proc/ci-bot.db"]
)
def test_a_database_that_cannot_be_written_is_named(host: Host, place: str) -> None:
    host.write(
        "ci-bot.toml", f'{CONSOLE}[database]\nurl = "sqlite+aiosqlite:///{place}/ci-bot.db"\n'
    )
    before = host.left()
    for command in (("db", "upgrade"), ("coalition", "apply", file(host))):
        ended = host.types(*command)
        assert (ended.code, ended.out) == (1, "")
        assert "ci-bot.db" in ended.err
        assert "change that, or the url of [database]" in ended.err
        assert len(ended.err.splitlines()) == 1
    assert host.left() == before


def test_a_file_that_is_no_database_is_refused_and_not_touched(host: Host) -> None:
    host.database.write_text("Dear diary, today I met a bot. " * 100)
    before = host.database.read_bytes()
    ended = host.types("coalition", "apply", file(host))
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert host.database.read_bytes() == before


def test_a_backup_brings_back_what_was_there(host: Host, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    host.types("coalition", "apply", file(host))
    saved = host.types("db", "backup", copy)
    assert (saved.code, Path(copy).stat().st_mode & 0o077) == (0, 0)
    assert host.types("db", "backup", copy).code == 1
    host.database.unlink()
    assert host.types("db", "restore", copy).code == 0
    assert "green-harbour" in host.types("coalition", "export", "green-harbour").out


def test_a_database_that_holds_something_is_overwritten_on_demand_alone(
    host: Host, tmp_path: Path
) -> None:
    copy = str(tmp_path / "copy.db")
    host.types("db", "upgrade")
    host.types("db", "backup", copy)
    host.types("coalition", "apply", file(host))
    refused = host.types("db", "restore", copy)
    assert (refused.code, "--overwrite" in refused.err) == (1, True)
    assert host.types("db", "restore", copy, "--overwrite").code == 0
    assert "no coalition yet" in host.types("coalition", "export", "green-harbour").err


def test_nothing_is_restored_under_a_running_bot(host: Host, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.db")
    assert (host.types("db", "upgrade").code, host.types("db", "backup", copy).code) == (0, 0)
    now = SystemClock().now()

    async def beat() -> None:
        async with open_store(f"sqlite+aiosqlite:///{host.database}") as store:
            uow: UnitOfWork
            async with store.write() as uow:
                sign = Heartbeat(at=now, started=now - timedelta(hours=1), platforms={})
                await write_heartbeat(uow, sign)
                await uow.commit()

    asyncio.run(beat())
    ended = host.types("db", "restore", copy, "--overwrite")
    assert (ended.code, ended.err) == (
        1,
        "the bot is running; stop it, wait two minutes, then restore\n",
    )
