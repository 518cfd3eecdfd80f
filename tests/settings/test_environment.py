"""Every key may come from the environment, which wins, and is as strict as the file."""

from pathlib import Path

import pytest

from adapters.matrix.settings import MatrixSettings
from ci_bot.settings import Settings, SettingsError, read_settings, shown

MATRIX = '[matrix]\nhomeserver = "https://a.example.org"\nuser_id = "@ci-bot:example.org"\n'


def read(folder: Path, text: str = MATRIX) -> Settings:
    path = folder / "ci-bot.toml"
    path.write_text(text)
    return read_settings(path, {"matrix": MatrixSettings})


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_BOT_MATRIX__HOMESERVER", "https://b.example.org")
    table = read(tmp_path).adapters["matrix"]
    assert (table.homeserver, table.user_id) == ("https://b.example.org", "@ci-bot:example.org")


def test_a_secret_comes_from_the_environment_and_is_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_BOT_MATRIX__PASSWORD", "hunter2")
    monkeypatch.setenv("CI_BOT_DATABASE__URL", "postgresql+asyncpg://bot:hunter2@db/ci")
    settings = read(tmp_path)
    assert settings.adapters["matrix"].password.get_secret_value() == "hunter2"
    assert settings.database.url == "postgresql+asyncpg://bot:hunter2@db/ci"
    assert "hunter2" not in str(shown(settings))
    assert "hunter2" not in repr(settings.adapters)


@pytest.mark.parametrize(
    ("variable", "value", "advice"),
    [
        ("CI_BOT_MATRX__HOMESERVER", "https://b", "unknown table; did you mean `matrix`?"),
        ("CI_BOT_WEB__LISTEN", "nowhere", "is not of the expected form"),
        ("CI_BOT_WEB__PORT", "8080", "unknown key; known are listen"),
        ("CI_BOT_TIMING__SPREAD_MINUTES", "many", "integer"),
    ],
)
def test_a_wrong_variable_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, advice: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as refused:
        read(tmp_path)
    assert str(refused.value).startswith(f"environment: {variable}: ")
    assert advice in str(refused.value)


def test_a_table_in_one_variable_must_be_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_BOT_WEB", "hunter2")
    with pytest.raises(SettingsError, match="environment") as refused:
        read(tmp_path)
    assert "hunter2" not in str(refused.value)


def test_other_programs_variables_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_BOT_HOME", "somewhere")
    monkeypatch.setenv("CI__WEB__PORT", "1")
    assert read(tmp_path).web is None
