"""Channels in words: whom each is for, in what language, and what became of one."""

from collections.abc import Iterator, Sequence

from ci_bot.domain.coalition import Channel
from ci_bot.domain.difference import Change
from ci_bot.domain.ids import local_part
from ci_bot.messages.inline import Line, Words, line
from ci_bot.views.reader import Reader


def channel_name(reader: Reader, channel: Channel) -> str:
    """`#all (coalition, in German, with the chart)`."""
    _ = reader.gettext
    texts = {
        (False, False): "{room} ({audience})",
        (True, False): _("{room} ({audience}, in {language})"),
        (False, True): _("{room} ({audience}, with the chart)"),
        (True, True): _("{room} ({audience}, in {language}, with the chart)"),
    }
    return texts[channel.language is not None, channel.chart].format(
        room=local_part(channel.address),
        audience=channel.audience,
        language=reader.language_name(channel.language or ""),
    )


def channel_lines(reader: Reader, changes: Sequence[Change]) -> Iterator[Line]:
    """What each channel is now, and what it was."""
    _ = reader.gettext
    changed = [change for change in changes if change.section == "channels"]
    old = {c.before.address: c.before for c in changed if c.before is not None}
    for new in (c.after for c in changed if c.after is not None):
        was = old.pop(new.address, None)
        text = _("Channel: {channel} (it was {before})") if was else _("Channel: {channel}")
        before = channel_name(reader, was) if was else ""
        yield line(text, channel=Words(channel_name(reader, new)), before=Words(before))
    for gone in old.values():
        text = _("{room} is no channel any more.")
        yield line(text, room=Words(local_part(gone.address)))
