"""The settings file: typed, strict about unknown keys, and able to show itself without secrets."""

from ci_bot.settings.keys import new_key
from ci_bot.settings.model import (
    DatabaseSettings,
    SecretsSettings,
    Settings,
    TimingSettings,
    WebSettings,
    settings_type,
)
from ci_bot.settings.reading import SettingsError, read_keys, read_settings
from ci_bot.settings.showing import sample, schema, shown, written

__all__ = [
    "DatabaseSettings",
    "SecretsSettings",
    "Settings",
    "SettingsError",
    "TimingSettings",
    "WebSettings",
    "new_key",
    "read_keys",
    "read_settings",
    "sample",
    "schema",
    "settings_type",
    "shown",
    "written",
]
