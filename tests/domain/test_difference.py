"""The difference of two coalitions says each thing that changes, once."""

from dataclasses import replace

from ci_bot.domain.coalition import Channel, Coalition, Rhythm
from ci_bot.domain.difference import Change, differences
from ci_bot.domain.ids import AccountId, CoalitionId, GoalId, OrganisationId, PersonId, RoomId
from ci_bot.domain.organisation import Goal
from ci_bot.domain.person import Account, Person
from ci_bot.domain.roles import Role, RoleName

ADA, BEN = PersonId("ada"), PersonId("ben")
OFFICE, RIVER = OrganisationId("office"), OrganisationId("river")


def role(person: PersonId, organisation: OrganisationId) -> Role:
    return Role(person=person, organisation=organisation, role=RoleName.REPRESENTATIVE)


BEFORE = Coalition(
    id=CoalitionId("green"),
    name="Green",
    people={ADA: Person(id=ADA, name="Ada"), BEN: Person(id=BEN, name="Ben")},
    roles=(role(ADA, OFFICE), role(BEN, OFFICE), role(ADA, RIVER)),
    goals={GoalId("swim"): Goal(id=GoalId("swim"), text="Swim")},
    channels=(Channel(address=RoomId("matrix:#a")),),
)


def test_the_same_has_no_difference() -> None:
    assert differences(BEFORE, BEFORE) == ()


def test_what_the_file_does_not_manage_is_no_difference() -> None:
    assert differences(BEFORE, replace(BEFORE, revision=9, paused=True)) == ()


def test_a_new_coalition_is_all_difference() -> None:
    found = differences(None, BEFORE)
    assert [(c.section, c.entry) for c in found] == [
        ("coalition", "name"),
        ("people", "ada"),
        ("people", "ben"),
        ("roles", "ada: representative of office"),
        ("roles", "ben: representative of office"),
        ("roles", "ada: representative of river"),
        ("goals", "swim"),
        ("channels", "matrix:#a for coalition"),
    ]


def test_a_changed_field_is_named_with_both_values() -> None:
    goals = {GoalId("swim"): Goal(id=GoalId("swim"), text="Dive")}
    assert differences(BEFORE, replace(BEFORE, goals=goals)) == (
        Change(section="goals", entry="swim", field="text", before="Swim", after="Dive"),
    )


def test_a_changed_rhythm_is_named_time_by_time() -> None:
    after = replace(BEFORE, rhythm=Rhythm(remind="sun 10:00"))
    assert differences(BEFORE, after) == (
        Change(
            section="coalition",
            entry="rhythm",
            field="remind",
            before="mon 10:00",
            after="sun 10:00",
        ),
    )


def test_what_is_gone_is_named() -> None:
    (change,) = differences(BEFORE, replace(BEFORE, channels=()))
    assert (change.entry, change.after) == ("matrix:#a for coalition", None)


def test_the_order_of_a_persons_roles_counts() -> None:
    turned = (role(ADA, RIVER), role(BEN, OFFICE), role(ADA, OFFICE))
    (change,) = differences(BEFORE, replace(BEFORE, roles=turned))
    assert (change.section, change.entry, change.field) == ("roles", "ada", "order")


def test_whose_roles_come_first_does_not_count() -> None:
    moved = (role(BEN, OFFICE), role(ADA, OFFICE), role(ADA, RIVER))
    assert differences(BEFORE, replace(BEFORE, roles=moved)) == ()


def test_accounts_are_told_by_person() -> None:
    account = Account(id=AccountId("matrix:@ben:x"), person=BEN)
    (change,) = differences(BEFORE, replace(BEFORE, accounts=(account,)))
    assert change == Change(section="accounts", entry="ben: matrix:@ben:x", after=account)
