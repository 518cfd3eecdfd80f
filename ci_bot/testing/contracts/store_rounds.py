"""What a store promises about rounds, prompts, digests and invitations."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import AccountId, CheckinId, DigestId, PeriodKey, PersonId, RoundId
from ci_bot.ports.store import ConflictError, Store, StoreError
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_samples import (
    MARA,
    NOW,
    RIVER,
    VALLEY,
    ended_prompt,
    full_digest,
    minutes,
    new_digest,
    new_invitation,
    new_prompt,
    new_round,
    small_coalition,
)

BEN = PersonId("ben")
ROUND = RoundId("round")


class RoundPromises:
    """One round for a period, one prompt in it for a person, one digest for a period."""

    async def test_a_check_in_has_one_round_for_a_period(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            assert await unit.add_round(new_round())
            assert not await unit.add_round(new_round("other"))
            assert await unit.add_round(new_round("next", "2026-W48"))
            assert await unit.add_round(new_round("else", checkin=CheckinId("else")))
            assert await unit.round(RoundId("other")) is None

    async def test_a_round_comes_back_as_it_was(self, store: Store) -> None:
        await save(store, small_coalition())
        by_hand = new_round(opened_by=MARA)
        closed = replace(by_hand, closed=NOW + minutes(9), closes=NOW + minutes(9))
        async with writing(store) as unit:
            await unit.add_round(by_hand)
            assert await unit.round(ROUND) == by_hand
            await unit.put_round(closed)
        async with reading(store) as unit:
            assert await unit.round(ROUND) == closed

    async def test_rounds_come_newest_first(self, store: Store) -> None:
        await save(store, small_coalition())
        rounds = [
            new_round("old", "2026-W46", opened=NOW - minutes(9), closed=NOW),
            new_round("new", "2026-W48", opened=NOW),
            new_round("newer", "2026-W49", opened=NOW),
            new_round("else", checkin=CheckinId("else"), opened=NOW - minutes(1)),
        ]
        async with writing(store) as unit:
            for round_ in rounds:
                await unit.add_round(round_)
        async with reading(store) as unit:
            assert [r.id for r in await unit.rounds()] == ["newer", "new", "else", "old"]
            main = await unit.rounds(CheckinId("main"), open_only=True)
            assert [r.id for r in main] == ["newer", "new"]

    async def test_a_person_has_one_prompt_in_a_round(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_round(new_round())
            both = [new_prompt("mara"), new_prompt("ben", BEN), new_prompt("again", BEN)]
            assert await unit.add_prompts(both) == 2
            assert await unit.add_prompts([new_prompt("later"), *both]) == 0
            assert await unit.add_prompts([]) == 0
            assert [p.id for p in await unit.prompts_of_round(ROUND)] == ["mara", "ben"]

    async def test_a_prompt_comes_back_as_it_was(self, store: Store) -> None:
        await save(store, small_coalition())
        fresh = new_prompt()
        async with writing(store) as unit:
            await unit.add_round(new_round())
            await unit.add_prompts([fresh])
            assert await unit.prompt(fresh.id) == fresh
            await unit.put_prompt(ended_prompt())
        async with reading(store) as unit:
            assert await unit.prompt(fresh.id) == ended_prompt()

    async def test_the_prompts_of_a_person_come_newest_first(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            for n in (2, 1, 3):
                await unit.add_round(new_round(f"round {n}", f"2026-W4{n}"))
                place = RoundId(f"round {n}")
                due = NOW + minutes(n)
                await unit.add_prompts([new_prompt(f"prompt {n}", round=place, due=due)])
                await unit.add_prompts([new_prompt(f"other {n}", BEN, round=place)])
        async with reading(store) as unit:
            newest = await unit.prompts_of_person(MARA, limit=2)
        assert [p.id for p in newest] == ["prompt 3", "prompt 2"]

    async def test_a_period_has_one_digest(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            assert await unit.add_digest(new_digest())
            assert not await unit.add_digest(new_digest("other"))
            assert await unit.add_digest(new_digest("next", "2026-W48"))
            assert await unit.digest(DigestId("other")) is None
            found = await unit.digest_of(PeriodKey("2026-W48"))
            assert found is not None
            assert found.id == "next"
            assert await unit.digest_of(PeriodKey("2026-W49")) is None

    async def test_a_digest_comes_back_as_it_was(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_digest(new_digest())
            assert await unit.digest(DigestId("digest")) == new_digest()
            await unit.put_digest(full_digest())
        async with reading(store) as unit:
            assert await unit.digest(DigestId("digest")) == full_digest()

    async def test_a_digest_locked_to_be_changed_is_the_one_stored(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_digest(new_digest())
            assert await unit.lock_digest(DigestId("digest")) == new_digest()
            assert await unit.lock_digest(DigestId("other")) is None

    async def test_digests_come_newest_first(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            for n in (2, 1, 3):
                until = NOW + minutes(n)
                await unit.add_digest(new_digest(f"digest {n}", f"2026-W4{n}", until=until))
        async with reading(store) as unit:
            newest = await unit.digests(limit=2)
        assert [d.id for d in newest] == ["digest 3", "digest 2"]

    async def test_an_invitation_is_used_once(self, store: Store) -> None:
        await save(store, small_coalition())
        used = new_invitation(used=NOW, used_by=AccountId("slack:T1/U1"))
        async with writing(store) as unit:
            await unit.add_invitation(new_invitation())
            await unit.put_invitation(used)
        async with store.read() as uow:
            assert await uow.directory.invitation("hash") == (small_coalition().id, used)

    async def test_open_invitations_of_some_people_are_removed(self, store: Store) -> None:
        await save(store, small_coalition())
        await save(store, small_coalition(VALLEY))
        async with store.write() as uow:
            unit = uow.of(RIVER)
            await unit.add_invitation(new_invitation("open"))
            await unit.add_invitation(new_invitation("used", used=NOW))
            await unit.add_invitation(new_invitation("of another", person=PersonId("ben")))
            await uow.of(VALLEY).add_invitation(new_invitation("there"))
            await unit.remove_invitations([MARA])
            await uow.commit()
        async with store.read() as uow:
            for code, stays in (("open", 0), ("used", 1), ("of another", 1), ("there", 1)):
                assert (await uow.directory.invitation(code) is not None) == bool(stays)

    async def test_two_invitations_never_share_a_code(self, store: Store) -> None:
        await save(store, small_coalition())
        async with store.write() as uow:
            await uow.of(small_coalition().id).add_invitation(new_invitation())
            with pytest.raises(ConflictError):
                await uow.of(small_coalition().id).add_invitation(new_invitation())

    async def test_only_what_was_added_can_be_put(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            with pytest.raises(StoreError):
                await unit.put_round(new_round())
            with pytest.raises(StoreError):
                await unit.put_prompt(new_prompt())
            with pytest.raises(StoreError):
                await unit.put_digest(new_digest())
            with pytest.raises(StoreError):
                await unit.put_invitation(new_invitation())

    async def test_a_round_belongs_to_a_coalition_that_is_stored(self, store: Store) -> None:
        async with store.write() as uow:
            with pytest.raises(StoreError):
                await uow.of(small_coalition().id).add_round(new_round())

    async def test_a_prompt_belongs_to_a_round_that_is_stored(self, store: Store) -> None:
        await save(store, small_coalition())
        async with store.write() as uow:
            with pytest.raises(StoreError):
                await uow.of(small_coalition().id).add_prompts([new_prompt()])
