"""The status chart that goes with a digest: for each channel that wants it, and kept true."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from ci_bot.charts.status import status_chart
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.digest.charted import chart_begin, chart_end, charted
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.status_grid import status_grid
from ci_bot.domain.ids import DeliveryKey, RoomId, delivery_key
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import audience_named
from ci_bot.messages.blocks import Image, Message
from ci_bot.messages.serial import to_json
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.digest.digest_messages import channel_reader, digest_channels
from ci_bot.views.digest.changes import nothing_left
from ci_bot.views.digest.status_chart import chart_words

_WEEKS = 8
"""As many as can be read on a phone."""
_OF_USE = timedelta(days=7)
"""Then the next one is near."""


async def load_charted(
    unit: CoalitionUnit, digest: Digest, *, until: datetime | None = None
) -> Sequence[Update]:
    """What the chart of a digest is drawn from; `until`: when corrections stopped to count."""
    begin = chart_begin(digest)
    earlier = await unit.latest_updates(before=begin)
    since = await unit.updates(since=begin, until=until, current_only=False)
    return tuple(charted(digest, [*earlier, *since]))


def digest_chart(
    coalition: Coalition, digest: Digest, updates: Sequence[Update], channel: Channel
) -> Image | None:
    """The chart as that channel's readers may know it; None where there is nothing to show."""
    audience = audience_named(channel.audience)
    grid = status_grid(coalition, updates, audience, until=chart_end(digest), weeks=_WEEKS)
    if not grid.rows:
        return None
    words = chart_words(grid, channel_reader(coalition, channel, digest))
    svg = status_chart(grid, words)
    return None if svg is None else Image(f"{coalition.id}-{digest.period}", svg, words.alt)


async def channel_charts(
    unit: CoalitionUnit, coalition: Coalition, digest: Digest, *, also: Collection[RoomId] = ()
) -> Mapping[RoomId, tuple[Channel, Message | None]]:
    """The chart for each room that wants one, or is among `also`; who read the same share it."""
    rooms = digest_channels(coalition)
    wanting = [(room, channel) for room, channel in rooms if channel.chart or room in also]
    if not wanting:
        return {}
    updates = await load_charted(unit, digest)
    made: dict[tuple[str, str | None], Message | None] = {}
    for _, channel in wanting:
        alike = channel.audience, channel.language
        if alike not in made:
            language = channel_reader(coalition, channel, digest).language
            image = digest_chart(coalition, digest, updates, channel)
            made[alike] = None if image is None else Message((image,), language)
    return {room: (channel, made[channel.audience, channel.language]) for room, channel in wanting}


def chart_delivery(first: Delivery, channel: Channel, message: Message, now: datetime) -> Delivery:
    """The chart, in the thread of the digest whose first part that is."""
    return _delivery(first, channel, message, now, thread_of=first.key)


async def chart_edits(
    unit: CoalitionUnit,
    coalition: Coalition,
    digest: Digest,
    sent: Sequence[Delivery],
    now: datetime,
) -> Sequence[Delivery]:
    """An edit of each chart among the digest's deliveries that would be another one by now.

    So the picture says no more than the edited digest; nobody gets a second one.
    """
    charts = [d for d in sorted(sent, key=lambda d: d.revision) if d.kind is DeliveryKind.CHART]
    last = {chart.room: chart for chart in charts}
    gone = {d.room for d in charts if d.state in (DeliveryState.FAILED, DeliveryState.DROPPED)}
    # A channel that wants no more of them still has this one.
    there = [room for room in last.keys() - gone if room is not None]
    wanted = await channel_charts(unit, coalition, digest, also=there) if there else {}
    edits: list[Delivery] = []
    for room, (channel, drawn) in wanted.items():
        message = drawn or nothing_left(channel_reader(coalition, channel, digest))
        if room in last and room not in gone and last[room].body != to_json(message):
            first = next(chart for chart in charts if chart.room == room)
            edits.append(
                _delivery(first, channel, message, now, edits=first.key, revision=digest.revision)
            )
    return edits


def _delivery(
    like: Delivery,
    channel: Channel,
    message: Message,
    now: datetime,
    *,
    edits: DeliveryKey | None = None,
    thread_of: DeliveryKey | None = None,
    revision: int = 0,
) -> Delivery:
    kind = DeliveryKind.CHART
    return Delivery(
        key=delivery_key(kind, like.subject, channel.address, revision=revision),
        kind=kind,
        coalition=like.coalition,
        subject=like.subject,
        lane=like.lane,
        room=like.room,
        edits=edits,
        thread_of=thread_of,
        body=to_json(message),
        revision=revision,
        due=now,
        available=now,
        created=now,
        expires=now + _OF_USE,
    )
