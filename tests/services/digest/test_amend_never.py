"""What is told in the thread of a posted digest gives away no more than the digest itself."""

import re

from hypothesis import given, settings

from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import UpdateId
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import as_good_as_silence
from ci_bot.messages import plain
from ci_bot.services.digest.digest_changes import Change, changes_for
from ci_bot.views.digest.changes import changes_message
from tests.support.digest_surfaces import AUDIENCES, only, visible_to
from tests.support.digest_week import READER
from tests.support.random_weeks import weeks

MANY = settings(max_examples=2000)
MARKED = re.compile(r"zq\d+qz")


def thread(material: Material, audience: str, of: Material | None = None) -> str:
    """What that audience is told, had all that was changed in this week been changed afterwards."""
    changed = {u.id for u in (of or material).updates if u.replaces or u.withdrawn}
    later = tuple(u for u in material.updates if u.id in changed)
    lines = changes_for(material, Change(updates=later), audience, READER)
    return plain.render(changes_message(lines, READER)) if lines else ""


def takes_back(material: Material, update: Update) -> bool:
    """Whether a form ended the one before, which more people could read, at the same moment."""
    old = material.by_id.get(update.replaces or UpdateId(""))
    return old is not None and old.replaced == update.recorded


@MANY
@given(weeks(), AUDIENCES)
def test_the_thread_tells_silence_from_no_change_as_little_as_the_digest(
    material: Material, audience: str
) -> None:
    silent = only(material, lambda update: not as_good_as_silence(update))
    assert thread(material, audience) == thread(silent, audience, material)


@MANY
@given(weeks(), AUDIENCES)
def test_the_thread_says_nothing_of_what_was_replaced_withdrawn_or_never_theirs(
    material: Material, audience: str
) -> None:
    """Of words in all of whose forms they could see nothing, the others hear nothing."""
    visible = visible_to(material, audience)
    told = thread(material, audience)
    own = {mark for u in material.selected if visible(u) for mark in MARKED.findall(u.words)}
    assert set(MARKED.findall(told)) <= own
    taken = {u.id for u in material.updates if takes_back(material, u)}
    known = only(material, lambda u: visible(u) or u.id in taken)
    assert told == thread(known, audience, material)
