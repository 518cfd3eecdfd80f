"""PostgreSQL's own programs for a backup and its way back."""

import asyncio
import os
import re
import shutil
from pathlib import Path

from sqlalchemy.engine import URL

from ci_bot.ports.store import StoreError
from ci_bot.store.schema import SchemaState, standing

_VERSION = re.compile(r"^COPY \S*alembic_version \(version_num\) FROM stdin;\n(\S+)$", re.MULTILINE)


async def dump(url: URL, path: Path) -> None:
    """Writes the database to a file that only its owner may read, when it is whole."""
    part = path.with_name(f"{path.name}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
        await _run("pg_dump", "--format=custom", f"--file={part}", *_target(url), url=url)
        os.replace(part, path)  # noqa: PTH105
    except OSError as error:
        raise StoreError(f"the backup {path} can't be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


async def state_of_dump(path: Path) -> SchemaState:
    """How the schema in a dump stands to the program's."""
    if not path.is_file():  # noqa: ASYNC240 - one look at a local file
        raise StoreError(f"there is no file {path}")
    script = await _run(
        "pg_restore", "--data-only", "--table=alembic_version", "--file=-", str(path)
    )
    version = _VERSION.search(script)
    if version is None:
        raise StoreError(f"{path} is no backup of this program's database")
    return standing({"alembic_version"}, version.group(1))


async def restore_dump(url: URL, path: Path) -> None:
    """Makes the database what it was in a dump, in one transaction."""
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction")
    await _run("pg_restore", *options, *_target(url), str(path), url=url)


def _target(url: URL) -> list[str]:
    named = {"host": url.host, "port": url.port, "username": url.username, "dbname": url.database}
    return [f"--{name}={value}" for name, value in named.items() if value is not None]


async def _run(program: str, *arguments: str, url: URL | None = None) -> str:
    found = shutil.which(program)
    if found is None:
        raise StoreError(f"`{program}` is not on the PATH; install PostgreSQL's client programs")
    # Not as an argument, which everybody on the machine can read.
    password = {"PGPASSWORD": str(url.password)} if url and url.password else {}
    process = await asyncio.create_subprocess_exec(
        found,
        *arguments,
        env={**os.environ, **password},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate()
    if process.returncode:
        words = errors.decode(errors="replace").strip().splitlines()
        raise StoreError(f"`{program}` failed: {words[-1] if words else process.returncode}")
    return output.decode(errors="replace")
