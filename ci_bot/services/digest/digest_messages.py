"""The messages of a digest for one channel: its parts, in order, and who gets them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.compose import compose
from ci_bot.domain.digest.content import DigestContent
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import RoomId
from ci_bot.domain.rhythm.presets import preset_of
from ci_bot.domain.visibility import audience_named
from ci_bot.messages.blocks import Message
from ci_bot.messages.shorten import shorten
from ci_bot.messages.split import MESSAGE_BUDGET, split
from ci_bot.views.digest.messages import digest_details, digest_top
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """The messages for one channel; `details` go to the thread of the first of `top`."""

    top: Sequence[Message] = ()
    details: Sequence[Message] = ()


def digest_parts(material: Material, channel: Channel) -> Parts:
    """The digest as that channel gets it; no part at all where silence is better."""
    content = content_for(material, channel.audience)
    if goes_without_saying(material, content):
        return Parts()
    reader = channel_reader(material.coalition, channel, material.digest)
    fitted = fit(content, shorten)
    details = digest_details(fitted, reader)
    return Parts(
        top=split(digest_top(fitted, reader), MESSAGE_BUDGET),
        details=[part for message in details for part in split(message, MESSAGE_BUDGET)],
    )


def channel_parts(material: Material) -> Iterator[tuple[RoomId, Channel, Parts]]:
    """The parts for every channel; those who read the same in the same language share them."""
    made: dict[tuple[str, str | None], Parts] = {}
    for room, channel in digest_channels(material.coalition):
        alike = channel.audience, channel.language
        if alike not in made:
            made[alike] = digest_parts(material, channel)
        yield room, channel, made[alike]


def content_for(material: Material, audience: str) -> DigestContent:
    """The digest of the audience with that name, not yet fitted."""
    return compose(material, audience_named(audience), name=audience)


def goes_without_saying(material: Material, content: DigestContent) -> bool:
    """Whether a quiet time means no message, unless somebody posts it all the same.

    Where nobody has said a word yet, it isn't quiet.
    """
    if not content.quiet or content.intro is not None or material.digest.posted_by is not None:
        return False
    begun = material.updates or material.earlier or material.asks
    return preset_of(material.coalition).silent or not begun


def digest_channels(coalition: Coalition) -> Sequence[tuple[RoomId, Channel]]:
    """The rooms that receive digests, each once, however often it is linked."""
    rooms: dict[RoomId, Channel] = {}
    for channel in coalition.channels:
        rooms.setdefault(channel.room or channel.address, channel)
    return tuple(rooms.items())


def channel_reader(coalition: Coalition, channel: Channel, digest: Digest) -> Reader:
    """The channel's language and the coalition's time; from the digest's day, also in an edit."""
    return Reader(
        language=channel.language or main_language(coalition),
        zone=coalition.timezone,
        now=digest.due,
    )


def main_language(coalition: Coalition) -> str:
    """The first of the coalition's languages."""
    return coalition.languages[0] if coalition.languages else "en"
