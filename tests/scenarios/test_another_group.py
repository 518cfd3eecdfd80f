"""An activity that goes to another working group takes no words along that its old one was told."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ci_bot.domain.ids import ActivityId, GroupId, OrganisationId, PersonId
from ci_bot.domain.status import Visibility
from ci_bot.ports.store import Store
from ci_bot.store import open_store, upgrade
from ci_bot.testing import MemoryStore
from ci_bot.testing.contracts.store_samples import new_ask
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

INES, SANNA, KAISA, AINO = "ines-b", "sanna-h", "kaisa-n", "aino-k"
EVENINGS = ActivityId("teacher-evenings")
MOVE = "activity edit Teacher evenings group collections"
NOTHING = "I found nothing that you may read here."
SCHOOLS = "2 things that were told to Schools working group alone"


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    url = f"sqlite+aiosqlite:///{tmp_path / 'ci-bot.db'}"
    await upgrade(f"sqlite:///{tmp_path / 'ci-bot.db'}")
    async with open_store(url) as opened:
        yield opened


@pytest.fixture
async def house(store: Store) -> ChatHouse:
    """Sanna told her working group that the hall burned, and asked it for another one."""
    house = ChatHouse(store=store)
    await house.apply()
    await house.write(SANNA, "update Teacher evenings at risk the hall burned down")
    await house.write(SANNA, "2")
    async with store.write() as uow:
        ask = new_ask("a dry hall", activity=EVENINGS, visibility=Visibility.WORKING_GROUP)
        ask = replace(
            ask,
            person=PersonId(SANNA),
            organisation=OrganisationId("teachers-guild"),
            opened=house.clock.now(),
        )
        await uow.of(lakeland().id).add_ask(ask)
        await uow.commit()
    return house


async def readable(house: ChatHouse, person: str) -> str:
    """What somebody finds out about the hall, on every way there is."""
    lines = (
        "search hall",
        "status",
        "activity Teacher evenings",
        "digest last",
        "digest 17 Nov",
        "map",
    )
    told = [await house.says(person, line) for line in (*lines, "asks")]
    return "\n".join(told)


async def posted(house: ChatHouse) -> None:
    """A digest with these words is out."""
    house.channel("all", INES)
    await house.write(INES, "digest post")
    house.clock.advance(timedelta(minutes=1))
    await house.settle()


async def test_its_new_working_group_does_not_read_what_the_old_one_was_told(
    house: ChatHouse,
) -> None:
    await posted(house)
    assert "burned" in await readable(house, KAISA)
    assert "hall" not in await readable(house, AINO)
    dry = await house.says(INES, f"{MOVE} --dry-run")
    assert f"{SCHOOLS} would be read by the backbone alone." in dry
    assert "burned" in await readable(house, KAISA)
    said = await house.says(INES, MOVE)
    assert f"{SCHOOLS} are now read by the backbone alone." in said
    for person in (AINO, KAISA):
        assert "hall" not in (await readable(house, person)).replace(NOTHING, "")
    assert "burned" in await house.says(INES, "search hall")
    assert "at risk" in await house.says(INES, "activity Teacher evenings")


async def test_earlier_forms_of_what_was_told_stay_from_it_too(house: ChatHouse) -> None:
    await house.write(SANNA, "update Teacher evenings on track the hall stands again")
    async with house.store.read() as uow:
        before = await uow.of(lakeland().id).updates(activity=EVENINGS, current_only=False)
    assert Visibility.WORKING_GROUP in {u.visibility for u in before}
    assert len(before) > 2
    await house.write(INES, MOVE)
    async with house.store.read() as uow:
        after = await uow.of(lakeland().id).updates(activity=EVENINGS, current_only=False)
    assert Visibility.WORKING_GROUP not in {u.visibility for u in after}
    assert [u.words for u in after] == [u.words for u in before]
    assert "stands again" in await house.says(AINO, "search hall")


async def test_only_who_said_it_shows_it_to_the_new_one(house: ChatHouse) -> None:
    await house.write(INES, MOVE)
    await house.write(SANNA, "update Teacher evenings at risk the hall burned down")
    assert "Collections working group" in await house.says(SANNA, "2")
    assert "burned" in await house.says(AINO, "search hall")
    assert await house.says(KAISA, "search hall") == NOTHING


async def test_who_answered_a_check_in_shows_it_to_the_new_one_in_it(house: ChatHouse) -> None:
    await house.write(INES, "checkin open")
    house.clock.advance(timedelta(minutes=1))
    await house.settle()
    await house.write(SANNA, "1 at risk the cellar is wet")
    await house.write(SANNA, "1: group")
    assert "wet" in await house.says(KAISA, "search cellar")
    assert "3 things that were told to Schools" in await house.says(INES, MOVE)
    assert await house.says(AINO, "search cellar") == NOTHING
    await house.write(SANNA, "1: group")
    assert "wet" in await house.says(AINO, "search cellar")
    assert await house.says(AINO, "search hall") == NOTHING


async def test_the_group_in_a_question_is_the_one_that_was_named_when_it_was_asked(
    house: ChatHouse,
) -> None:
    await house.write(SANNA, "update Teacher evenings at risk the roof leaks")
    await house.write(INES, MOVE)
    again = await house.says(SANNA, "2")
    assert "Who may read this?" in again
    assert "2 Collections working group" in again
    assert await house.says(AINO, "search roof") == NOTHING
    assert "Collections working group" in await house.says(SANNA, "2")
    assert "leaks" in await house.says(AINO, "search roof")


async def test_the_group_in_a_check_ins_question_is_the_one_that_was_named(
    house: ChatHouse,
) -> None:
    await house.write(INES, "checkin open")
    assert "2 Schools working group" in await house.says(SANNA, "1: 2 the cellar is wet")
    await house.write(INES, MOVE)
    again = await house.says(SANNA, "2")
    assert "belongs to Collections working group now, so I ask again." in again
    assert "2 Collections working group" in again
    assert await house.says(AINO, "search cellar") == NOTHING
    await house.write(SANNA, "2")
    assert "wet" in await house.says(AINO, "search cellar")


async def test_undo_gives_nothing_back_and_says_so(house: ChatHouse) -> None:
    await house.write(INES, MOVE)
    await house.write(SANNA, "update Teacher evenings off track no hall anywhere")
    await house.write(SANNA, "2")
    house.clock.advance(timedelta(minutes=1))
    for line, one in (("undo --dry-run", "would be"), ("undo", "is now")):
        said = await house.says(INES, line)
        assert "What the backbone alone reads about Teacher evenings stays so: only who" in said
        told = "1 thing that was told to Collections working group alone"
        assert f"{told} {one} read by the backbone alone." in said
    assert await house.says(KAISA, "search hall") == NOTHING
    assert await house.says(AINO, "search hall") == NOTHING


@pytest.mark.parametrize("group", [GroupId("collections"), None])
async def test_another_group_in_the_file_is_the_same(
    house: ChatHouse, group: GroupId | None
) -> None:
    coalition = await house.coalition()
    evenings = replace(coalition.activities[EVENINGS], working_group=group)
    moved = replace(coalition, activities={**coalition.activities, EVENINGS: evenings})
    apply = house.app.composition.apply_coalition
    plan = await apply(coalition.id, lambda _stored: moved, dry_run=True)
    assert "burned" in await house.says(KAISA, "search hall")
    done = await apply(coalition.id, lambda _stored: moved)
    assert plan == done
    assert [(n.group, n.count) for n in done.narrowed] == [("Schools working group", 2)]
    for person in (AINO, KAISA):
        assert await house.says(person, "search hall") == NOTHING
    back = await house.coalition()
    again = await apply(coalition.id, lambda _stored: replace(coalition, revision=back.revision))
    assert again.narrowed == ()
    assert await house.says(KAISA, "search hall") == NOTHING


async def test_a_change_of_something_else_narrows_nothing(house: ChatHouse) -> None:
    said = await house.says(INES, "activity edit Teacher evenings end 27 Nov")
    assert "backbone alone" not in said
    assert "What the backbone" not in await house.says(INES, "undo")
    assert "burned" in await house.says(KAISA, "search hall")
