"""Settings shown to people: redacted, as a schema, and as a commented sample."""

import json
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr
from pydantic_core import PydanticUndefined

from ci_bot.settings.model import Settings


def shown(settings: Settings) -> dict[str, Any]:
    """The effective settings as plain data, secrets and the database's password starred."""
    data: dict[str, Any] = settings.model_dump(mode="json", exclude_none=True)
    password = urlsplit(settings.database.url).password
    if password:
        data["database"]["url"] = settings.database.url.replace(f":{password}@", ":**********@")
    return data


def schema(chosen: type[Settings]) -> dict[str, Any]:
    """The JSON Schema of the file."""
    return chosen.model_json_schema()


def sample(chosen: type[Settings]) -> str:
    """A commented file with every key that may stand in it, at its default."""
    blocks = ["# Settings of ci-bot. Keys with a # before them show their default."]
    for name, field in chosen.model_fields.items():
        model = next(
            p
            for p in getattr(field.annotation, "__args__", None) or (field.annotation,)
            if isinstance(p, type) and issubclass(p, BaseModel)
        )
        about = (model.__doc__ or "").strip().splitlines()[0]
        off = "" if field.default is not None else "# "
        lines = [f"{off}[{name}]  # {about}"]
        lines += [_key(key, info) for key, info in model.model_fields.items() if _in_file(info)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _in_file(info: Any) -> bool:
    parts = getattr(info.annotation, "__args__", None) or (info.annotation,)
    return SecretStr not in parts


def _key(key: str, info: Any) -> str:
    default = info.get_default(call_default_factory=True)
    example = (info.examples or [None])[0]
    value = example if default in (PydanticUndefined, None) else default
    text = _toml(value)
    about = f"  # {info.description}" if info.description else ""
    return f"# {key} = {text}{about}"


def _toml(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case list() | tuple():
            return json.dumps([str(v) for v in value])
        case None:
            return '""'
        case _:
            return json.dumps(str(value))
