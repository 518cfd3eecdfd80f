"""A lead leaves, or nobody is left in the backbone: somebody stands in, and is told why."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.roles import Role, RoleName
from tests.support.card_house import DAYS, EVENINGS, INES, LOTTE, MAREK, CardHouse, led_by_marek

SANNA, PETR = PersonId("sanna-h"), PersonId("petr-v")
THURSDAY = date(2026, 11, 19)
"""The first check-in on the rhythm."""


def without(coalition: Coalition, person: PersonId, until: date = date(2026, 11, 16)) -> Coalition:
    """The coalition once that person's roles have ended."""
    roles = tuple(replace(r, until=until) if r.person == person else r for r in coalition.roles)
    return replace(coalition, roles=roles)


def in_person(coalition: Coalition) -> Coalition:
    """Without a backbone channel: its people are told directly."""
    channels = tuple(c for c in coalition.channels if c.audience != "backbone")
    return replace(coalition, channels=channels)


def with_chair(coalition: Coalition) -> Coalition:
    guild = next(r.organisation for r in coalition.roles if r.person == SANNA)
    chair = Role(person=SANNA, organisation=guild, role=RoleName.STEERING_COMMITTEE, title="chair")
    return replace(coalition, roles=(*coalition.roles, chair))


async def test_what_a_lead_who_left_had_open_goes_to_the_deputy_and_the_backbone_hears_once() -> (
    None
):
    house = CardHouse()
    await house.opens(in_person(led_by_marek()))
    await house.write(MAREK, "1: 1")
    await house.heard_by(INES)
    await house.apply(without(await house.coalition(), MAREK))
    await house.settle()
    told = await house.heard_by(INES)
    assert "The role of Marek O. has ended" in told
    assert (
        "Teacher evenings: I ask Lotte F. now. "
        "To make them the lead: activity edit teacher-evenings lead lotte-f" in told
    )
    asked = await house.heard_by(LOTTE)
    assert "Teacher evenings" in asked
    assert "Pupils' Heritage Days" not in asked
    assert "you stand in, its lead has left" in asked
    await house.apply(await house.coalition())
    house.clock.advance(timedelta(days=3))
    await house.settle()
    assert "has ended" not in await house.heard_by(INES)
    assert (await house.prompt()).ended is not None


async def test_who_keeps_two_coalitions_hears_of_equal_names_in_each() -> None:
    house = CardHouse()
    await house.apply(in_person(led_by_marek()))
    await house.apply(replace(in_person(led_by_marek()), id=CoalitionId("ring"), name="Ring"))
    for slug in ("open-lakeland", "ring"):
        await house.write(INES, f"in {slug} checkin open")
    for slug in ("open-lakeland", "ring"):
        await house.write(MAREK, f"in {slug} not me")
    assert (await house.heard_by(INES)).count("Marek O. says I ask the wrong person") == 2
    for slug in ("open-lakeland", "ring"):
        await house.apply(without(await house.coalition(slug), MAREK))
        await house.settle()
    assert (await house.heard_by(INES)).count("The role of Marek O. has ended") == 2


async def test_without_a_deputy_the_backbone_hears_that_nobody_is_asked() -> None:
    house = CardHouse()
    coalition = in_person(led_by_marek())
    alone = replace(coalition.activities[EVENINGS], deputy_person=None)
    coalition = replace(coalition, activities={**coalition.activities, EVENINGS: alone})
    await house.apply(coalition)
    await house.apply(without(await house.coalition(), MAREK))
    await house.settle()
    told = await house.heard_by(INES)
    assert (
        "Teacher evenings: nobody is asked now. "
        "To name a lead: activity edit teacher-evenings lead PERSON" in told
    )
    assert "Pupils' Heritage Days: I ask Lotte F. now" in told


async def in_chat(house: CardHouse) -> None:
    assert "Lotte F. stands in for" in await house.says(INES, "person archive Marek O.")


