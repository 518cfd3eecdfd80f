"""Databases as earlier, later and other programs left them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine

import ci_bot.store

FOLDER = Path(ci_bot.store.__file__).with_name("migrations")


def scripts() -> ScriptDirectory:
    """The migrations."""
    return ScriptDirectory.from_config(_config())


def migrate(connection: Connection, revision: str) -> None:
    """Brings a database to an earlier revision than the program's."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def older_file(file: Path) -> str:
    """A database of the first revision, with one coalition in it; gives its URL."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        migrate(connection, "0001")
        connection.exec_driver_sql(
            "INSERT INTO coalitions VALUES ('river', 'River', 'UTC', '[]', '', '', '2024-01-01',"
            " '[]', '', '', 'coalition', '', '', '', '', 'manual', 0, 1, 0)"
        )
    engine.dispose()
    return f"sqlite:///{file}"


def run(file: Path, statement: str) -> None:
    """Changes a file behind the program's back."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
