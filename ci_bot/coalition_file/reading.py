"""Reads a coalition file and checks it as far as the file alone allows."""

from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ci_bot.coalition_file.document import Document, Place, read_document
from ci_bot.coalition_file.errors import CoalitionFileError, problem
from ci_bot.coalition_file.references import unresolved
from ci_bot.coalition_file.shape import CoalitionShape
from ci_bot.coalition_file.words import FORMS
from ci_bot.domain.nearest import nearest

_WORDS = {
    "missing": "is missing",
    "string_type": "must be text; put it in quotes",
    "tuple_type": "must be a list",
    "model_type": "must be a mapping of fields",
    "date_from_datetime_parsing": "must be a date like 2026-11-27",
    "date_type": "must be a date like 2026-11-27",
    "date_parsing": "must be a date like 2026-11-27",
    "date_from_datetime_inexact": "must be a date without a time",
    "decimal_type": "must be a number",
    "decimal_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
}


def read_coalition_file(path: Path) -> CoalitionShape:
    """The file as checked data; raises CoalitionFileError with a line for each thing to mend."""
    document = read_document(path)
    if not isinstance(document.data, dict):
        raise CoalitionFileError(
            [problem(path, None, "", "empty or no mapping; begin with `coalition:`")]
        )
    try:
        shape = CoalitionShape.model_validate(document.data)
    except ValidationError as error:
        raise CoalitionFileError(_problems(document, error)) from None
    found = [
        problem(path, document.line(place), _dotted(document, place), text)
        for place, text in unresolved(shape)
    ]
    if found:
        raise CoalitionFileError(found)
    return shape


def _problems(document: Document, error: ValidationError) -> list[str]:
    found = []
    for entry in error.errors(include_url=False):
        place: Place = entry["loc"]
        text = _unknown(place) if entry["type"] == "extra_forbidden" else _expected(entry)
        found.append(problem(document.path, document.line(place), _dotted(document, place), text))
    return list(dict.fromkeys(found))


def _expected(entry: ErrorDetails) -> str:
    context = entry.get("ctx", {})
    match entry["type"]:
        case "value_error":
            return str(context["error"])
        case "literal_error" | "enum":
            return f"must be {context['expected']}"
        case "string_pattern_mismatch":
            return FORMS[context["pattern"]]
        case kind:
            return _WORDS.get(kind) or entry["msg"]


def _unknown(place: Place) -> str:
    meant = nearest(str(place[-1]), _fields(place[:-1]))
    return "unknown key" + (f"; did you mean `{meant}`?" if meant else "")


def _fields(place: Place) -> list[str]:
    """The known keys at a place, found by walking the models."""
    model: type[BaseModel] = CoalitionShape
    for part in place:
        if isinstance(part, int):
            continue
        field = next((f for n, f in model.model_fields.items() if part in (n, f.alias)), None)
        inner = _models(field.annotation) if field else []
        if not inner:
            return []
        model = inner[0]
    return [f.alias or n for n, f in model.model_fields.items()]


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in getattr(annotation, "__args__", ()) for m in _models(part)]


def _dotted(document: Document, place: Place) -> str:
    """`people.ada.name`: list places by the entry's id where it has one."""
    names: list[str] = []
    here = document.data
    for part in place:
        try:
            here = here[part]
        except (KeyError, IndexError, TypeError):
            here = None
        known = here.get("id") or here.get("key") if isinstance(here, dict) else None
        names.append(str(known) if isinstance(part, int) and known else str(part))
    return ".".join(names)
