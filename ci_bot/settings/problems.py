"""Says what is wrong with one key of the settings, and what is expected instead."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from ci_bot.domain.nearest import nearest
from ci_bot.settings.model import Settings


def problem(entry: Mapping[str, Any], chosen: type[Settings]) -> str:
    """The words for one of pydantic's errors; they never hold the value, which may be secret."""
    place = [str(part) for part in entry["loc"]]
    known = dict(tables(chosen))
    match entry["type"]:
        case "extra_forbidden" if len(place) == 1:
            return "unknown table or key" + hint(place[0], list(chosen.model_fields))
        case "extra_forbidden":
            model = _table_of(place, known)
            fields = model.model_fields.items() if model else ()
            return "unknown key" + hint(place[-1], [k for k, f in fields if in_file(f)])
        case "missing":
            return "is missing" + _example(place, known)
        case "model_type" | "model_attributes_type":
            inner = len(place) > 1
            name = ".".join(part for part in place if not part.isdigit())
            head = f"[[{name}]]" if inner else f"[{name}]"
            return f"must be a table; write {head} on a line of its own, its keys below"
        case "string_pattern_mismatch":
            return "is not of the expected form" + _example(place, known)
        case "value_error":
            return str(entry["ctx"]["error"])
        case _:
            return str(entry["msg"])


def tables(chosen: type[Settings]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The tables that may stand in the file, each with its type."""
    for name, field in chosen.model_fields.items():
        for part in parts(field.annotation):
            if _is_table(part):
                yield name, part


def in_file(field: FieldInfo) -> bool:
    """Whether a key may stand in the file; secrets come from files of their own."""
    return SecretStr not in parts(field.annotation)


def parts(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, or the type alone."""
    return getattr(annotation, "__args__", None) or (annotation,)


def hint(name: str, known: list[str]) -> str:
    """What may have been meant by an unknown name, else what there is."""
    meant = nearest(name, known)
    return f"; did you mean `{meant}`?" if meant else f"; known are {', '.join(known)}"


def _table_of(place: list[str], known: Mapping[str, type[BaseModel]]) -> type[BaseModel] | None:
    """The type of the table that a key stands in; the table may stand in a list of another."""
    model = known.get(place[0])
    for name in place[1:-1]:
        if model and name in model.model_fields:
            inner = parts(model.model_fields[name].annotation)
            model = next((t for t in inner if _is_table(t)), model)
    return model


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _example(place: list[str], known: Mapping[str, type[BaseModel]]) -> str:
    field = None
    if len(place) == 2 and place[0] in known:
        field = known[place[0]].model_fields.get(place[1])
    return f"; write it like {field.examples[0]!r}" if field and field.examples else ""
