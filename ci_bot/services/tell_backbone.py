"""Tells the backbone something, in its channel or in person; without any backbone, the steering."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import AccountId, PersonId, RoomId, delivery_key, on_line
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.domain.roles import RoleName
from ci_bot.messages.blocks import Message
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.notice import notice
from ci_bot.views.reader import Reader

Say = Callable[[Reader], Message]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where the backbone reads: a room, or a person's account; and in whose language."""

    reader: Reader
    room: RoomId | None = None
    account: AccountId | None = None

    @property
    def address(self) -> str:
        """The room's or the account's id."""
        return self.room or self.account or ""


async def tell_backbone(
    uow: UnitOfWork,
    coalition: Coalition,
    say: Say,
    *,
    subject: str,
    now: datetime,
    avoid: str = "",
    kind: DeliveryKind = DeliveryKind.NOTICE,
) -> int:
    """Puts one notice per place into the outbox, once per subject; returns how many places.

    `avoid`: the line, room or account that is itself the trouble.
    """
    places = backbone_places(coalition, now, avoid=avoid)
    notices = [
        notice(
            coalition,
            subject,
            say(place.reader),
            key=delivery_key(kind, subject, place.address),
            account=place.account,
            room=place.room,
            now=now,
            kind=kind,
        )
        for place in places
    ]
    await uow.outbox.add(notices)
    return len(notices)


def backbone_places(coalition: Coalition, now: datetime, *, avoid: str = "") -> tuple[Place, ...]:
    """The backbone's channels; else its people's accounts; else the steering committee's.

    Where nobody is left in the backbone, or all of them are away, the steering chair reads along.
    """
    today = coalition.today(now)
    rooms = tuple(_rooms(coalition, now, avoid))
    backbone = [p for p in coalition.holders(RoleName.BACKBONE, today) if _there(coalition, p, now)]
    if rooms and backbone:
        return rooms
    steering = _chair(coalition, now) or coalition.holders(RoleName.STEERING_COMMITTEE, today)
    for people in (backbone, [p for p in steering if _there(coalition, p, now)], steering):
        found = tuple(p for person in people for p in _account(coalition, person, now, avoid))
        if found:
            return (*rooms, *found)
    return rooms


def _rooms(coalition: Coalition, now: datetime, avoid: str) -> Iterator[Place]:
    others = {c.room or c.address for c in coalition.channels if c.audience != "backbone"}
    for channel in coalition.channels:
        room = channel.room or channel.address
        if room in others:
            # Linked under two names, it is read by more than the backbone.
            continue
        if channel.audience == "backbone" and not on_line(room, avoid):
            language = channel.language or coalition.languages[0]
            yield Place(
                room=room, reader=Reader(language=language, zone=coalition.timezone, now=now)
            )


def _account(coalition: Coalition, person: PersonId, now: datetime, avoid: str) -> Iterator[Place]:
    usable = [a for a in coalition.accounts_of(person) if not on_line(a, avoid)]
    today = coalition.today(now)
    for account in usable[:1]:
        language, zone = coalition.language_of(person, today), coalition.zone_of(person, today)
        yield Place(account=account, reader=Reader(language=language, zone=zone, now=now))


def _there(coalition: Coalition, person: PersonId, now: datetime) -> bool:
    """Whether the person isn't away."""
    today = local_date(now, coalition.zone_of(person, coalition.today(now)))
    return not away(coalition.people[person], today)


def _chair(coalition: Coalition, now: datetime) -> tuple[PersonId, ...]:
    return tuple(
        role.person
        for role in coalition.roles
        if role.role is RoleName.STEERING_COMMITTEE
        and role.title == "chair"
        and role.held(coalition.today(now))
    )
