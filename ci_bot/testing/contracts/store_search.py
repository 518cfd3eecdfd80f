"""What a store promises about finding words."""

from collections.abc import Sequence

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.search import Found, Sight, words_of
from ci_bot.domain.status import Visibility
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_samples import (
    BRIDGE,
    NOW,
    VALLEY,
    minutes,
    new_ask,
    new_digest,
    new_update,
    small_coalition,
)

EVERYBODY = Sight()


def _words(found: Sequence[Found]) -> list[str]:
    return [words_of(one) for one in found]


class SearchPromises:
    """Words are found in any script, newest first, by those who may read them."""

    async def test_all_words_are_found_newest_first(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_update(new_update("old", words="A big van", at=NOW - minutes(9)))
            await unit.add_update(new_update("new", words="the VAN is big", at=NOW))
            await unit.add_update(new_update("other", words="a van", at=NOW))
            await unit.add_ask(new_ask("Who has a van, a big one?", opened=NOW - minutes(1)))
            await unit.add_digest(
                new_digest(intro="Big vans.", state=DigestState.POSTED, posted=NOW - minutes(2))
            )
        async with reading(store) as unit:
            found = await unit.search(("van", "BIG"), EVERYBODY, limit=10)
            assert _words(found) == [
                "the VAN is big", "Who has a van, a big one?", "Big vans.", "A big van",
            ]  # fmt: skip
            assert found[0] == await unit.update(new_update("new").id)

    async def test_a_page_holds_what_it_is_asked_for(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            for n in range(7):
                await unit.add_update(
                    new_update(f"u{n}", words=f"van {n}", at=NOW + minutes(n), recorded=NOW)
                )
        async with reading(store) as unit:
            assert _words(await unit.search(("van",), EVERYBODY, limit=3)) == [
                "van 6", "van 5", "van 4",
            ]  # fmt: skip
            rest = await unit.search(("van",), EVERYBODY, skip=6, limit=3)
            assert _words(rest) == ["van 0"]

    @pytest.mark.parametrize(
        ("said", "looked_for"),
        [
            ("Überraschung in Łódź", "uberraschung"),
            ("Die Straße", "STRASSE"),
            ("Κόσμος", "κοσμοσ"),
            ("Ёлка", "елка"),
            ("次の会議は東京です", "東京"),
            ("ｆｕｌｌ ｗｉｄｔｈ", "full"),
            ("مُحَمَّد", "محمد"),
            ("שָׁלוֹם", "שלום"),
            ("100% sure_thing\\done", "100%"),
            ("100% sure_thing\\done", "sure_"),
            ("100% sure_thing\\done", "\\"),
        ],
    )
    async def test_case_and_accents_do_not_matter_in_any_script(
        self, store: Store, said: str, looked_for: str
    ) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_update(new_update(words=said))
            await unit.add_ask(new_ask("nothing like it, surely 100 done"))
        async with reading(store) as unit:
            found = await unit.search((looked_for,), EVERYBODY, limit=10)
        assert _words(found) == [said]

    async def test_what_does_not_count_is_not_found(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_update(new_update("replaced", words="van", replaced=NOW))
            await unit.add_update(new_update("withdrawn", words="van", withdrawn=NOW))
            await unit.add_update(new_update("unconfirmed", words="van", confirmed=False))
            await unit.add_update(new_update("bare"))
            await unit.add_ask(new_ask("van", withdrawn=NOW))
            await unit.add_digest(new_digest(intro="van"))
        async with reading(store) as unit:
            assert await unit.search(("van",), Sight(everything=True), limit=10) == []
            assert await unit.search((), Sight(everything=True), limit=10) == []

    async def test_only_what_is_in_sight_is_found(self, store: Store) -> None:
        await save(store, small_coalition())
        group, backbone = Visibility.WORKING_GROUP, Visibility.BACKBONE
        other = ActivityId("other")
        async with writing(store) as unit:
            await unit.add_update(new_update("1", words="van all"))
            await unit.add_update(new_update("2", words="van group", visibility=group))
            await unit.add_update(
                new_update("3", words="van other", visibility=group, activity=other)
            )
            await unit.add_ask(new_ask("van backbone", visibility=backbone, activity=BRIDGE))
            await unit.add_ask(new_ask("van of none", visibility=group))
        async with reading(store) as unit:
            everybody = await unit.search(("van",), EVERYBODY, limit=10)
            theirs = await unit.search(("van",), Sight(activities=frozenset({BRIDGE})), limit=10)
            every = await unit.search(("van",), Sight(everything=True), limit=10)
        assert _words(everybody) == ["van all"]
        assert set(_words(theirs)) == {"van all", "van group"}
        assert len(every) == 5

    async def test_one_kind_of_asks_is_found_alone(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_update(new_update(words="vans are late"))
            await unit.add_ask(new_ask("a van"))
            await unit.add_ask(new_ask("vans break", kind=AskKind.LESSON))
            await unit.add_ask(new_ask("start early", kind=AskKind.LESSON, opened=NOW + minutes(1)))
        async with reading(store) as unit:
            lessons = await unit.search((), EVERYBODY, only=AskKind.LESSON, limit=10)
            of_vans = await unit.search(("van",), EVERYBODY, only=AskKind.LESSON, limit=10)
        assert _words(lessons) == ["start early", "vans break"]
        assert _words(of_vans) == ["vans break"]

    async def test_words_that_were_changed_are_found_as_they_are_now(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.put_ask(new_ask("a bus", number=(await unit.add_ask(new_ask())).number))
            await unit.add_digest(new_digest())
            await unit.put_digest(
                new_digest(intro="A bus came.", state=DigestState.POSTED, posted=NOW)
            )
        async with reading(store) as unit:
            assert len(await unit.search(("bus",), EVERYBODY, limit=10)) == 2
            assert await unit.search(("van",), EVERYBODY, limit=10) == []

    @pytest.mark.parametrize("word", ["\x00", "\ud800", "a" * 4000, "[", "*", '"'])
    async def test_no_sign_is_too_much_for_a_search(self, store: Store, word: str) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_update(new_update(words="van"))
        async with reading(store) as unit:
            assert await unit.search((word,), EVERYBODY, limit=10) == []

    async def test_other_coalitions_words_are_never_found(self, store: Store) -> None:
        await save(store, small_coalition())
        await save(store, small_coalition(VALLEY))
        async with writing(store, VALLEY) as unit:
            await unit.add_update(new_update(words="van"))
            await unit.add_ask(new_ask("van"))
        async with reading(store) as unit:
            assert await unit.search(("van",), Sight(everything=True), limit=10) == []
