"""Reads the settings from file and environment, and says exactly what is wrong with them."""

import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource
from pydantic_settings import SettingsError as SourceError

from ci_bot.domain.nearest import nearest
from ci_bot.settings.model import Settings, anchored, settings_type

LARGEST = 1_000_000


class SettingsError(Exception):
    """The settings can't be used; one line for each thing to mend."""


def read_settings(path: Path, adapters: Mapping[str, type[BaseModel]]) -> Settings:
    """The effective settings; the environment wins over the file. Raises SettingsError."""
    table = _table(path)
    chosen = settings_type(adapters)
    _refuse_secrets(path, table, chosen)

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
        lines = [_line(path, entry, chosen) for entry in error.errors(include_url=False)]
        raise SettingsError("\n".join(dict.fromkeys(lines))) from None
    except SourceError as error:
        raise SettingsError(f"environment: {error}") from None
    for field, file in _secret_files(settings, path.parent):
        _check_secret(path, field, file)
    return settings


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
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: broken TOML: {error}") from None


def _refuse_secrets(path: Path, table: Mapping[str, Any], chosen: type[Settings]) -> None:
    for name, model in _tables(chosen):
        given = table.get(name)
        for key, field in model.model_fields.items():
            if SecretStr in _parts(field.annotation) and isinstance(given, dict) and key in given:
                raise SettingsError(
                    f"{path}: {name}.{key}: a secret doesn't belong in this file; use "
                    f"`{key}_file`, or CI_BOT_{name.upper()}__{key.upper()} in the environment"
                )


def _tables(chosen: type[Settings]) -> Iterator[tuple[str, type[BaseModel]]]:
    for name, field in chosen.model_fields.items():
        for part in _parts(field.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield name, part


def _parts(annotation: Any) -> tuple[Any, ...]:
    return getattr(annotation, "__args__", None) or (annotation,)


def _line(path: Path, entry: Mapping[str, Any], chosen: type[Settings]) -> str:
    place = [str(p) for p in entry["loc"]]
    tables = dict(_tables(chosen))
    key = ".".join(place)
    match entry["type"]:
        case "extra_forbidden" if len(place) == 1:
            text = "unknown table or key" + _hint(place[0], list(chosen.model_fields))
        case "extra_forbidden":
            known = list(tables[place[0]].model_fields) if place[0] in tables else []
            text = "unknown key" + _hint(place[-1], known)
        case "missing":
            text = "is missing"
        case "string_pattern_mismatch":
            text = f"is not of the expected form ({entry['ctx']['pattern']})"
        case "value_error":
            text = str(entry["ctx"]["error"])
        case _:
            text = str(entry["msg"])
    return f"{path}: {key}: {text}"


def _hint(name: str, known: list[str]) -> str:
    meant = nearest(name, known)
    return f"; did you mean `{meant}`?" if meant else f"; known are {', '.join(known)}"


def _secret_files(settings: Settings, folder: Path) -> Iterator[tuple[str, Path]]:
    for name, table in settings.adapters.items():
        for key in type(table).model_fields:
            value = getattr(table, key)
            if key.endswith("_file") and isinstance(value, Path):
                yield f"{name}.{key}", anchored(value, folder)


def _check_secret(path: Path, field: str, file: Path) -> None:
    """A secret file that is gone is no error here: a password may be removed after its one use."""
    try:
        mode = file.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise SettingsError(f"{path}: {field}: {file} can't be read ({error.strerror})") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsError(
            f"{path}: {field}: {file} can be read by others; run `chmod 600 {file}`"
        )
