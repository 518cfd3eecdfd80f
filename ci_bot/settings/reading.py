"""Reads the settings from file and environment, and says exactly what is wrong with them."""

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from pydantic_settings import SettingsError as SourceError

from ci_bot.settings.keys import keys_of
from ci_bot.settings.model import PREFIX, Settings, anchored, settings_type
from ci_bot.settings.problems import hint, in_file, problem, tables

LARGEST = 1_000_000


class SettingsError(Exception):
    """The settings can't be used; one line for each thing to mend."""


def read_settings(path: Path, adapters: Mapping[str, type[BaseModel]]) -> Settings:
    """The effective settings; the environment wins over the file. Raises SettingsError."""
    table = _table(path)
    chosen = settings_type(adapters)
    _refuse_secrets(path, table, chosen)
    _refuse_strangers(chosen)

    class FromFile(chosen):  # type: ignore[misc, valid-type]
        @classmethod
        def settings_customise_sources(
            cls,
            _settings_cls: type[BaseSettings],
            *,
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            **_others: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return env_settings, init_settings

    try:
        settings: Settings = FromFile(**table)
    except ValidationError as error:
        found = error.errors(include_url=False)
        lines = [f"{_origin(path, e['loc'])}: {problem(e, chosen)}" for e in found]
        raise SettingsError("\n".join(dict.fromkeys(lines))) from None
    except SourceError as error:
        raise SettingsError(f"environment: {error}") from None
    _refuse_shared_password(path, table)
    for field, file in _secret_files(settings, path.parent):
        _check_secret(path, field, file)
    return settings


def read_keys(path: Path, settings: Settings) -> tuple[str, ...]:
    """What encrypts stored secrets, the newest key first. Raises SettingsError."""
    try:
        return keys_of(settings.secrets, path.parent)
    except ValueError as error:
        raise SettingsError(f"{path}: secrets.{error}") from None


def _table(path: Path) -> dict[str, Any]:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise SettingsError(
            f"{path}: no such file; `ci-bot init` writes one to start from"
        ) from None
    except OSError as error:
        raise SettingsError(f"{path}: can't be read ({error.strerror})") from None
    if len(raw) > LARGEST:
        raise SettingsError(f"{path}: larger than {LARGEST} bytes; is this the right file?")
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: broken TOML: {error}") from None


def _refuse_secrets(path: Path, table: Mapping[str, Any], chosen: type[Settings]) -> None:
    for name, model in tables(chosen):
        given = table.get(name)
        for key, field in model.model_fields.items():
            if isinstance(given, dict) and key in given and not in_file(field):
                raise SettingsError(
                    f"{path}: {name}.{key}: a secret doesn't belong in this file; use "
                    f"`{key}_file`, or {PREFIX}{name.upper()}__{key.upper()} in the environment"
                )


def _refuse_strangers(chosen: type[Settings]) -> None:
    known = list(chosen.model_fields)
    for variable in os.environ:
        table, dots, _ = variable.lower().removeprefix(PREFIX.lower()).partition("__")
        if variable.upper().startswith(PREFIX) and dots and table not in known:
            raise SettingsError(f"environment: {variable}: unknown table{hint(table, known)}")


def _origin(path: Path, place: tuple[str | int, ...]) -> str:
    """Where a wrong key stands: `ci-bot.toml: web.listen`, or `environment: CI_BOT_WEB__LISTEN`."""
    names = [str(part) for part in place]
    variable = PREFIX + "__".join(names).upper()
    for name in os.environ:
        if f"{variable}__".startswith(f"{name.upper()}__") and name.upper().startswith(PREFIX):
            return f"environment: {name}"
    return f"{path}: {'.'.join(names)}"


def _refuse_shared_password(path: Path, table: Mapping[str, Any]) -> None:
    database = table.get("database")
    url = database.get("url") if isinstance(database, dict) else None
    if isinstance(url, str) and urlsplit(url).password and _shared(path):
        raise SettingsError(
            f"{path}: database.url: holds a password, and others can read the file; run"
            f" `chmod 600 {path}`, or give it as {PREFIX}DATABASE__URL in the environment"
        )


def _secret_files(settings: Settings, folder: Path) -> Iterator[tuple[str, Path]]:
    for name in type(settings).model_fields:
        for field, file in _secrets_below(name, getattr(settings, name)):
            yield field, anchored(file, folder)


def _secrets_below(place: str, value: Any) -> Iterator[tuple[str, Path]]:
    """The files named by keys that end in `_file` or `_files`, also in tables within tables."""
    match value:
        case BaseModel():
            for key in type(value).model_fields:
                yield from _secrets_below(f"{place}.{key}", getattr(value, key))
        case tuple() | list():
            for number, part in enumerate(value):
                yield from _secrets_below(f"{place}.{number}", part)
        case Path() if re.search(r"_files?(\.\d+)?$", place):
            yield place, value
        case _:
            return


def _check_secret(path: Path, field: str, file: Path) -> None:
    """A secret file that is gone is no error here: a password may be removed after its one use."""
    try:
        shared = _shared(file)
    except FileNotFoundError:
        return
    except OSError as error:
        raise SettingsError(f"{path}: {field}: {file} can't be read ({error.strerror})") from None
    if shared:
        raise SettingsError(
            f"{path}: {field}: {file} can be read by others; run `chmod 600 {file}`"
        )


def _shared(file: Path) -> bool:
    return bool(file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
