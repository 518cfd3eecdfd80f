"""People, the accounts they are reached at, and their own settings."""

from dataclasses import dataclass
from datetime import date, time

from ci_bot.domain.ids import AccountId, PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonalSettings:
    """What a person set in chat; None means the coalition's way.

    `hour`: own wall time of prompts. `days`: ISO weekdays 1 to 7 on which they may be asked.
    `every_weeks`: at most one prompt in so many weeks. `platform`: the preferred one.
    `stopped`: asks nothing of them any more.
    """

    timezone: str | None = None
    language: str | None = None
    hour: time | None = None
    days: tuple[int, ...] = ()
    every_weeks: int | None = None
    platform: str | None = None
    remind: bool = True
    stopped: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody of the roster; `region` as in `DE-BY`; `away_until`: asked again from that day on.

    `introduced`: the bot has said who it is, at first contact. `profile_timezone`,
    `profile_language`: what their profile on the chat platform says, used where nobody set them.
    """

    id: PersonId
    name: str
    language: str | None = None
    timezone: str | None = None
    region: str | None = None
    settings: PersonalSettings = PersonalSettings()
    away_until: date | None = None
    introduced: bool = False
    profile_timezone: str | None = None
    profile_language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """A person's identity on one platform; the first linked one is preferred unless set."""

    id: AccountId
    person: PersonId
