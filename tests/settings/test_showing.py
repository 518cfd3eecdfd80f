"""The sample says everything that may stand in the file, and is itself a good file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

from adapters.console.settings import ConsoleSettings
from adapters.matrix.settings import MatrixSettings
from ci_bot.settings import read_settings, sample, schema, settings_type, shown, written

ADAPTERS: Mapping[str, type[BaseModel]] = {"console": ConsoleSettings, "matrix": MatrixSettings}


@pytest.mark.parametrize("on", [(), ("matrix",)])
def test_the_sample_is_read_without_a_complaint(tmp_path: Path, on: tuple[str, ...]) -> None:
    path = tmp_path / "ci-bot.toml"
    path.write_text(sample(settings_type(ADAPTERS), on=on))
    assert tuple(read_settings(path, ADAPTERS).adapters) == on


def test_what_is_commented_out_shows_the_default(tmp_path: Path) -> None:
    text = sample(settings_type(ADAPTERS), on=("matrix",))
    lines = [line.removeprefix("# ") for line in text.splitlines() if not line.startswith("# Set")]
    # Optional keys without a default have nothing to show.
    everything = tomllib.loads("\n".join(line for line in lines if ' = ""' not in line))
    path = tmp_path / "ci-bot.toml"
    path.write_text(text)
    in_effect = shown(read_settings(path, ADAPTERS))
    assert everything["database"] == in_effect["database"]
    assert everything["matrix"] == in_effect["matrix"]
    assert everything["timing"]["quiet_from"] == "20:00"
    assert "console" not in everything


def test_the_sample_offers_no_place_for_a_secret() -> None:
    text = sample(settings_type(ADAPTERS), on=("matrix",))
    assert "password_file" in text
    assert "password =" not in text


def test_the_schema_knows_every_table() -> None:
    known = schema(settings_type(ADAPTERS))
    tables = {"database", "web", "secrets", "timing", "console", "matrix"}
    assert set(known["properties"]) == tables
    assert known["additionalProperties"] is False


def test_what_is_shown_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "ci-bot.toml"
    path.write_text(sample(settings_type(ADAPTERS), on=("matrix",)))
    settings = shown(read_settings(path, ADAPTERS))
    path.write_text(written(settings))
    assert shown(read_settings(path, ADAPTERS)) == settings
