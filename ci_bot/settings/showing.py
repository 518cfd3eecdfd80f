"""Settings shown to people: redacted, as a schema, and as a commented sample."""

import json
from collections.abc import Collection, Mapping
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from ci_bot.settings.model import Settings
from ci_bot.settings.problems import in_file, tables


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


def sample(chosen: type[Settings], *, on: Collection[str] = ()) -> str:
    """A commented file with every key that may stand in it.

    The tables in `on` are switched on, with examples for the keys that have no default.
    """
    blocks = ["# Settings of ci-bot. What has a # before it shows its default, or is switched off."]
    for name, model in tables(chosen):
        keys = {k: info for k, info in model.model_fields.items() if in_file(info)}
        if not keys:
            continue
        live = name in on or chosen.model_fields[name].default is not None
        about = (model.__doc__ or "").strip().splitlines()[0]
        lines = [f"{'' if live else '# '}[{name}]  # {about}"]
        lines += [_key(key, info, live=live) for key, info in keys.items()]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _key(key: str, info: FieldInfo, *, live: bool) -> str:
    default = info.get_default(call_default_factory=True)
    example = (info.examples or [None])[0]
    needed = default in (PydanticUndefined, None) and example is not None
    value = example if needed else default
    about = f"  # {info.description}" if info.description else ""
    return f"{'' if live and needed else '# '}{key} = {toml(value)}{about}"


def toml(value: Any) -> str:
    """A value as the file has it."""
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(value)
        case list() | tuple():
            return f"[{', '.join(toml(part) for part in value)}]"
        case dict():
            return f"{{{', '.join(f'{key} = {toml(part)}' for key, part in value.items())}}}"
        case time():
            return f'"{value:%H:%M}"'
        case None:
            return '""'
        case _:
            return json.dumps(str(value))


def written(data: Mapping[str, Mapping[str, Any]]) -> str:
    """Plain settings as a file would have them."""
    blocks = []
    for name, table in data.items():
        lines = [f"[{name}]", *(f"{key} = {toml(value)}" for key, value in table.items())]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"
