"""Between the domain's dataclasses and rows: a field stands in the column of its name."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Table

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Inner:
    """A dataclass in a field, whose fields stand in columns after the outer field's name."""

    kind: type[Any]
    optional: bool = False


class Codec(Generic[T]):
    """Makes rows of values, and values of rows.

    `renamed`: columns that are not called as their field. `inner`: fields that are dataclasses.
    `elsewhere`: fields that have tables of their own. `derived`: columns that are made from the
    value, and never read. Raises ValueError for a field without a column, which would be forgotten
    otherwise.
    """

    def __init__(
        self,
        kind: type[T],
        table: Table,
        *,
        renamed: Mapping[str, str] | None = None,
        inner: Mapping[str, Inner] | None = None,
        elsewhere: Collection[str] = (),
        derived: Mapping[str, Callable[[T], Any]] | None = None,
    ) -> None:
        self.kind = kind
        self.table = table
        self._derived = derived or {}
        self._inner = {
            field: (part, [(f.name, f"{field}_{f.name}") for f in fields(part.kind)])
            for field, part in (inner or {}).items()
        }
        self._plain = [
            (f.name, (renamed or {}).get(f.name, f.name))
            for f in fields(kind)  # type: ignore[arg-type] # always a dataclass
            if f.name not in self._inner and f.name not in elsewhere
        ]
        inside = [column for _, columns in self._inner.values() for column in columns]
        for field, column in (*self._plain, *inside):
            if column not in table.c:
                raise ValueError(f"{kind.__name__}.{field} has no column in {table.name}")

    def row(self, value: T) -> dict[str, Any]:
        """The columns of a value."""
        row = {column: getattr(value, field) for field, column in self._plain}
        for field, (_, columns) in self._inner.items():
            part = getattr(value, field)
            for name, column in columns:
                row[column] = None if part is None else getattr(part, name)
        return row | {column: make(value) for column, make in self._derived.items()}

    def value(self, row: Mapping[Any, Any], **more: Any) -> T:
        """The value of a row; `more`: fields that stand elsewhere."""
        given = {field: row[column] for field, column in self._plain}
        for field, (part, columns) in self._inner.items():
            values = {name: row[column] for name, column in columns}
            absent = part.optional and all(v is None for v in values.values())
            given[field] = None if absent else part.kind(**values)
        return self.kind(**given, **more)
