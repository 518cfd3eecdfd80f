"""What is read from a typed change of the roster, and what is wrong with a typo."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.activity import Milestone
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, ActivityId, PersonId
from ci_bot.domain.person import Account
from ci_bot.domain.roster.error import RosterError, Wrong
from tests.support.lakeland import lakeland
from tests.support.roster_typing import typed

EVENINGS = ActivityId("teacher-evenings")
LAKELAND = lakeland()


def edited(fields: str) -> Any:
    return typed(LAKELAND, f"activity edit Teacher evenings {fields}").activities[EVENINGS]


def wrong(line: str, coalition: Coalition = LAKELAND) -> RosterError:
    with pytest.raises(RosterError) as raised:
        typed(coalition, line)
    return raised.value


@pytest.mark.parametrize(
    ("fields", "attribute", "value"),
    [
        ("lead Marek O. deputy none", "lead_person", "marek-o"),
        ('title "Evenings, for the lead"', "title", "Evenings, for the lead"),
        ("deputy: aino k.", "deputy_person", "aino-k"),
        ("deputy -", "deputy_person", None),
        ("group Collections working group rhythm monthly", "working_group", "collections"),
        ("goal Every pupil meets open heritage at school", "goal", "in-class"),
        ("goal 2", "goal", "open-collections"),
        ("reinforces Lesson plans, label-translation", "reinforces",
         ("lesson-plans", "label-translation")),
        ("reinforces + Lesson plans and open-collections", "reinforces",
         ("heritage-days", "lesson-plans", "open-collections")),
        ("reinforces - heritage-days", "reinforces", ()),
        ("reinforces none end 3 Dec", "reinforces", ()),
        ("rhythm every 2 weeks end 27 Nov", "rhythm", "every 2 weeks"),
        ("start 1.10.2026", "start", date(2026, 10, 1)),
        ("end tomorrow", "end", date(2026, 11, 17)),
        ("supported-by Harbour Archive", "supporting", ("harbour-archive",)),
    ],
)  # fmt: skip
def test_a_field_takes_the_words_up_to_the_next(fields: str, attribute: str, value: Any) -> None:
    assert getattr(edited(fields), attribute) == value


@pytest.mark.parametrize(
    ("fields", "milestones"),
    [
        ("milestone Second evening 10 Dec", {"Second evening": date(2026, 12, 10)}),
        ('milestone "20 leaflets" 20 June', {"Second evening": date(2026, 12, 3),
                                             "20 leaflets": date(2027, 6, 20)}),
        ("milestone second evening none", {}),
        ("milestone Third 4 Dec milestone Fourth friday", {"Second evening": date(2026, 12, 3),
         "Third": date(2026, 12, 4), "Fourth": date(2026, 11, 20)}),
        ("milestone none", {}),
    ],
)  # fmt: skip
def test_a_milestone_is_added_moved_or_taken_away(fields: str, milestones: dict[str, date]) -> None:
    expected = tuple(Milestone(text=text, date=day) for text, day in milestones.items())
    assert edited(fields).milestones == expected


@pytest.mark.parametrize("fields", ["deputy keine archived ja", "archived yes deputy none"])
def test_little_words_are_read_in_english_and_the_language_of_who_types(fields: str) -> None:
    changed = typed(LAKELAND, f"activity edit Teacher evenings {fields}", language="de")
    evenings = changed.activities[EVENINGS]
    assert (evenings.deputy_person, evenings.archived) == (None, True)
    line = "activity edit Teacher evenings reinforces Lesson plans und open-collections"
    joined = typed(LAKELAND, line, language="de")
    assert joined.activities[EVENINGS].reinforces == ("lesson-plans", "open-collections")


@pytest.mark.parametrize(
    ("line", "why", "near"),
    [
        ("activity edit Teacher evenings ryhthm monthly", Wrong.NO_SUCH_FIELD, "rhythm"),
        ("activity edit Teacher evening lead Marek O.", Wrong.NOT_FOUND, "teacher-evenings"),
        ("activity edit Teacher evenings lead Marik O.", Wrong.NOT_FOUND, "marek-o"),
        ("activity edit Teacher evenings lead Xantippe", Wrong.NOT_FOUND, None),
        ("activity edit Teacher evenings deputy", Wrong.NO_VALUE, None),
        ("activity edit Teacher evenings lead none", Wrong.MUST_BE, None),
        ("activity edit Teacher evenings end 3 Dec end 4 Dec", Wrong.TWICE, None),
        ("activity edit Teacher evenings end soon", Wrong.NO_DATE, None),
        ("activity edit Teacher evenings rhythm often", Wrong.NO_SCHEDULE, None),
        ("activity edit Teacher evenings milestone Printed", Wrong.NO_DATE, None),
        ("activity edit Teacher evenings milestone Printed none", Wrong.NO_MILESTONE, None),
        ("activity edit Teacher evenings", Wrong.NO_NAME, None),
        ("activity add lead Marek O.", Wrong.NO_NAME, None),
        ("activity add Song book", Wrong.MUST_BE, None),
        ("org add Tides country Germany", Wrong.NO_COUNTRY, None),
        ("org add Tides timezone Berlin", Wrong.NO_ZONE, "Europe/Berlin"),
        ("org add Tides timezone Europe/Berlim", Wrong.NO_ZONE, "Europe/Berlin"),
        ("org add Tides language klingonish", Wrong.NO_LANGUAGE, None),
        ("org add Tides id Böse!", Wrong.NO_SLUG, None),
        ("org add Tides id eastwater", Wrong.TAKEN, None),
        ("org add harbour archive", Wrong.SAME_NAME, None),
        ("org edit eastwater partnership left", Wrong.NOT_ONE_OF, None),
        ("group add Backbone id backbone", Wrong.TAKEN, None),
        ("person add Vera role boss", Wrong.NOT_ONE_OF, None),
        ("person edit Lotte F. region Bavaria", Wrong.NO_REGION, None),
        ("role grant Aino K. stearing committee", Wrong.NOT_ONE_OF, "steering committee"),
        ("role grant Aino K.", Wrong.NO_CHOICE, None),
        (f"org add {'x' * 201}", Wrong.TOO_LONG, None),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_and_what_comes_near_is_offered(
    line: str, why: Wrong, near: str | None
) -> None:
    error = wrong(line)
    assert (error.why, error.near) == (why, near)


def test_the_near_word_put_in_its_place_makes_the_line_right() -> None:
    line = "Teacher evenings lead Marik O. deputy none"
    error = wrong(f"activity edit {line}")
    start, end = error.span
    mended = f"activity edit {line[:start]}{error.near}{line[end:]}"
    assert typed(LAKELAND, mended).activities[EVENINGS].lead_person == "marek-o"


def test_two_of_one_name_are_told_apart_by_their_ids() -> None:
    again = typed(LAKELAND, 'person add "Marek O." org eastwater id marek-east')
    error = wrong("activity edit Teacher evenings deputy Marek O.", again)
    assert (error.why, error.names) == (Wrong.SEVERAL, ("marek-o", "marek-east"))
    named = typed(again, "activity edit Teacher evenings deputy marek-east")
    assert named.activities[EVENINGS].deputy_person == "marek-east"


@pytest.mark.parametrize("mention", ["@lotte:x.org", "@U7", "@Lotte F.", "T1/U7"])
def test_a_mention_stands_for_its_person(mention: str) -> None:
    ids = (AccountId("matrix:@lotte:x.org"), AccountId("slack:T1/U7"))
    accounts = tuple(Account(id=id_, person=PersonId("lotte-f")) for id_ in ids)
    known = replace(LAKELAND, accounts=accounts)
    named = typed(known, f"activity edit Lesson plans deputy {mention} end 27 Nov")
    assert named.activities[ActivityId("lesson-plans")].deputy_person == "lotte-f"


def test_a_name_with_a_fields_word_in_it_is_still_a_name() -> None:
    person = replace(LAKELAND.people[PersonId("lotte-f")], name="Lead Goalman")
    people = {**LAKELAND.people, person.id: person}
    named = typed(
        replace(LAKELAND, people=people), "activity edit Lesson plans deputy Lead Goalman"
    )
    assert named.activities[ActivityId("lesson-plans")].deputy_person == "lotte-f"


@given(text=st.text(max_size=60))
def test_any_text_behind_a_command_is_read_or_refused(text: str) -> None:
    for command in ("org add", "activity edit", "group edit schools", "role grant", "person add"):
        try:
            changed = typed(LAKELAND, f"{command} {text}")
        except RosterError:
            continue
        assert changed.people, command


@pytest.mark.parametrize(
    "name", ["Harbour\u202e Archive", "Harbour\u2063 Archive", "Har\u00adbour\u2800Archive"]
)
def test_what_nobody_sees_makes_no_other_name(name: str) -> None:
    with pytest.raises(RosterError) as refused:
        typed(LAKELAND, f'org add "{name}"')
    assert refused.value.why is Wrong.SAME_NAME


@pytest.mark.parametrize("name", ["\u2800", "\u200d", "\U000e0041", "\u0301", "\x85"])
def test_a_name_has_to_be_seen(name: str) -> None:
    with pytest.raises(RosterError) as refused:
        typed(LAKELAND, f'org add "{name}"')
    assert refused.value.why is Wrong.NO_NAME
