"""An announcement of the backbone: shown to who writes it first, then posted to the channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.digest.content import Contact
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.ids import GroupId, PersonId, RoomId, delivery_key, local_part
from ci_bot.domain.reach import reach_of_all
from ci_bot.domain.roles import RoleName
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.messages.inline import Words
from ci_bot.messages.safe import clean
from ci_bot.messages.serial import to_json
from ci_bot.messages.split import MESSAGE_BUDGET, split
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.digest_messages import digest_channels, main_language
from ci_bot.services.open_questions import OpenKind, put_question, with_source
from ci_bot.views.digest import announcing as views
from ci_bot.views.reader import Reader, reader_of

TO_CONFIRM = timedelta(minutes=15)
"""After that, who says yes may not remember what it was about."""
USEFUL = timedelta(days=1)
"""What could not be posted for so long, somebody had better say in another way."""


@dataclass(frozen=True, kw_only=True)
class Announce:
    """`announce [for AUDIENCE] TEXT`; `audience`: a channel's, or empty for every channel."""

    async def preview(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        audience: str,
        text: str,
        now: datetime,
    ) -> Message:
        """How it looks and who reads it, with the question whether to post it."""
        reader = reader_of(coalition, person, now)
        channels = channels_for(coalition, audience)
        if not channels:
            return views.no_channel(reader)
        data = {"announcement": event.event, "audience": audience, "text": clean(text).strip()}
        source = Source(room=event.room, message=event.message)
        waits = with_source(data, source)
        await put_question(
            uow, coalition, event.account, kind=OpenKind.ANNOUNCE, data=waits, now=now
        )
        (_, first), *_ = channels
        rooms = [local_part(channel.address) for _, channel in channels]
        shown = _message(coalition, first, person, data["text"], reader)
        return views.preview(
            reader, shown, rooms, _organisations(coalition, audience, coalition.today(now))
        )

    async def answered(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        question: OpenQuestion,
        yes: bool,
        now: datetime,
    ) -> Message | None:
        """One delivery for each channel and part after a yes in time; whatever is said twice."""
        reader = reader_of(coalition, person, now)
        if not may(coalition, person, Right.BACKBONE, coalition.today(now)):
            return None
        if not yes:
            return views.not_posted(reader)
        if now - question.asked > TO_CONFIRM:
            return views.too_late(reader)
        channels = channels_for(coalition, question.data["audience"])
        for room, channel in channels:
            message = _message(coalition, channel, person, question.data["text"], reader)
            subject = f"announcement:{question.data['announcement']}"
            await uow.outbox.add(_deliveries(coalition, subject, room, message, now))
        return views.posted(reader, len(channels)) if channels else views.no_channel(reader)


def channels_for(coalition: Coalition, audience: str) -> Sequence[tuple[RoomId, Channel]]:
    """The rooms of that audience alone, or all of them; each once."""
    rooms = digest_channels(coalition)
    if not audience:
        return rooms
    others = {c.room or c.address for c in coalition.channels if c.audience != audience}
    return [(room, channel) for room, channel in rooms if room not in others]


def _organisations(coalition: Coalition, audience: str, today: date) -> int:
    group = coalition.working_groups.get(GroupId(audience))
    if group is not None:
        return len(group.organisations)
    role = {"backbone": RoleName.BACKBONE, "steering": RoleName.STEERING_COMMITTEE}.get(audience)
    if role is not None:
        held = (hat for hat in coalition.roles if hat.role is role and hat.held(today))
        return len({hat.organisation for hat in held})
    return reach_of_all(coalition).organisations


def _message(
    coalition: Coalition, channel: Channel, person: PersonId, text: str, author: Reader
) -> Message:
    hats = coalition.hats(person, coalition.today(author.now))
    own = next(hat.organisation for hat in hats if hat.role is RoleName.BACKBONE)
    signed = Contact(
        organisation=organisation_name(coalition, own), person=coalition.people[person].name
    )
    reader = Reader(
        language=channel.language or main_language(coalition),
        zone=coalition.timezone,
        now=author.now,
    )
    return views.announcement(reader, coalition.name, Words(text, author.language), signed)


def _deliveries(
    coalition: Coalition, subject: str, room: RoomId, message: Message, now: datetime
) -> Sequence[Delivery]:
    return [
        Delivery(
            key=delivery_key(DeliveryKind.ANNOUNCEMENT, subject, room, part=number),
            kind=DeliveryKind.ANNOUNCEMENT,
            coalition=coalition.id,
            subject=subject,
            lane=room,
            room=room,
            body=to_json(part),
            part=number,
            due=now,
            available=now,
            created=now,
            expires=now + USEFUL,
        )
        for number, part in enumerate(split(message, MESSAGE_BUDGET))
    ]
