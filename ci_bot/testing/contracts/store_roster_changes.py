"""What a store promises about changes of the roster that can be taken back."""

from dataclasses import replace
from datetime import datetime

from ci_bot.domain.coalition import Release, Rhythm
from ci_bot.domain.roster.undo import Part, RosterChange
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import MARA, NOW, RIVER, VALLEY, minutes


def _change(id_: str = "change", at: datetime = NOW) -> RosterChange:
    full = full_coalition()
    part = Part(
        organisations=tuple(full.organisations.values()),
        people=tuple(full.people.values()),
        working_groups=tuple(full.working_groups.values()),
        activities=tuple(full.activities.values()),
        roles=full.roles,
        common_agenda=full.common_agenda,
        common_agenda_version=full.common_agenda_version,
        goals=tuple(full.goals.values()),
        preset=full.preset,
        rhythm=full.rhythm,
        paused=True,
        channels=full.channels,
    )
    before = Part(common_agenda="", goals=(), rhythm=Rhythm(release=Release.MANUAL), paused=False)
    return RosterChange(id=id_, at=at, by=MARA, before=before, after=part)


class RosterChangePromises:
    """Who changed the roster, when and how, is kept whole until it is removed."""

    async def test_a_change_comes_back_as_it_was(self, store: Store) -> None:
        await save(store, full_coalition())
        async with writing(store) as unit:
            await unit.add_roster_change(_change())
        async with reading(store) as unit:
            assert await unit.roster_changes() == [_change()]

    async def test_changes_come_newest_first_and_are_removed_one_by_one(self, store: Store) -> None:
        await save(store, full_coalition())
        async with writing(store) as unit:
            for name, at in (("first", 0), ("third", 2), ("second", 1)):
                await unit.add_roster_change(_change(name, NOW + minutes(at)))
        async with writing(store) as unit:
            found = await unit.roster_changes()
            assert [change.id for change in found] == ["third", "second", "first"]
            await unit.remove_roster_change("third")
            await unit.remove_roster_change("unknown")
        async with reading(store) as unit:
            assert [change.id for change in await unit.roster_changes()] == ["second", "first"]

    async def test_changes_of_another_coalition_are_out_of_reach(self, store: Store) -> None:
        await save(store, full_coalition())
        await save(store, replace(full_coalition(VALLEY), revision=0))
        async with writing(store) as unit:
            await unit.add_roster_change(_change())
        async with writing(store, VALLEY) as unit:
            assert await unit.roster_changes() == []
            await unit.remove_roster_change("change")
        async with reading(store, RIVER) as unit:
            assert await unit.roster_changes() == [_change()]
