"""What all tables share: how constraints are named, and how rows belong to a coalition."""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    MetaData,
    literal_column,
)

from ci_bot.store.types import Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def owner(*, primary_key: bool = False) -> Column[str]:
    """The coalition that a row belongs to."""
    return Column(
        "coalition_id",
        Words,
        ForeignKey("coalitions.coalition_id"),
        primary_key=primary_key,
        nullable=False,
    )


def arrival_order() -> Column[int]:
    """The order in which rows came; SQLite counts only in an INTEGER of its own."""
    return Column("seq", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)


def one_of(state: ColumnElement[Any], *members: StrEnum) -> ColumnElement[bool]:
    """Whether a state is one of these, in words that SQLite matches with a partial index."""
    return state.in_([literal_column(f"'{member.value}'") for member in members])
