"""Everybody sets their own hours, days and language, and only what can be."""

from datetime import time

import pytest

from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.rhythm.personal import PersonalSettingsError, change

WEEKDAYS = {"thu": 4, "sat": 6, "samstag": 6}


def changed(text: str) -> PersonalSettings:
    return change(
        PersonalSettings(),
        tuple(text.split()),
        languages=("en", "de"),
        platforms=("matrix",),
        weekdays=WEEKDAYS,
    )


def test_several_settings_are_changed_by_one_line() -> None:
    after = changed("tz Europe/Kyiv lang de hour 19:00 days sat,thu every 4 weeks remind off")
    assert after == PersonalSettings(
        timezone="Europe/Kyiv",
        language="de",
        hour=time(19),
        days=(4, 6),
        every_weeks=4,
        remind=False,
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("tz Mars/Base", "tz"),
        ("tz", "tz"),
        ("tz ../../etc/passwd", "tz"),
        ("lang xx", "lang"),
        ("hour 25:00", "hour"),
        ("hour soon", "hour"),
        ("days someday", "days"),
        ("days", "days"),
        ("every 0 weeks", "every"),
        ("every 4 moons", "every"),
        ("every", "every"),
        ("platform fax", "platform"),
        ("remind maybe", "remind"),
        ("colour blue", "colour"),
    ],
)
def test_what_can_not_be_set_names_the_setting(text: str, key: str) -> None:
    with pytest.raises(PersonalSettingsError) as refused:
        changed(text)
    assert refused.value.key == key


def test_nothing_of_a_line_counts_when_a_part_of_it_is_wrong() -> None:
    before = PersonalSettings(language="en")
    with pytest.raises(PersonalSettingsError):
        change(
            before,
            ("lang", "de", "hour", "x"),
            languages=("en", "de"),
            platforms=(),
            weekdays=WEEKDAYS,
        )
    assert before.language == "en"


def test_an_hour_alone_and_a_long_weekday_are_understood() -> None:
    assert changed("hour 7").hour == time(7)
    assert changed("days Thursday").days == (4,)
