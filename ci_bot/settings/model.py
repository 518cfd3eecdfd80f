"""The typed settings; each adapter brings the type of its own table."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model
from pydantic_settings import BaseSettings, SettingsConfigDict


class Table(BaseModel):
    """One table of the file; refuses what it doesn't know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DatabaseSettings(Table):
    """Where everything is kept."""

    url: Annotated[
        str, StringConstraints(pattern=r"^(sqlite\+aiosqlite|postgresql\+asyncpg)://")
    ] = Field(
        default="sqlite+aiosqlite:///ci-bot.db",
        description="Or postgresql+asyncpg://user@host/name",
    )


class WebSettings(Table):
    """The HTTP listener: health and metrics."""

    listen: Annotated[str, StringConstraints(pattern=r"^[^\s]+:\d{1,5}$")] = Field(
        default="127.0.0.1:8080", description="Address and port of /healthz and /metrics"
    )


class TimingSettings(Table):
    """Waiting times and quiet hours, each with the default most hosts keep."""

    quiet_from: time = Field(
        default=time(20, 0), description="Own time of each person from which the bot is silent"
    )
    quiet_until: time = Field(default=time(8, 0), description="... and until when")
    spread_minutes: int = Field(
        default=10,
        ge=0,
        le=120,
        description="Prompts of one moment are spread over so many minutes",
    )
    http_timeout_seconds: float = Field(
        default=10, gt=0, le=120, description="How long one request to a platform may take"
    )
    settle_seconds: float = Field(
        default=45,
        gt=0,
        le=600,
        description="Wait before looking whether a doubtful message arrived; above http_timeout",
    )


class Settings(BaseSettings):
    """All settings; `folder` is where the file is, and where relative paths start."""

    model_config = SettingsConfigDict(
        env_prefix="CI_BOT_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    database: DatabaseSettings = DatabaseSettings()
    web: WebSettings | None = None
    timing: TimingSettings = TimingSettings()

    @property
    def adapters(self) -> dict[str, Any]:
        """The tables of the adapters that are switched on, by name."""
        core = set(Settings.model_fields)
        tables = {n: getattr(self, n) for n in type(self).model_fields if n not in core}
        return {name: table for name, table in tables.items() if table is not None}


def settings_type(adapters: Mapping[str, type[BaseModel]]) -> type[Settings]:
    """The settings with a table for each adapter; a table that is absent switches it off."""
    tables: dict[str, Any] = {name: (table | None, None) for name, table in adapters.items()}
    return create_model("Settings", __base__=Settings, **tables)


def anchored(path: Path, folder: Path) -> Path:
    """A path of the settings, starting at the file's folder when relative."""
    return path if path.is_absolute() else folder / path
