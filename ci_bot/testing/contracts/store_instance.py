"""What a store promises about calendar, directory, named values and open questions."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import AccountId, CoalitionId, RoomId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.ports.store import Store, StoreError
from ci_bot.testing.contracts.store_base import save
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import (
    MARA,
    NOW,
    RIVER,
    ROOM,
    VALLEY,
    minutes,
    new_invitation,
    new_question,
    small_coalition,
)

CHECKIN = Schedule(coalition=RIVER, kind=OccurrenceKind.CHECKIN, subject="main", next_due=NOW)
DIGEST = Schedule(coalition=RIVER, kind=OccurrenceKind.DIGEST, next_due=NOW - minutes(5))
PAUSED = Schedule(coalition=RIVER, kind=OccurrenceKind.FREEZE)
FUTURE = Schedule(coalition=VALLEY, kind=OccurrenceKind.DIGEST, next_due=NOW + minutes(5))


async def _plan(store: Store) -> None:
    await save(store, small_coalition(RIVER))
    await save(store, small_coalition(VALLEY))
    async with store.write() as uow:
        for schedule in (CHECKIN, DIGEST, PAUSED, FUTURE):
            await uow.calendar.put(schedule)
        await uow.commit()


class InstancePromises:
    """What belongs to no single coalition is found by what platforms and clocks know."""

    async def test_what_is_due_comes_earliest_first(self, store: Store) -> None:
        await _plan(store)
        async with store.write() as uow:
            assert await uow.calendar.due(now=NOW, limit=9) == [DIGEST, CHECKIN]
            assert await uow.calendar.due(now=NOW, limit=1) == [DIGEST]
        async with store.read() as uow:
            assert await uow.calendar.due(now=NOW - minutes(5), limit=9) == [DIGEST]
            assert await uow.calendar.due(now=NOW - minutes(6), limit=9) == []

    async def test_a_schedule_moves_on(self, store: Store) -> None:
        await _plan(store)
        moved = replace(DIGEST, next_due=NOW + minutes(60))
        async with store.write() as uow:
            await uow.calendar.put(moved)
            await uow.commit()
        async with store.read() as uow:
            assert await uow.calendar.due(now=NOW, limit=9) == [CHECKIN]
            assert await uow.calendar.of(RIVER) == [CHECKIN, moved, PAUSED]

    async def test_a_schedule_that_was_removed_is_never_due(self, store: Store) -> None:
        await _plan(store)
        async with store.write() as uow:
            await uow.calendar.remove(RIVER, OccurrenceKind.DIGEST, "")
            await uow.calendar.remove(RIVER, OccurrenceKind.REMIND, "unknown")
            await uow.commit()
        async with store.read() as uow:
            assert await uow.calendar.of(RIVER) == [CHECKIN, PAUSED]
            assert await uow.calendar.of(VALLEY) == [FUTURE]

    async def test_a_schedule_belongs_to_a_coalition_that_is_stored(self, store: Store) -> None:
        async with store.write() as uow:
            with pytest.raises(StoreError):
                await uow.calendar.put(CHECKIN)

    async def test_an_account_leads_to_everybody_it_is(self, store: Store) -> None:
        for id_ in (VALLEY, RIVER, CoalitionId("Zoo")):
            await save(store, full_coalition(id_))
        async with store.read() as uow:
            assert await uow.directory.coalitions() == ["Zoo", "river", "valley"]
            found = await uow.directory.people(AccountId("matrix:@mara:example.org"))
            assert found == [("Zoo", MARA), (RIVER, MARA), (VALLEY, MARA)]
            assert await uow.directory.people(AccountId("matrix:@MARA:example.org")) == []

    async def test_a_room_leads_to_its_channel(self, store: Store) -> None:
        saved = await save(store, full_coalition())
        known, named = saved.channels
        async with store.read() as uow:
            assert await uow.directory.channel(ROOM) == (RIVER, known)
            assert await uow.directory.channel(named.address) == (RIVER, named)
            assert await uow.directory.channel(known.address) is None, "an alias may move"
            assert await uow.directory.channel(RoomId("matrix:!other")) is None

    async def test_a_code_leads_to_its_invitation(self, store: Store) -> None:
        await save(store, small_coalition())
        async with store.write() as uow:
            await uow.of(RIVER).add_invitation(new_invitation())
            await uow.commit()
        async with store.read() as uow:
            assert await uow.directory.invitation("hash") == (RIVER, new_invitation())
            assert await uow.directory.invitation("other") is None

    async def test_open_invitations_are_neither_used_nor_expired(self, store: Store) -> None:
        await save(store, small_coalition())
        async with store.write() as uow:
            unit = uow.of(RIVER)
            await unit.add_invitation(new_invitation("open"))
            await unit.add_invitation(new_invitation("used", used=NOW))
            await unit.add_invitation(new_invitation("expired", expires=NOW))
            await uow.commit()
        async with store.read() as uow:
            assert await uow.directory.invitations_open(now=NOW) == 1

    async def test_a_named_value_is_the_last_one_put(self, store: Store) -> None:
        async with store.write() as uow:
            assert await uow.values.get("cursor") is None
            await uow.values.put("cursor", "1")
            await uow.values.put("cursor", "2")
            await uow.commit()
        async with store.read() as uow:
            assert await uow.values.get("cursor") == "2"

    async def test_a_named_value_is_swapped_only_for_what_it_still_is(self, store: Store) -> None:
        async with store.write() as uow:
            await uow.values.put("token", "old")
            assert await uow.values.swap("token", "other", "new") is False
            assert await uow.values.swap("none", "old", "new") is False
            assert await uow.values.get("token") == "old"
            assert await uow.values.swap("token", "old", "new") is True
            await uow.commit()
        async with store.read() as uow:
            assert await uow.values.get("token") == "new"
            assert await uow.values.names("") == ["token"]

    async def test_a_named_value_is_removed_once(self, store: Store) -> None:
        async with store.write() as uow:
            await uow.values.put("state", "x")
            await uow.values.put("other", "y")
            assert [await uow.values.remove("state") for _ in range(2)] == [True, False]
            await uow.commit()
        async with store.read() as uow:
            assert await uow.values.names("") == ["other"]

    async def test_names_are_found_by_how_they_begin(self, store: Store) -> None:
        async with store.write() as uow:
            for name in ("room%b", "room%a", "roomXc", "Room%d", "other"):
                await uow.values.put(name, "")
            await uow.commit()
        async with store.read() as uow:
            assert await uow.values.names("room%") == ["room%a", "room%b"]
            assert len(await uow.values.names("")) == 5
            assert await uow.values.beginning("Room") == {"Room%d": ""}

    async def test_an_account_has_one_open_question(self, store: Store) -> None:
        first, second = new_question(), replace(new_question(), kind="which", data={})
        async with store.write() as uow:
            await uow.questions.put(first)
            assert await uow.questions.get(first.account) == first
            await uow.questions.put(second)
            await uow.questions.put(new_question("slack:T1/U2"))
            await uow.commit()
        async with store.write() as uow:
            assert await uow.questions.get(second.account) == second
            await uow.questions.remove(second.account)
            await uow.questions.remove(second.account)
            await uow.commit()
        async with store.read() as uow:
            assert await uow.questions.get(second.account) is None
            assert await uow.questions.get(AccountId("slack:T1/U2")) is not None
