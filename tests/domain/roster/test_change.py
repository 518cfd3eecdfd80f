"""What becomes of a coalition when its roster changes, and what can't be."""

from dataclasses import replace
from datetime import date

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, GroupId, OrganisationId, PersonId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.presence import Presence, deputy_acts, presence_of_lead
from ci_bot.domain.roles import RoleName
from ci_bot.domain.roster.effects import Effect, Follows, effects
from ci_bot.domain.roster.error import RosterError, Wrong
from tests.support.lakeland import lakeland
from tests.support.roster_typing import TODAY, typed

LAKELAND = lakeland()
SANNA, MAREK, LOTTE, AINO = map(PersonId, ("sanna-h", "marek-o", "lotte-f", "aino-k"))
EVENINGS, PLANS = ActivityId("teacher-evenings"), ActivityId("lesson-plans")


def after(*lines: str) -> Coalition:
    coalition = LAKELAND
    for line in lines:
        coalition = typed(coalition, line)
    return coalition


def why(*lines: str) -> Wrong:
    coalition = after(*lines[:-1])
    with pytest.raises(RosterError) as raised:
        typed(coalition, lines[-1])
    return raised.value.why


def test_a_new_activity_is_of_its_leads_organisation() -> None:
    made = after("activity add Song book lead Lotte F.").activities[ActivityId("song-book")]
    assert (made.lead_person, made.lead_organisation) == ("lotte-f", "little-things")


def test_no_new_entry_takes_the_id_of_another() -> None:
    lines = ("activity add In class lead Lotte F.", 'activity add "In - Class!" lead Lotte F.')
    made = list(after(*lines).activities.values())[-2:]
    # `in-class` is a goal, which activities reinforce by its id.
    assert [(a.id, a.title) for a in made] == [
        ("in-class-2", "In class"),
        ("in-class-3", "In - Class!"),
    ]
    groups = after("group add Backbone", "group add Backbone?").working_groups
    assert list(groups)[-2:] == ["backbone-2", "backbone-3"]


def test_another_lead_brings_their_organisation_along() -> None:
    led = after("activity edit Lesson plans lead Marek O.").activities[PLANS]
    assert (led.lead_person, led.lead_organisation) == ("marek-o", "little-things")
    kept = after("activity edit Lesson plans lead Marek O. org north-shore").activities[PLANS]
    assert kept.lead_organisation == "north-shore"


def test_a_deputy_who_becomes_lead_leaves_the_deputys_place() -> None:
    led = after("activity edit Teacher evenings lead Marek O.").activities[EVENINGS]
    assert (led.lead_person, led.deputy_person) == ("marek-o", None)


def test_whoever_leaves_takes_off_their_hats_and_nobody_takes_their_places() -> None:
    left = after("person archive Sanna H.")
    assert left.activities == LAKELAND.activities
    assert left.working_groups == LAKELAND.working_groups
    assert deputy_acts(left, left.activities[EVENINGS], TODAY)
    assert left.hats(SANNA, TODAY) == ()
    assert [role.until for role in left.roles if role.person == SANNA] == [TODAY]
    assert SANNA in left.people


def test_nobody_leaves_without_anybody_to_stand_in() -> None:
    assert why("person archive Aino K.") is Wrong.WITHOUT_LEAD
    assert why("role revoke Aino K. representative") is Wrong.WITHOUT_LEAD
    assert why("person archive Marek O.", "person archive Sanna H.") is Wrong.WITHOUT_LEAD


def test_what_had_no_lead_already_keeps_nobody_from_leaving() -> None:
    roles = tuple(role for role in LAKELAND.roles if role.person != AINO)
    left = typed(replace(LAKELAND, roles=roles), "person archive Sanna H.")
    assert left.hats(SANNA, TODAY) == ()


def test_one_hat_less_changes_nothing_while_another_is_worn_there() -> None:
    both = after("role grant Aino K. deputy", "role revoke Aino K. representative")
    assert both.activities[ActivityId("harbour-photographs")].lead_person == AINO


def test_an_observer_leads_nothing() -> None:
    lines = ("role grant Sanna H. observer", "role revoke Sanna H. representative")
    seen = after(*lines)
    assert presence_of_lead(seen, seen.activities[EVENINGS], TODAY) is Presence.LEFT
    assert why(*lines, "activity edit Lesson plans lead Sanna H.") is Wrong.NOT_IN


@pytest.mark.parametrize(
    "line",
    [
        "role revoke Ines B. backbone",
        "role revoke Ines B. backbone to 27 Nov",
        "person archive Ines B.",
        "org archive Commons Bridge Office",
    ],
)
def test_the_last_of_the_backbone_stays(line: str) -> None:
    assert why(line) is Wrong.LAST_BACKBONE
    grant = "role grant Lotte F. backbone"
    assert after(grant, line) != after(grant)
    assert why(f"{grant} to 26 Nov", line) is Wrong.LAST_BACKBONE


def test_an_organisation_leaves_once_it_leads_nothing_and_its_people_with_it() -> None:
    assert why("org archive Harbour Archive") is Wrong.LEADS
    left = after("activity archive Harbour photographs", "org archive Harbour Archive")
    archive = OrganisationId("harbour-archive")
    assert left.organisations[archive].partnership is Partnership.LEFT
    assert left.hats(AINO, TODAY) == ()
    assert left.activities[ActivityId("licence-toolkit")].supporting == ()
    assert left.activities[ActivityId("harbour-photographs")].lead_person == AINO
    assert archive not in left.working_groups[GroupId("collections")].organisations
    again = typed(left, "org edit Harbour Archive partnership active")
    assert again.organisations[archive].partnership is Partnership.ACTIVE