async def by_file(house: CardHouse) -> None:
    await house.apply(without(await house.coalition(), MAREK))


async def out_of_the_file(house: CardHouse) -> None:
    coalition = await house.coalition()
    roles = tuple(role for role in coalition.roles if role.person != MAREK)
    await house.apply(replace(coalition, roles=roles))


async def by_date(house: CardHouse) -> None:
    await house.apply(without(await house.coalition(), MAREK, until=date(2026, 11, 18)))


@pytest.mark.parametrize("leave", [in_chat, by_file, out_of_the_file, by_date])
async def test_however_a_lead_leaves_the_deputy_stands_in_until_the_backbone_names_a_lead(
    leave: Callable[[CardHouse], Awaitable[None]],
) -> None:
    house = CardHouse()
    await house.apply(in_person(led_by_marek()))
    await leave(house)
    for _ in range(20):
        house.clock.advance(timedelta(hours=12))
        await house.settle()
    told = await house.heard_by(INES)
    assert told.count("The role of Marek O. has ended") == 1
    assert "To make them the lead: activity edit heritage-days lead lotte-f" in told
    assert DAYS in {i.activity for i in (await house.prompt(LOTTE)).items if i.stands_in}
    assert "has left" in await house.heard_by(LOTTE)
    assert (await house.coalition()).activities[DAYS].lead_person == MAREK
    await house.write(INES, "activity edit heritage-days lead lotte-f")
    named = (await house.coalition()).activities[DAYS]
    assert (named.lead_person, named.deputy_person) == (LOTTE, None)


async def test_when_the_deputy_leaves_too_the_backbone_hears_that_nobody_is_asked() -> None:
    house = CardHouse()
    await house.apply(without(in_person(led_by_marek()), MAREK))
    await house.settle()
    assert "Teacher evenings: I ask Lotte F. now" in await house.heard_by(INES)
    await house.apply(without(await house.coalition(), LOTTE))
    await house.settle()
    assert "Teacher evenings: nobody is asked now" in await house.heard_by(INES)


async def test_with_nobody_left_in_the_backbone_the_steering_chair_is_told() -> None:
    house = CardHouse()
    await house.apply(with_chair(in_person(led_by_marek())))
    gone = without(without(await house.coalition(), INES), MAREK)
    await house.apply(gone)
    await house.settle()
    assert "The role of Marek O. has ended" in await house.heard_by(SANNA)
    assert "has ended" not in await house.heard_by(INES)
    assert "has ended" not in await house.heard_by(PETR)


async def test_while_all_of_the_backbone_are_away_the_chair_reads_along() -> None:
    house = CardHouse()
    coalition = with_chair(led_by_marek())
    ines = replace(coalition.people[INES], away_until=date(2026, 12, 24))
    house.channel("!backbone", INES)
    await house.apply(replace(coalition, people={**coalition.people, INES: ines}))
    await house.apply(without(await house.coalition(), MAREK))
    await house.settle()
    assert "The role of Marek O. has ended" in await house.heard_by(SANNA)


async def test_far_in_the_east_whose_role_begins_that_day_is_asked_once_it_has_begun() -> None:
    house = CardHouse()
    coalition = led_by_marek()
    roles = (replace(r, since=THURSDAY) if r.person == MAREK else r for r in coalition.roles)
    marek = replace(coalition.people[MAREK], timezone="Pacific/Kiritimati")
    people = {**coalition.people, MAREK: marek}
    await house.apply(replace(coalition, people=people, roles=tuple(roles)))
    for _ in range(10):
        house.clock.advance(timedelta(hours=6))
        await house.settle()
    # At half past nine of his Thursday it is Wednesday evening for the coalition.
    assert await house.heard_by(MAREK) == ""
    house.clock.advance(timedelta(hours=6))
    await house.settle()
    assert "Pupils' Heritage Days" in await house.heard_by(MAREK)
    assert await house.says(MAREK, "1: 1 all is well") != ""
