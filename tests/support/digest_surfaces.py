"""What an audience reads of a week: its digest in any format, and the same week told otherwise."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from hypothesis import strategies as st

from ci_bot.domain.digest.content import DigestContent
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import UpdateId
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import audience_named, may_see
from ci_bot.views.digest.formats import DigestFormat, render_digest
from tests.support.digest_week import CHANNELS, READER, content
from tests.support.random_weeks import settled

AUDIENCES = st.sampled_from(CHANNELS)
FORMATS = st.sampled_from(list(DigestFormat))


def shown(material: Material, audience: str, format_: DigestFormat) -> str:
    """Top and thread of what the audience's channel gets."""
    return _rendered(content(material, audience), format_)


def shown_but_for_coverage(material: Material, audience: str, format_: DigestFormat) -> str:
    """The same without the one number that counts a "no change", too."""
    found = content(material, audience)
    uncounted = replace(found.coverage, updates=0)
    return _rendered(replace(found, coverage=uncounted), format_)


@lru_cache(maxsize=8)
def _rendered(found: DigestContent, format_: DigestFormat) -> str:
    # What is equal reads the same, so it need not be rendered twice.
    return render_digest(found, READER, format_)


def only(material: Material, keep: Callable[[Update], bool]) -> Material:
    """The same week, had the others never been said."""
    kept = {u.id for u in (*material.updates, *material.earlier) if keep(u)}
    return settled(
        replace(
            material,
            updates=[_first(material, u, kept) for u in material.updates if u.id in kept],
            earlier=[u for u in material.earlier if u.id in kept],
        )
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


def _first(material: Material, update: Update, kept: set[UpdateId]) -> Update:
    """What replaced something that was never said follows what stood before that."""
    older = update.replaces
    while older is not None and older not in kept:
        older = material.by_id[older].replaces if older in material.by_id else None
    return replace(update, replaces=older)