def test_a_group_in_use_is_not_archived() -> None:
    assert why("group archive schools") is Wrong.GROUP_IN_USE
    assert why("group edit schools archived yes") is Wrong.GROUP_IN_USE
    lines = ("group add Tides co-chair Aino K.", "group archive tides")
    assert after(*lines).working_groups[GroupId("tides")].archived
    assert why(*lines, "activity edit Lesson plans group tides") is Wrong.ARCHIVED
    assert (
        not after(*lines, "group edit tides archived no").working_groups[GroupId("tides")].archived
    )


def test_what_is_archived_comes_back_only_with_a_lead() -> None:
    lines = ("activity archive Teacher evenings", "person archive Sanna H.")
    back = "activity edit Teacher evenings archived no"
    assert why(*lines, back) is Wrong.NOT_IN
    assert after(*lines, f"{back} lead Marek O.").activities[EVENINGS].active(TODAY)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("activity edit Teacher evenings deputy Sanna H.", Wrong.OWN_DEPUTY),
        ("activity edit Teacher evenings supported-by teachers-guild", Wrong.SUPPORTS_ITSELF),
        ("activity edit Teacher evenings reinforces teacher-evenings", Wrong.REINFORCES_ITSELF),
        ("activity edit Teacher evenings start 3 Dec end 2 Dec", Wrong.ENDS_FIRST),
        ("role grant Aino K. deputy from 3 Dec to 3 Dec", Wrong.ENDS_FIRST),
        ("role grant Aino K. representative", Wrong.ALREADY),
        ("role revoke Aino K. deputy", Wrong.NOT_HELD),
        ("person add Vera K.", Wrong.MUST_BE),
    ],
)
def test_what_makes_no_sense_is_refused(line: str, reason: Wrong) -> None:
    assert why(line) is reason


def test_a_role_has_the_dates_that_were_typed() -> None:
    granted = after("role grant Lotte F. backbone for commons-bridge from 1 Dec to 1 March 2027")
    role = granted.roles[-1]
    assert (role.since, role.until) == (date(2026, 12, 1), date(2027, 3, 1))
    assert LOTTE not in granted.holders(RoleName.BACKBONE, TODAY)
    sooner = typed(granted, "role grant Lotte F. backbone for commons-bridge from 20 Nov")
    assert [r.since for r in sooner.roles if r.role is RoleName.BACKBONE][-1:] == [
        date(2026, 11, 20)
    ]
    assert typed(granted, "role revoke Lotte F. backbone").roles == LAKELAND.roles


def test_a_hat_that_is_worn_is_not_taken_off_to_be_put_on_later() -> None:
    assert why("role grant Aino K. representative from 1 Dec") is Wrong.ALREADY


def test_somebody_of_two_organisations_is_asked_for_which() -> None:
    two = "role grant Lotte F. representative for eastwater"
    assert why(two, "role grant Lotte F. backbone") is Wrong.WHICH_ROLE
    lines = (two, "role grant Lotte F. representative for little-things")
    assert why(*lines, "role revoke Lotte F. representative") is Wrong.WHICH_ROLE
    left = after(*lines, "role revoke Lotte F. representative for eastwater")
    assert {hat.organisation for hat in left.hats(LOTTE, TODAY)} == {"little-things"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("person add Vera K. org eastwater", Effect(follows=Follows.NOT_LINKED,
                                                    person=PersonId("vera-k"))),
        ("activity add Song book lead Lotte F.", Effect(follows=Follows.NEXT_CHECKIN,
                                                        names=("Song book",))),
        ("org edit eastwater partnership paused", Effect(follows=Follows.NOT_ASKED,
                                                         names=("Label translation",))),
        ("role revoke Sanna H. representative to 27 Nov",
         Effect(follows=Follows.LEADS_UNTIL, person=SANNA, names=("Teacher evenings",),
                day=date(2026, 11, 27))),
    ],
)  # fmt: skip
def test_what_follows_is_told(line: str, expected: Effect) -> None:
    assert effects(LAKELAND, after(line), today=TODAY) == (expected,)


def test_who_stands_in_for_a_leaver_is_told() -> None:
    coalition = after("person archive Sanna H.")
    left = Effect(follows=Follows.LEFT, person=SANNA)
    stands_in = Effect(follows=Follows.STANDS_IN, person=MAREK, names=("Teacher evenings",))
    assert effects(LAKELAND, coalition, today=TODAY) == (left, stands_in)
    alone = tuple(a for a in LAKELAND.accounts if a.person != MAREK)
    coalition = replace(coalition, accounts=alone)
    unlinked = Effect(follows=Follows.NOT_LINKED, person=MAREK)
    assert effects(LAKELAND, coalition, today=TODAY) == (left, stands_in, unlinked)


def test_a_group_before_whose_meetings_people_are_asked_is_not_archived() -> None:
    meeting = replace(
        after("group add Tides meets monthly first tue 17:00"),
        rhythm=replace(LAKELAND.rhythm, checkin="meeting tides -2 days 09:30"),
    )
    for line in ("group archive tides", "group edit tides meets none"):
        with pytest.raises(RosterError) as raised:
            typed(meeting, line)
        assert raised.value.why is Wrong.DOES_NOT_FIT
