"""What an audience reads of a week: its digest in any format, and the same week told otherwise."""

import re
from collections.abc import Callable
from dataclasses import replace

from hypothesis import strategies as st

from ci_bot.domain.digest_material import Material
from ci_bot.domain.ids import UpdateId
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import audience_named, may_see
from ci_bot.views.digest_formats import DigestFormat, render_digest
from tests.support.digest_week import CHANNELS, READER, content

AUDIENCES = st.sampled_from(CHANNELS)
FORMATS = st.sampled_from(list(DigestFormat))
_COVERAGE = re.compile(r"draws on \d+ updates?|\"updates\": \d+")


def shown(material: Material, audience: str, format_: DigestFormat) -> str:
    """Top and thread of what the audience's channel gets."""
    return render_digest(content(material, audience), READER, format_)


def but_for_coverage(text: str) -> str:
    """The same without the one number that counts a "no change", too."""
    return _COVERAGE.sub("", text)


def only(material: Material, keep: Callable[[Update], bool]) -> Material:
    """The same week, had the others never been said."""
    kept = {u.id for u in (*material.updates, *material.earlier) if keep(u)}
    return replace(
        material,
        updates=[_first(u, kept) for u in material.updates if u.id in kept],
        earlier=[u for u in material.earlier if u.id in kept],
    )


def visible_to(material: Material, audience: str) -> Callable[[Update], bool]:
    """Whether an update may be read by that audience."""
    activities, who = material.coalition.activities, audience_named(audience)
    return lambda update: may_see(update.visibility, activities[update.activity], who)


def without_hidden_asks(material: Material, audience: str) -> Material:
    """The week without the asks that audience may not see."""
    activities, who = material.coalition.activities, audience_named(audience)

    kept = [
        ask
        for ask in material.asks
        if may_see(ask.visibility, activities[ask.activity] if ask.activity else None, who)
    ]
    return replace(material, asks=kept)


def _first(update: Update, kept: set[UpdateId]) -> Update:
    """What replaced something that was never said is the first word of it."""
    return update if update.replaces in kept else replace(update, replaces=None)
