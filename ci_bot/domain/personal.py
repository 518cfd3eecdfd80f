"""The grammar of personal settings: `tz Europe/Kyiv hour 19:00 days thu,sat every 4 weeks`."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from ci_bot.domain.person import PersonalSettings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class PersonalSettingsError(ValueError):
    """A setting that can't be; `key` names it, `expected` is an example of what can."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(f"{key}: {expected}")
        self.key, self.expected = key, expected


def change(
    settings: PersonalSettings,
    words: tuple[str, ...],
    *,
    languages: tuple[str, ...],
    platforms: tuple[str, ...],
) -> PersonalSettings:
    """The settings after the words; raises PersonalSettingsError at the first that can't be."""
    rest = list(words)
    while rest:
        key = rest.pop(0).casefold()
        value = rest.pop(0) if rest else ""
        match key:
            case "tz":
                settings = replace(settings, timezone=_zone(value))
            case "lang":
                settings = replace(settings, language=_one_of(key, value.casefold(), languages))
            case "hour":
                settings = replace(settings, hour=_hour(value))
            case "days":
                settings = replace(settings, days=_days(value))
            case "every":
                unit = rest.pop(0).casefold() if rest else ""
                settings = replace(settings, every_weeks=_weeks(value, unit))
            case "platform":
                settings = replace(settings, platform=_one_of(key, value.casefold(), platforms))
            case "remind":
                on = _one_of(key, value.casefold(), ("on", "off")) == "on"
                settings = replace(settings, remind=on)
            case _:
                raise PersonalSettingsError(key, "tz, lang, hour, days, every, platform, remind")
    return settings


def _zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        raise PersonalSettingsError("tz", "tz Europe/Kyiv") from None


def _one_of(key: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise PersonalSettingsError(key, ", ".join(f"{key} {k}" for k in known))
    return value


def _hour(value: str) -> time:
    try:
        hour, _, minute = value.partition(":")
        return time(int(hour), int(minute or 0))
    except (ValueError, OverflowError):
        raise PersonalSettingsError("hour", "hour 19:00") from None


def _days(value: str) -> tuple[int, ...]:
    names = [name[:3] for name in value.casefold().split(",") if name]
    if not names or any(name not in DAYS for name in names):
        raise PersonalSettingsError("days", "days thu,sat")
    return tuple(sorted({DAYS.index(name) + 1 for name in names}))


def _weeks(value: str, unit: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 12 or not unit.startswith("week"):
        raise PersonalSettingsError("every", "every 4 weeks")
    return int(value)
