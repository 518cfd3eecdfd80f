"""The coalition as one value: its agreement, its roster and its rhythm."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum, auto

from ci_bot.domain.activity import Activity
from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    CheckinId,
    CoalitionId,
    GoalId,
    GroupId,
    OrganisationId,
    PersonId,
    RoomId,
    platform_of,
)
from ci_bot.domain.measure import Measure
from ci_bot.domain.organisation import Goal, Organisation, WorkingGroup
from ci_bot.domain.own_question import OwnQuestion
from ci_bot.domain.person import Account, Person
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Visibility


class Release(StrEnum):
    """How a digest gets out."""

    AFTER_PREVIEW = "after_preview"
    AUTOMATIC = "automatic"
    MANUAL = "manual"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rhythm:
    """When things happen, in the schedule grammar.

    Check-in and reminder are in each person's own time, freeze and digest in the coalition's.
    """

    checkin: str = "every 2 weeks thu 09:30"
    remind: str = "mon 10:00"
    freeze: str = "tue 16:00"
    digest: str = "weekly wed 10:00"
    release: Release = Release.AFTER_PREVIEW


@dataclass(frozen=True, kw_only=True, slots=True)
class Checkin:
    """A kind of check-in: its schedule (None: the rhythm's) and activities (empty: all)."""

    id: CheckinId
    schedule: str | None = None
    questions: tuple[OwnQuestion, ...] = ()
    activities: tuple[ActivityId, ...] = ()


MAIN = Checkin(id=CheckinId("main"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel:
    """A room that receives digests.

    `audience`: coalition, backbone, steering or a working group's id.
    `address` is how the file names it (perhaps an alias), `room` the platform's own id once known.
    `chart`: the status chart goes there with each digest.
    """

    address: RoomId
    audience: str = "coalition"
    language: str | None = None
    chart: bool = False
    room: RoomId | None = None


class ZoneOrigin(Enum):
    """Who says in which zone somebody lives."""

    SETTING = auto()
    FILE = auto()
    PROFILE = auto()
    ORGANISATION = auto()
    COALITION = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class Coalition:
    """Everything agreed, and everybody in it; `revision` counts the changes made to it.

    `anchor`: a Monday from which "every n weeks" is counted. `paused`: nothing goes out by itself.
    """

    id: CoalitionId
    name: str
    timezone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    preset: str = "standard"
    phase: str = ""
    anchor: date = date(2024, 1, 1)
    quiet_weeks: tuple[str, ...] = ()
    common_agenda: str = ""
    common_agenda_version: str = ""
    visibility: Visibility = Visibility.COALITION
    rhythm: Rhythm = Rhythm()
    paused: bool = False
    revision: int = 0
    organisations: Mapping[OrganisationId, Organisation] = field(default_factory=dict)
    people: Mapping[PersonId, Person] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    accounts: tuple[Account, ...] = ()
    working_groups: Mapping[GroupId, WorkingGroup] = field(default_factory=dict)
    goals: Mapping[GoalId, Goal] = field(default_factory=dict)
    activities: Mapping[ActivityId, Activity] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    channels: tuple[Channel, ...] = ()
    checkins: Mapping[CheckinId, Checkin] = field(default_factory=dict)

    def today(self, now: datetime) -> date:
        """The date at the coalition's place, by which hats, activities and milestones count."""
        return local_date(now, self.timezone)

    def holders(self, role: RoleName, today: date) -> tuple[PersonId, ...]:
        """The people who wear that hat on that day, each once, in the file's order."""
        held = (r.person for r in self.roles if r.role is role and r.held(today))
        return tuple(dict.fromkeys(held))

    def hats(self, person: PersonId, today: date) -> tuple[Role, ...]:
        """All hats of a person on that day."""
        return tuple(r for r in self.roles if r.person == person and r.held(today))

    def accounts_of(self, person: PersonId) -> tuple[AccountId, ...]:
        """A person's accounts, the preferred one first."""
        own = [a.id for a in self.accounts if a.person == person]
        preferred = self.people[person].settings.platform
        return tuple(sorted(own, key=lambda a: platform_of(a) != preferred))

    def person_of(self, account: AccountId) -> PersonId | None:
        """Whose account it is."""
        return next((a.person for a in self.accounts if a.id == account), None)

    def language_of(self, person: PersonId, today: date) -> str:
        """The person's own language, else the organisation's, else the coalition's first.

        Their own is what they set, else the file's, else their profile's.
        """
        who = self.people[person]
        own = (who.settings.language, who.language, who.profile_language)
        theirs = (o.language for o in self._organisations(person, today))
        return _first((*own, *theirs, *self.languages)) or "en"

    def zone_of(self, person: PersonId, today: date) -> str:
        """The person's own IANA zone, else that of their first role's organisation."""
        return self.zone_from(person, today)[0]

    def zone_from(self, person: PersonId, today: date) -> tuple[str, ZoneOrigin]:
        """The person's IANA zone, and who says so; the first of them that says one counts."""
        who = self.people[person]
        own = (
            (who.settings.timezone, ZoneOrigin.SETTING),
            (who.timezone, ZoneOrigin.FILE),
            (who.profile_timezone, ZoneOrigin.PROFILE),
        )
        theirs = ((o.timezone, ZoneOrigin.ORGANISATION) for o in self._organisations(person, today))
        said = ((zone, origin) for zone, origin in (*own, *theirs) if zone)
        return next(said, (self.timezone, ZoneOrigin.COALITION))

    def region_of(self, person: PersonId, today: date) -> str | None:
        """The region whose holidays count: the person's own, else their organisation's country."""
        own = self.people[person].region
        return own or _first(o.country for o in self._organisations(person, today))

    def _organisations(self, person: PersonId, today: date) -> Iterable[Organisation]:
        return (
            self.organisations[hat.organisation]
            for hat in self.hats(person, today)
            if hat.organisation in self.organisations
        )


def _first(candidates: Iterable[str | None]) -> str | None:
    return next((c for c in candidates if c), None)
