"""How many a thing reaches, in words."""

from ci_bot.domain.reach import Reach
from ci_bot.views.reader import Reader


def reach_text(reader: Reader, reach: Reach) -> str:
    """`3 channels, 14 organisations`."""
    ngettext = reader.ngettext
    channels = ngettext("{count} channel", "{count} channels", reach.channels)
    theirs = ngettext("{count} organisation", "{count} organisations", reach.organisations)
    organisations = theirs.format(count=reach.organisations)
    if not reach.channels:
        return organisations
    return reader.gettext("{channels}, {organisations}").format(
        channels=channels.format(count=reach.channels), organisations=organisations
    )
