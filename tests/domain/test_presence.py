"""Who is here, who is still to come and who has left; and who leads what by that."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GroupId, PersonId
from ci_bot.domain.organisation import WorkingGroup
from ci_bot.domain.presence import (
    Presence,
    acts,
    chaired,
    deputy_acts,
    first_day,
    orphaned,
    presence,
    presence_of_lead,
)
from ci_bot.domain.roles import Role, RoleName
from tests.support.small_coalition import BRIDGE, MARA, MUSEUM, OTTO, PUPILS, small_coalition

DAY = date(2026, 11, 19)
NEXT = DAY + timedelta(days=1)
REPRESENTATIVE, OBSERVER = RoleName.REPRESENTATIVE, RoleName.OBSERVER


def hat(
    since: date | None = None,
    until: date | None = None,
    *,
    role: RoleName = REPRESENTATIVE,
    bridge: bool = False,
    person: PersonId = MARA,
) -> Role:
    organisation = BRIDGE if bridge else MUSEUM
    return Role(person=person, organisation=organisation, role=role, since=since, until=until)


def wearing(*hats: Role, person: PersonId = MARA) -> Coalition:
    """The coalition in which the person wears these hats and no others."""
    coalition = small_coalition()
    others = tuple(role for role in coalition.roles if role.person != person)
    return replace(coalition, roles=(*others, *hats))


@pytest.mark.parametrize(
    ("hats", "found"),
    [
        ([hat()], Presence.HERE),
        ([hat(DAY, NEXT)], Presence.HERE),
        ([hat(until=DAY), hat(bridge=True)], Presence.HERE),
        ([hat(NEXT)], Presence.COMING),
        ([hat(until=DAY), hat(NEXT)], Presence.COMING),
        ([hat(until=DAY)], Presence.LEFT),
        ([hat(until=DAY), hat(role=OBSERVER)], Presence.LEFT),
        ([hat(role=OBSERVER)], Presence.NEVER),
        ([], Presence.NEVER),
    ],
)
def test_presence_goes_by_the_hats_in_which_somebody_is_asked(
    hats: list[Role], found: Presence
) -> None:
    coalition = wearing(*hats)
    assert presence(coalition, MARA, DAY) is found
    assert acts(coalition, MARA, DAY) == (found is Presence.HERE)
    assert found.gone == (found in {Presence.LEFT, Presence.NEVER})


def test_who_is_not_in_the_roster_has_left() -> None:
    assert presence(small_coalition(), PersonId("gone"), DAY) is Presence.LEFT


@pytest.mark.parametrize(
    ("hats", "found"),
    [
        ([hat(until=DAY), hat(bridge=True)], Presence.LEFT),
        ([hat(NEXT), hat(bridge=True)], Presence.COMING),
        ([hat(bridge=True)], Presence.HERE),
        ([hat(until=DAY, bridge=True)], Presence.LEFT),
    ],
)
def test_a_lead_acts_for_the_organisation_that_leads_if_they_ever_did(
    hats: list[Role], found: Presence
) -> None:
    coalition = wearing(*hats)
    assert presence_of_lead(coalition, coalition.activities[PUPILS], DAY) is found


def test_somebody_acts_for_one_organisation_and_not_for_another() -> None:
    coalition = small_coalition()
    assert acts(coalition, MARA, DAY, organisation=MUSEUM)
    assert not acts(coalition, MARA, DAY, organisation=BRIDGE)


def test_the_first_day_is_that_of_somebody_still_to_come() -> None:
    later = NEXT + timedelta(days=9)
    assert first_day(wearing(hat(until=DAY), hat(later), hat(NEXT)), MARA, DAY) == NEXT
    assert first_day(wearing(hat(), hat(NEXT)), MARA, DAY) is None
    assert first_day(wearing(hat(until=DAY)), MARA, DAY) is None


def test_an_activity_is_orphaned_when_its_lead_has_left_and_no_deputy_acts() -> None:
    left = wearing(hat(until=DAY))
    pupils = left.activities[PUPILS]
    assert deputy_acts(left, pupils, DAY)
    assert not orphaned(left, pupils, DAY)
    assert orphaned(left, replace(pupils, deputy_person=None), DAY)
    watching = hat(role=OBSERVER, person=OTTO)
    both = replace(left, roles=(*(r for r in left.roles if r.person != OTTO), watching))
    assert orphaned(both, pupils, DAY)
    assert not orphaned(wearing(), replace(pupils, deputy_person=None), DAY)


def test_a_co_chair_may_be_somebody_who_is_never_asked() -> None:
    group = WorkingGroup(id=GroupId("schools"), name="Schools", co_chairs=(MARA,))
    assert chaired(wearing(hat(role=OBSERVER)), group, DAY)
    assert not chaired(wearing(hat(until=DAY)), group, DAY)
