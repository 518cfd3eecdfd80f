"""How the domain's kinds of values stand in columns, the same on SQLite and PostgreSQL."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import TIMESTAMP, BigInteger, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from ci_bot.domain.moment import aware

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# PostgreSQL's text knows no NUL, and UTF-8 no half of a surrogate pair.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Words(TypeDecorator[str]):
    """Text; what no database can hold in it is replaced by U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _UNSTORABLE.sub("\ufffd", value)


class Instant(TypeDecorator[datetime]):
    """An instant: timestamptz, or microseconds since 1970; raises ValueError for a naive one."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        instant = aware(value)
        return instant if dialect.name == "postgresql" else (instant - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, datetime):
            return value.astimezone(UTC)
        return _EPOCH + timedelta(microseconds=value)


class Named(TypeDecorator[StrEnum]):
    """A member of an enumeration, by its value."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.members(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal number with all its digits, which SQLite's numbers would lose."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Packed(TypeDecorator[Any]):
    """A few small values in one column, as JSON; `unpack` makes the domain's value of it again."""

    impl = Text
    cache_ok = True

    def __init__(self, unpack: Callable[[Any], Any]) -> None:
        super().__init__()
        self.unpack = unpack

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _UNSTORABLE.sub("\ufffd", json.dumps(value, ensure_ascii=False, default=_plain))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.unpack(json.loads(value))


def strings_or_numbers() -> Packed:
    """A tuple of strings or of integers."""
    return Packed(tuple)


def mapping() -> Packed:
    """A mapping from strings."""
    return Packed(dict)


def decimals() -> Packed:
    """A tuple of decimal numbers."""
    return Packed(_decimals)


def records(kind: type[Any]) -> Packed:
    """A tuple of small dataclasses."""
    return Packed(_Records(kind))


class Nested(TypeDecorator[Any]):
    """A dataclass with others in it, as JSON."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Any]) -> None:
        super().__init__()
        self.kind = kind
        self.adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return _UNSTORABLE.sub("\ufffd", self.adapter.dump_json(value).decode())

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else self.adapter.validate_json(value)


class _Records:
    """Makes dataclasses of what `_plain` made of them."""

    def __init__(self, kind: type[Any]) -> None:
        self.kind = kind
        hints = get_type_hints(kind)
        self.readers = {f.name: _READERS.get(hints[f.name]) for f in fields(kind)}

    def __call__(self, packed: list[Mapping[str, Any]]) -> tuple[Any, ...]:
        return tuple(
            self.kind(
                **{
                    name: read(record[name]) if read else record[name]
                    for name, read in self.readers.items()
                    if name in record
                }
            )
            for record in packed
        )


_READERS: Mapping[Any, Callable[[str], Any]] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    Decimal: Decimal,
}


def _decimals(packed: list[str]) -> tuple[Decimal, ...]:
    return tuple(Decimal(number) for number in packed)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    return asdict(value)
