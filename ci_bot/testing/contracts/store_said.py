"""What a store promises about updates and asks."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.ids import ActivityId, MessageId, PersonId, PromptId, UpdateId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Source, Update
from ci_bot.ports.store import ConflictError, Store, StoreError
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_samples import (
    BRIDGE,
    MARA,
    NOW,
    RIVER,
    ROOM,
    SAID,
    VALLEY,
    full_ask,
    full_update,
    minutes,
    new_ask,
    new_update,
    small_coalition,
)

PROMPT = PromptId("prompt")


async def _store_updates(store: Store, *updates: Update) -> None:
    await save(store, small_coalition())
    async with writing(store) as unit:
        for update in updates:
            await unit.add_update(update)


class SaidPromises:
    """What people said is kept as they said it, and found by who, where, when and what about."""

    @pytest.mark.parametrize("update", [full_update(), new_update()])
    async def test_an_update_comes_back_as_it_was(self, store: Store, update: Update) -> None:
        await _store_updates(store, update)
        async with reading(store) as unit:
            assert await unit.update(update.id) == update
            assert await unit.update(UpdateId("unknown")) is None

    async def test_an_update_is_added_once(self, store: Store) -> None:
        await _store_updates(store, new_update())
        async with store.write() as uow:
            with pytest.raises(ConflictError):
                await uow.of(RIVER).add_update(new_update())

    async def test_an_update_is_marked_but_never_rewritten(self, store: Store) -> None:
        kept = new_update(words="as it was said", visibility=Visibility.BACKBONE, confirmed=False)
        await _store_updates(store, kept)
        marks: dict[str, Any] = {
            "visibility": Visibility.COALITION,
            "confirmed": True,
            "replaced": NOW,
            "withdrawn": NOW,
        }
        async with writing(store) as unit:
            await unit.put_update(replace(kept, words="rewritten", status=Status.DONE, **marks))
            with pytest.raises(StoreError):
                await unit.put_update(new_update("unknown"))
        async with reading(store) as unit:
            assert await unit.update(kept.id) == replace(kept, **marks)

    async def test_updates_come_by_the_time_they_were_said(self, store: Store) -> None:
        await _store_updates(
            store,
            new_update("third", at=NOW, recorded=NOW),
            new_update("second", at=NOW - minutes(1), recorded=NOW + minutes(1)),
            new_update("first", at=NOW - minutes(1), recorded=NOW),
            new_update("fourth", at=NOW, recorded=NOW),
        )
        async with reading(store) as unit:
            found = await unit.updates()
        assert [u.id for u in found] == ["first", "second", "third", "fourth"]

    async def test_updates_are_found_by_what_they_are(self, store: Store) -> None:
        await _store_updates(
            store,
            new_update("bridge"),
            new_update("other", activity=ActivityId("a")),
            new_update("ben", person=PersonId("ben")),
            new_update("prompt", prompt=PROMPT),
            new_update("replaced", replaced=NOW),
            new_update("withdrawn", withdrawn=NOW),
        )
        async with reading(store) as unit:
            everything = await unit.updates(current_only=False)
            assert len(everything) == 6
            assert [u.id for u in await unit.updates(prompt=PROMPT)] == ["prompt"]
            assert [u.id for u in await unit.updates(activity=ActivityId("a"))] == ["other"]
            both = await unit.updates(activity=BRIDGE, person=MARA)
            assert [u.id for u in both] == ["bridge", "prompt"]

    async def test_updates_of_an_interval_were_recorded_in_it(self, store: Store) -> None:
        start, end = NOW, NOW + minutes(10)
        await _store_updates(
            store,
            new_update("before", recorded=start - minutes(0.001), at=end),
            new_update("first", recorded=start, at=start - minutes(99)),
            new_update("last", recorded=end - minutes(0.001)),
            new_update("after", recorded=end),
        )
        async with reading(store) as unit:
            found = await unit.updates(since=start, until=end)
            assert [u.id for u in found] == ["first", "last"]
            with pytest.raises(ValueError, match="time zone"):
                await unit.updates(since=NOW.replace(tzinfo=None))

    async def test_the_last_word_is_found_per_activity_and_visibility(self, store: Store) -> None:
        await _store_updates(
            store,
            new_update("old", at=NOW - minutes(9)),
            new_update("last"),
            new_update("narrow", at=NOW - minutes(5), visibility=Visibility.BACKBONE),
            new_update("words only", at=NOW + minutes(1), status=None, words="hello"),
            new_update("unconfirmed", at=NOW + minutes(1), confirmed=False),
            new_update("replaced", at=NOW + minutes(1), replaced=NOW),
            new_update("withdrawn", at=NOW + minutes(1), withdrawn=NOW),
            new_update("other", at=NOW + minutes(2), activity=ActivityId("a")),
        )
        async with reading(store) as unit:
            latest = await unit.latest_updates()
        assert [u.id for u in latest] == ["narrow", "last", "other"]

    async def test_behind_no_change_stands_what_was_last_told(self, store: Store) -> None:
        await _store_updates(
            store,
            new_update("told", at=NOW - minutes(3), status=Status.AT_RISK),
            new_update("same", at=NOW - minutes(2), no_change=True),
            new_update("still the same", at=NOW - minutes(1), no_change=True),
            new_update("with words", activity=ActivityId("a"), no_change=True, words="but slower"),
            new_update("only same", at=NOW, activity=ActivityId("b"), no_change=True),
        )
        async with reading(store) as unit:
            latest = await unit.latest_updates()
        ids = [u.id for u in latest]
        assert ids == ["told", "still the same", "with words", "only same"]

    async def test_the_last_word_before_an_instant_knows_nothing_later(self, store: Store) -> None:
        same = new_update("same", at=NOW - minutes(8), recorded=NOW - minutes(1))
        await _store_updates(
            store,
            new_update("told", at=NOW - minutes(9), recorded=NOW - minutes(2)),
            replace(same, no_change=True, words="though slower"),
            new_update("later", at=NOW - minutes(7), recorded=NOW),
        )
        async with reading(store) as unit:
            latest = await unit.latest_updates(before=NOW)
            with pytest.raises(ValueError, match="time zone"):
                await unit.latest_updates(before=NOW.replace(tzinfo=None))
        assert [u.id for u in latest] == ["told", "same"]

    async def test_what_a_message_said_is_found_by_it(self, store: Store) -> None:
        await _store_updates(
            store,
            new_update("one", source=SAID),
            new_update("two", source=SAID, at=NOW - minutes(1)),
            new_update("replaced", source=SAID, replaced=NOW),
            new_update("other", source=Source(room=ROOM, message=MessageId("$other"))),
        )
        async with writing(store) as unit:
            await unit.add_ask(new_ask(source=SAID))
            await unit.add_ask(new_ask(source=SAID, withdrawn=NOW))
        async with reading(store) as unit:
            assert [u.id for u in await unit.updates_from(SAID)] == ["two", "one"]
            assert [a.number for a in await unit.asks_from(SAID)] == [1]

    async def test_asks_get_the_next_number(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            first = await unit.add_ask(new_ask(number=77))
            second = await unit.add_ask(full_ask())
        assert (first.number, second.number) == (1, 2)
        async with reading(store) as unit:
            assert await unit.ask(1) == first
            assert await unit.ask(2) == replace(full_ask(), number=2)
            assert await unit.ask(77) is None

    async def test_numbers_of_asks_are_never_shared(self, store: Store) -> None:
        await save(store, small_coalition())

        async def add() -> int:
            async with writing(store) as unit:
                return (await unit.add_ask(new_ask())).number

        assert sorted(await asyncio.gather(*(add() for _ in range(12)))) == list(range(1, 13))

    async def test_an_ask_is_closed_with_thanks(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            added = await unit.add_ask(new_ask())
            closed = replace(added, closed=NOW, thanked=MARA)
            await unit.put_ask(closed)
            with pytest.raises(StoreError):
                await unit.put_ask(replace(added, number=2))
        async with reading(store) as unit:
            assert await unit.ask(1) == closed

    async def test_asks_are_found_by_what_they_are(self, store: Store) -> None:
        await save(store, small_coalition())
        asks = (
            new_ask(opened=NOW + minutes(9)),
            new_ask(kind=AskKind.OFFER, person=PersonId("ben")),
            new_ask(closed=NOW),
            new_ask(withdrawn=NOW),
            new_ask(prompt=PROMPT),
        )
        async with writing(store) as unit:
            for ask in asks:
                await unit.add_ask(ask)
        async with reading(store) as unit:
            assert [a.number for a in await unit.asks()] == [1, 2, 3, 5]
            assert [a.number for a in await unit.asks(AskKind.ASK, open_only=True)] == [1, 5]
            assert [a.number for a in await unit.asks(person=PersonId("ben"))] == [2]
            assert [a.number for a in await unit.asks(prompt=PROMPT)] == [5]
            interval = await unit.asks(since=NOW + minutes(1), until=NOW + minutes(10))
            assert [a.number for a in interval] == [1]

    async def test_what_was_said_belongs_to_a_coalition_that_is_stored(self, store: Store) -> None:
        async with store.write() as uow:
            with pytest.raises(StoreError):
                await uow.of(RIVER).add_ask(new_ask())

    async def test_what_the_working_group_was_told_can_become_the_backbones(
        self, store: Store
    ) -> None:
        group, other = Visibility.WORKING_GROUP, ActivityId("other")
        told: dict[str, Any] = {"visibility": group}
        await _store_updates(
            store,
            new_update("told", words="private", **told),
            new_update("replaced", **told, replaced=NOW),
            new_update("withdrawn", **told, withdrawn=NOW),
            new_update("all"),
            new_update("other", **told, activity=other),
        )
        async with writing(store) as unit:
            await unit.add_ask(new_ask(**told, activity=BRIDGE))
            await unit.add_ask(new_ask(**told, activity=BRIDGE, withdrawn=NOW))
            await unit.add_ask(new_ask(**told))
            both = await unit.told_to(group, (BRIDGE, other))
            assert (both[BRIDGE], both[other]) == (2, 1)
            await unit.keep_for_backbone((BRIDGE,))
        async with reading(store) as unit:
            updates = {u.id: u for u in await unit.updates(current_only=False)}
            kept = {id_ for id_, u in updates.items() if u.visibility is Visibility.BACKBONE}
            assert kept == {"told", "replaced", "withdrawn"}
            assert updates[UpdateId("told")].words == "private"
            assert updates[UpdateId("all")].visibility is Visibility.COALITION
            assert [a.visibility for a in await unit.asks()] == [Visibility.BACKBONE, group]
            withdrawn = await unit.ask(2)
            assert withdrawn is not None
            assert withdrawn.visibility is Visibility.BACKBONE
            assert dict(await unit.told_to(group, (BRIDGE, other))) == {other: 1}
            assert await unit.told_to(Visibility.BACKBONE, (BRIDGE,)) == {BRIDGE: 2}

    async def test_another_coalitions_words_keep_their_readers(self, store: Store) -> None:
        await _store_updates(store, new_update(visibility=Visibility.WORKING_GROUP))
        await save(store, small_coalition(VALLEY))
        async with writing(store, VALLEY) as unit:
            assert not await unit.told_to(Visibility.WORKING_GROUP, (BRIDGE,))
            await unit.keep_for_backbone((BRIDGE,))
        async with reading(store) as unit:
            assert await unit.told_to(Visibility.WORKING_GROUP, (BRIDGE,)) == {BRIDGE: 1}
