"""The grammar of personal settings: `tz Europe/Kyiv hour 19:00 days thu,sat every 4 weeks`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.typed_text import bare

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
    weekdays: Mapping[str, int],
) -> PersonalSettings:
    """The settings after the words; raises PersonalSettingsError at the first that can't be.

    `weekdays`: their folded names as the person may type them (ISO, 1 to 7).
    """
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
                settings = replace(settings, days=_days(value, weekdays))
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


def _days(value: str, weekdays: Mapping[str, int]) -> tuple[int, ...]:
    names = [bare(name) for name in value.split(",") if name]
    # However much of an English name it is.
    days = {weekdays.get(name) or weekdays.get(name[:3], 0) for name in names}
    if not days or 0 in days:
        raise PersonalSettingsError("days", "days thu,sat")
    return tuple(sorted(days))


def _weeks(value: str, unit: str) -> int:
    if not value.isdecimal() or not 1 <= int(value) <= 12 or not unit.startswith("week"):
        raise PersonalSettingsError("every", "every 4 weeks")
    return int(value)
