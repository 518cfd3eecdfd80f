"""The settings file: typed, strict about unknown keys, and able to show itself without secrets."""

from ci_bot.settings.model import (
    DatabaseSettings,
    Settings,
    TimingSettings,
    WebSettings,
    settings_type,
)
from ci_bot.settings.reading import SettingsError, read_settings
from ci_bot.settings.showing import sample, schema, shown, written

__all__ = [
    "DatabaseSettings",
    "Settings",
    "SettingsError",
    "TimingSettings",
    "WebSettings",
    "read_settings",
    "sample",
    "schema",
    "settings_type",
    "shown",
    "written",
]
