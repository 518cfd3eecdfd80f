"""The typed settings; each adapter brings the type of its own table."""

from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    create_model,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "CI_BOT_"
_SQLITE = "sqlite+aiosqlite:///"


def _listenable(address: str) -> str:
    if int(address.rpartition(":")[2]) > 65535:
        raise ValueError("a port is at most 65535")
    return address


class Table(BaseModel):
    """One table of the file; refuses what it doesn't know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DatabaseSettings(Table):
    """Where everything is kept."""

    url: Annotated[
        str, StringConstraints(pattern=r"^(sqlite\+aiosqlite:///[^?]|postgresql\+asyncpg://.)")
    ] = Field(
        default=f"{_SQLITE}ci-bot.db",
        description="Or postgresql+asyncpg://user@host/name",
        examples=[f"{_SQLITE}ci-bot.db"],
    )

    def anchored_url(self, folder: Path) -> str:
        """The URL with the path of a SQLite file starting at the settings file's folder."""
        file = self.file(folder)
        return self.url if file is None else f"{_SQLITE}{file}"

    def file(self, folder: Path) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        if not self.url.startswith(_SQLITE):
            return None
        return anchored(Path(self.url.removeprefix(_SQLITE)), folder).absolute()


class SecretsSettings(Table):
    """What encrypts the tokens that the bot keeps in its database."""

    key_file: Path | None = Field(
        default=None,
        description="One key per line: the first encrypts, all decrypt; keep a copy elsewhere",
        examples=["secrets/key"],
    )
    key: SecretStr | None = None

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.key_file and self.key:
            raise ValueError("give key_file or the key, not both")
        return self


class WebSettings(Table):
    """The HTTP listener: health, metrics, and what platforms bring over HTTP."""

    listen: Annotated[
        str, StringConstraints(pattern=r"^[^\s]+:\d{1,5}$"), AfterValidator(_listenable)
    ] = Field(
        default="127.0.0.1:8080",
        description="Address and port of /healthz and /metrics",
        examples=["127.0.0.1:8080"],
    )
    public_url: (
        Annotated[str, StringConstraints(pattern=r"^https?://[^/\s?#]+(/[^\s?#]*)?$")] | None
    ) = Field(
        default=None,
        description="Where the world reaches it, through your reverse proxy",
        examples=["https://ci-bot.example.org"],
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

    @model_validator(mode="after")
    def _settles_last(self) -> Self:
        if self.settle_seconds <= self.http_timeout_seconds:
            raise ValueError("settle_seconds must be longer than http_timeout_seconds")
        return self


class Settings(BaseSettings):
    """All settings; `folder` is where the file is, and where relative paths start."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    database: DatabaseSettings = DatabaseSettings()
    web: WebSettings | None = None
    secrets: SecretsSettings | None = None
    timing: TimingSettings = TimingSettings()

    @property
    def adapters(self) -> dict[str, Any]:
        """The tables of the adapters that are switched on, by name.

        Whoever may have a `public_url` and sets none has that of the listener.
        """
        core = set(Settings.model_fields)
        tables = {n: getattr(self, n) for n in type(self).model_fields if n not in core}
        return {name: self._reached(table) for name, table in tables.items() if table is not None}

    def _reached(self, table: BaseModel) -> BaseModel:
        url = self.web.public_url if self.web else None
        if url is None or getattr(table, "public_url", url) is not None:
            return table
        return table.model_copy(update={"public_url": url})


def settings_type(adapters: Mapping[str, type[BaseModel]]) -> type[Settings]:
    """The settings with a table for each adapter; a table that is absent switches it off."""
    tables: dict[str, Any] = {name: (table | None, None) for name, table in adapters.items()}
    return create_model("Settings", __base__=Settings, **tables)


def anchored(path: Path, folder: Path) -> Path:
    """A path of the settings, starting at the file's folder when relative."""
    return path if path.is_absolute() else folder / path
