"""Everything a command needs to know of this installation: settings, adapters, database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ci_bot.ports.chat import Plugin
from ci_bot.runtime.loader import load_adapters, require_extra
from ci_bot.settings import Settings, SettingsError, read_keys, read_settings, settings_type


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """The settings, where they stand, and the plugins that they switch on.

    `keys`: what secrets in the database are encrypted with; the first encrypts, all decrypt.
    """

    path: Path
    settings: Settings
    plugins: Mapping[str, Plugin]
    keys: tuple[str, ...] = field(default=(), repr=False)

    @property
    def folder(self) -> Path:
        """Where relative paths start."""
        return self.path.parent

    @property
    def url(self) -> str:
        """The database."""
        return self.settings.database.anchored_url(self.folder)


def read_installation(path: Path) -> Installation:
    """Reads settings and adapters; touches nothing.

    Raises SettingsError or AdapterError.
    """
    installed = load_adapters()
    settings = read_settings(path, {name: p.settings_type for name, p in installed.items()})
    for name in settings.adapters:
        require_extra(name)
    switched_on = {name: installed[name] for name in settings.adapters}
    keys = read_keys(path, settings)
    return Installation(path=path, settings=settings, plugins=switched_on, keys=keys)


def with_platforms(installation: Installation) -> Installation:
    """The same; raises SettingsError when no platform is switched on, or none can reach it."""
    if not installation.plugins:
        names = [f"[{n}]" for n, p in load_adapters().items() if p.settings_type.model_fields]
        raise SettingsError(
            f"{installation.path}: no platform is switched on; add the table {' or '.join(names)}"
        )
    for name, table in installation.settings.adapters.items():
        if getattr(table, "needs_listener", False) and installation.settings.web is None:
            raise SettingsError(
                f"{installation.path}: web: the table is missing, and [{name}] is reached over"
                " HTTP; add [web] with listen and public_url"
            )
    return installation


def all_settings() -> type[Settings]:
    """The settings' type with the tables of all installed adapters."""
    return settings_type({n: p.settings_type for n, p in load_adapters().items()})
