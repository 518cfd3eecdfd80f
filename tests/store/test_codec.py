"""Rows and values are made of each other, and no field is forgotten."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Column, Integer, MetaData, Table

from ci_bot.store.codec import Codec, Inner


@dataclass(frozen=True, kw_only=True)
class Place:
    x: int
    y: int | None = None


@dataclass(frozen=True, kw_only=True)
class Thing:
    id: int
    at: Place | None = None


def _table(*names: str) -> Table:
    return Table("things", MetaData(), *(Column(name, Integer) for name in names))


PLACED = Codec(
    Thing,
    _table("number", "at_x", "at_y"),
    renamed={"id": "number"},
    inner={"at": Inner(kind=Place, optional=True)},
)


@pytest.mark.parametrize("thing", [Thing(id=1), Thing(id=2, at=Place(x=3)), Thing(id=0)])
def test_a_value_comes_back_from_its_row(thing: Thing) -> None:
    assert PLACED.value(PLACED.row(thing)) == thing


def test_a_field_without_a_column_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Thing\.at has no column in things"):
        Codec(Thing, _table("id"))
    with pytest.raises(ValueError, match=r"Thing\.y has no column in things"):
        Codec(Thing, _table("id", "at_x"), inner={"at": Inner(kind=Place)})
    assert Codec(Thing, _table("id"), elsewhere=["at"]).row(Thing(id=1)) == {"id": 1}
