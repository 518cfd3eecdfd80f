"""What the people of the demo do when, in a round and in the one before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from ci_bot.demo.cast import Parts, led_by
from ci_bot.demo.sayings import Sayings
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.cadence import instant


@dataclass(frozen=True, kw_only=True, slots=True)
class Say:
    """A message to the bot."""

    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """An own message is edited: the last one that says `old`."""

    old: str
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """An emoji under the bot's last message."""

    emoji: str


Deed = Say | Change | Tap


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """Somebody does something in their direct room with the bot."""

    at: datetime
    person: PersonId
    deed: Deed


@dataclass(frozen=True, kw_only=True)
class Script:
    """Writes the acts; `day` is the Thursday on which people are asked."""

    coalition: Coalition
    sayings: Sayings
    rng: Random
    day: date

    def earlier(self) -> list[Act]:
        """A round in which everybody answers, so that the next one has something to compare."""
        leads = [a.lead_person for a in self.coalition.activities.values()]
        talkative = dict(zip(leads, self.rng.sample(self.sayings.earlier, 2), strict=False))
        acts: list[Act] = []
        for lead in leads:
            said = self.sayings.before[led_by(self.coalition, lead).id]
            beside = (talkative[lead],) if lead in talkative else ()
            acts += self._talk(lead, -14, f"1 {said}", *beside)
        return acts

    def round(self, parts: Parts) -> list[Act]:
        """Every kind of answer, and every kind of none."""
        acts = self._talk(parts.away, -2, f"away until {self.day + timedelta(days=8)}")
        acts += self._trouble(parts.troubled)
        acts += self._stands_in(parts)
        for person, manner in zip(parts.quick, self._manners(), strict=False):
            acts += self._talk(person, 0, *manner)
        acts += self._talk(parts.late, 6, f"1 {self._well(parts.late)}", "-", hour=13)
        acts += self._steers(parts)
        return sorted(acts, key=lambda act: (act.at, act.person))

    def _trouble(self, person: PersonId) -> list[Act]:
        """Answers only after the reminder, and mends the words later."""
        trouble = self.rng.choice(self.sayings.trouble[led_by(self.coalition, person).id])
        answer = self.rng.choice((("2", trouble.words), (f"2 {trouble.words}",)))
        need = self.rng.choice((f"n {trouble.need}", f"n 1 {trouble.need}"))
        talk = self._talk(person, 4, *answer, "1", need, early=15)
        old = answer[-1]
        change = Change(old=old, new=old.replace(trouble.words, trouble.mended))
        later = talk[-1].at + timedelta(minutes=self.rng.randint(50, 70))
        return [*talk, Act(at=later, person=person, deed=change)]

    def _stands_in(self, parts: Parts) -> list[Act]:
        """The deputy answers for the activity of the one who is away, and for an own one."""
        own = [a for a in self.coalition.activities.values() if a.lead_person == parts.deputy]
        beside = self.rng.choice(self.sayings.beside)
        theirs = self._well(parts.away)
        if not own:
            return self._talk(parts.deputy, 0, f"On track. {theirs}", beside)
        lines = self.rng.choice(
            (
                f"1: 1 {self._well(parts.deputy)}\n2: 0",
                f"1: 0\n2: 1 {theirs}",
                f"1: 1 {self._well(parts.deputy)}\n2: 1 {theirs}",
            )
        )
        return self._talk(parts.deputy, 0, lines, beside)

    def _manners(self) -> list[tuple[str | Tap, ...]]:
        manners: list[tuple[str | Tap, ...]] = [
            (Tap(emoji="1\ufe0f\u20e3"), "-"),
            ("same", "-"),
            ("4 Until January, as agreed in our group.", "-"),
        ]
        self.rng.shuffle(manners)
        return manners

    def _steers(self, parts: Parts) -> list[Act]:
        """The backbone looks how far the round is, and opens the digest in its own words."""
        trouble = self.sayings.trouble[led_by(self.coalition, parts.troubled).id][0]
        looks = self._talk(parts.backbone, 4, "checkin status", hour=14)
        opens = self._talk(parts.backbone, 5, f"digest intro {trouble.intro}", hour=16, early=5)
        return [*looks, *opens]

    def _well(self, person: PersonId) -> str:
        return self.rng.choice(self.sayings.well[led_by(self.coalition, person).id])

    def _talk(
        self, person: PersonId, days: int, *said: str | Deed, hour: int = 10, early: int = 0
    ) -> list[Act]:
        """One message after the other, so many days after the Thursday, from that local hour on."""
        zone = self.coalition.zone_of(person, self.day)
        begin = instant(self.day + timedelta(days=days), time(hour), zone)
        moments = self._moments(begin + timedelta(minutes=early))
        return [
            Act(
                at=next(moments), person=person, deed=Say(text=one) if isinstance(one, str) else one
            )
            for one in said
        ]

    def _moments(self, begin: datetime) -> Iterator[datetime]:
        moment = begin + timedelta(minutes=self.rng.randint(1, 49))
        while True:
            yield moment
            moment += timedelta(seconds=self.rng.randint(15, 75))
