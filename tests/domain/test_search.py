"""Words are compared as people read them, and found by those who may read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.activity import Activity
from ci_bot.domain.ids import GroupId
from ci_bot.domain.search import folded, sight_of
from ci_bot.domain.status import Visibility
from ci_bot.domain.visibility import Audience, may_see
from tests.support.lakeland import lakeland

LAKELAND = lakeland()
GROUPS = [*LAKELAND.working_groups, GroupId("gone")]
audiences = st.builds(
    Audience, backbone=st.booleans(), groups=st.frozensets(st.sampled_from(GROUPS))
)


@given(
    audience=audiences,
    visibility=st.sampled_from(Visibility),
    activity=st.sampled_from([None, *LAKELAND.activities.values()]),
)
def test_what_can_be_found_is_what_may_be_seen(
    audience: Audience, visibility: Visibility, activity: Activity | None
) -> None:
    sight = sight_of(LAKELAND, audience)
    id_ = None if activity is None else activity.id
    assert sight.covers(visibility, id_) == may_see(visibility, activity, audience)


@given(st.text(), st.text())
def test_a_text_is_found_in_what_goes_on_after_it(text: str, more: str) -> None:
    assert folded(text) in folded(f"{text} {more}")


@given(st.text())
def test_what_is_folded_stays_so(text: str) -> None:
    once = folded(text)
    assert folded(folded(once)) == folded(once)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Été", "ete"), ("STRASSE", "straße"), ("ﬁle", "FILE"), ("Йод", "иод"), ("ｶﾞ", "ガ")],
)
def test_case_width_and_accents_make_no_difference(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("か", "が"), ("क", "कि"), ("ก", "กิ"), ("a", "b")])
def test_other_letters_stay_others(one: str, other: str) -> None:
    assert folded(one) != folded(other)
