"""Tells authors privately where a digest doesn't carry their words as they were echoed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_bot.domain.answering.second_line import digest_languages
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.content import ProgressLine
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.progress import excerpt
from ci_bot.domain.ids import ActivityId, PersonId, delivery_key
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.visibility import as_good_as_silence
from ci_bot.messages.blocks import Message
from ci_bot.messages.shorten import shorten
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.digest_messages import content_for
from ci_bot.services.notice import notice
from ci_bot.views.digest.changes import left_out_for, shortened_for
from ci_bot.views.reader import Reader

_OLD_NEWS = timedelta(days=2)
_ACTIVITY = "activity:"


@dataclass(frozen=True, kw_only=True)
class TellAuthors:
    """Each once, at a good hour of their own; who reads as they wrote hears nothing."""

    hours: GoodHours

    async def of_shortened(self, uow: UnitOfWork, material: Material, now: datetime) -> None:
        """At the freeze, so that an author can still say it shorter."""
        whole = content_for(material, "coalition")
        for line in fit(whole, shorten).top.entries():
            if not isinstance(line, ProgressLine) or line.words is None or not line.words.shortened:
                continue
            full = whole.top.entry(line.key)
            if isinstance(full, ProgressLine) and full.words is not None:
                author = _author(material, line.key, full.words.text)
                said = shortened_for(line.activity, line.words, self._reader(material, author, now))
                await self._tell(
                    uow, material, author, said, key=line.key, now=now, until=material.digest.due
                )

    async def of_dropped(self, uow: UnitOfWork, material: Material, now: datetime) -> None:
        """At the posting, when it is certain."""
        for key, author, title in _dropped(material):
            said = left_out_for(title, self._reader(material, author, now))
            await self._tell(
                uow, material, author, said, key=f"dropped:{key}", now=now, until=now + _OLD_NEWS
            )

    def _reader(self, material: Material, person: PersonId, now: datetime) -> Reader:
        coalition, today = material.coalition, material.local_day(now)
        return Reader(
            language=coalition.language_of(person, today),
            zone=coalition.zone_of(person, today),
            now=now,
        )

    async def _tell(
        self,
        uow: UnitOfWork,
        material: Material,
        person: PersonId,
        message: Message,
        *,
        key: str,
        now: datetime,
        until: datetime,
    ) -> None:
        zone = material.coalition.zone_of(person, material.local_day(now))
        hour = self.hours.next_good(now, zone)
        accounts = material.coalition.accounts_of(person)
        if not accounts or hour >= until:
            return
        subject = f"{material.digest.id}:{key}"
        told = notice(
            material.coalition,
            subject,
            message,
            key=delivery_key(DeliveryKind.NOTICE, subject, person),
            account=accounts[0],
            now=now,
            at=hour,
            useful=until - hour,
        )
        await uow.outbox.add([told])


def _author(material: Material, key: str, words: str) -> PersonId:
    activity = ActivityId(key.removeprefix(_ACTIVITY))
    languages = digest_languages(material.coalition)
    news = material.news_of[activity]
    said = [u for u in news if excerpt(u.words, u.language, languages).text == words]
    return said[-1].person


def _dropped(material: Material) -> Iterator[tuple[str, PersonId, str]]:
    """Key, author and title of what the backbone left out, each author once for each activity."""
    lines = material.digest.lines
    for number in material.digest.dropped:
        key = lines[number - 1]
        activity = material.coalition.activities.get(ActivityId(key.removeprefix(_ACTIVITY)))
        if not key.startswith(_ACTIVITY) or activity is None:
            continue
        news = material.news_of.get(activity.id, ())
        authors = dict.fromkeys(u.person for u in news if not as_good_as_silence(u))
        for author in authors:
            yield f"{key}:{author}", author, activity.title
