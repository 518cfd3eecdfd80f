"""What a store promises about a coalition as one value."""

import asyncio
from dataclasses import replace

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, CoalitionId, PersonId
from ci_bot.domain.person import Account, Person
from ci_bot.ports.store import ConflictError, Store
from ci_bot.testing.contracts.store_base import load, reading, save, writing
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import BRIDGE, MARA, RIVER, VALLEY, small_coalition


def _in_order(coalition: Coalition) -> list[list[str]]:
    parts = (coalition.people, coalition.organisations, coalition.activities, coalition.goals)
    return [list(map(str, part)) for part in parts]


class CoalitionPromises:
    """Nothing of it is lost, and of two who change it at once one has to look again."""

    async def test_an_unknown_coalition_is_none(self, store: Store) -> None:
        async with reading(store) as unit:
            assert unit.id == RIVER
            assert await unit.load() is None

    @pytest.mark.parametrize("coalition", [full_coalition(), small_coalition()])
    async def test_a_coalition_comes_back_as_it_was(
        self, store: Store, coalition: Coalition
    ) -> None:
        saved = await save(store, coalition)
        assert saved == replace(coalition, revision=1)
        assert await load(store) == saved
        assert _in_order(await load(store)) == _in_order(coalition)

    async def test_every_part_can_be_changed_and_emptied(self, store: Store) -> None:
        first = await save(store, full_coalition())
        second = await save(store, replace(small_coalition(), revision=first.revision))
        assert await load(store) == second
        third = await save(store, replace(full_coalition(), revision=second.revision))
        assert await load(store) == third
        assert third.revision == 3

    async def test_members_are_added_changed_and_removed(self, store: Store) -> None:
        saved = await save(store, full_coalition())
        people = {
            PersonId("zoe"): Person(id=PersonId("zoe"), name="Zoe"),
            MARA: replace(saved.people[MARA], introduced=False),
        }
        activities = {id_: saved.activities[id_] for id_ in (ActivityId("a"), BRIDGE)}
        accounts = (*saved.accounts[1:], Account(id=saved.accounts[0].id, person=PersonId("zoe")))
        changed = replace(saved, people=people, activities=activities, accounts=accounts)
        await save(store, changed)
        stored = await load(store)
        assert stored == replace(changed, revision=2)
        assert _in_order(stored) == _in_order(changed)

    async def test_of_two_who_changed_it_the_later_one_must_look_again(self, store: Store) -> None:
        saved = await save(store, small_coalition())
        await save(store, replace(saved, name="First"))
        with pytest.raises(ConflictError):
            await save(store, replace(saved, name="Second"))
        assert (await load(store)).name == "First"

    async def test_a_coalition_begins_once(self, store: Store) -> None:
        await save(store, small_coalition())
        with pytest.raises(ConflictError):
            await save(store, small_coalition())

    async def test_what_was_never_stored_has_no_later_revision(self, store: Store) -> None:
        with pytest.raises(ConflictError):
            await save(store, replace(small_coalition(), revision=4))

    async def test_a_change_is_seen_by_its_own_unit_at_once(self, store: Store) -> None:
        saved = await save(store, small_coalition())
        async with writing(store) as unit:
            again = await unit.save(replace(saved, name="Second"))
            assert await unit.load() == again
            third = await unit.save(replace(again, name="Third"))
        assert await load(store) == third

    async def test_a_change_without_commit_is_never_seen(self, store: Store) -> None:
        saved = await save(store, small_coalition())
        async with store.write() as uow:
            await uow.of(RIVER).save(replace(saved, name="Taken back"))
        assert await load(store) == saved
        other = await save(store, replace(saved, name="Another"))
        assert await load(store) == other

    async def test_a_coalition_is_saved_only_as_itself(self, store: Store) -> None:
        async with writing(store, VALLEY) as unit:
            with pytest.raises(ValueError, match="river"):
                await unit.save(small_coalition(RIVER))

    async def test_many_may_change_it_if_each_looks_again(self, store: Store) -> None:
        await save(store, small_coalition())
        numbers = range(10)
        await asyncio.gather(*(_add_person(store, f"person-{n}") for n in numbers))
        assert set(await _people(store)) == {f"person-{n}" for n in numbers}


async def _add_person(store: Store, id_: str) -> None:
    while True:
        try:
            async with writing(store) as unit:
                before = await unit.load()
                assert before is not None
                person = Person(id=PersonId(id_), name=id_)
                await unit.save(replace(before, people={**before.people, person.id: person}))
            return
        except ConflictError:
            continue


async def _people(store: Store, id_: CoalitionId = RIVER) -> list[str]:
    return [str(person) for person in (await load(store, id_)).people]
