"""What belongs to the whole instance: small named values, and open questions."""

from sqlalchemy import Column, Table

from ci_bot.store.tables.schema import metadata
from ci_bot.store.types import Instant, Words, mapping

named_values = Table(
    "named_values",
    metadata,
    Column("name", Words, primary_key=True),
    Column("value", Words, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("account", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("data", mapping(), nullable=False),
    Column("asked", Instant, nullable=False),
)
