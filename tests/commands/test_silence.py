"""Whoever asks how the activities stand can't tell silence from "no change" either."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.commands import roster, searching
from ci_bot.commands.line import Line
from ci_bot.commands.request import Request
from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import ActivityId, PersonId, RoomId
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import (
    BACKBONE,
    as_good_as_silence,
    audience_named,
    audience_of,
    last_visible,
    may_see,
)
from ci_bot.messages import plain
from ci_bot.ports.chat import MessageReceived
from ci_bot.testing import MemoryStore
from tests.support.digest_week import CHANNELS, DUE, READER, coalition
from tests.support.random_months import ACTIVITIES, months

MANY = settings(max_examples=2000)
HANDLERS = (
    (roster.status, ""),
    (roster.activities, ""),
    (roster.map_goals, ""),
    *((roster.activity, f"a{number}") for number in range(ACTIVITIES)),
    (searching.search, "words"),
    # The last: as the home tab shows it to somebody who deputises, whose own affair it is, too.
    (roster.mine, ""),
)
LAKELAND = coalition(ACTIVITIES + 1)
DEPUTY = PersonId(f"p{ACTIVITIES}")
FIRST = ActivityId("a0")


class Desk:
    """Where people ask; the store holds whatever was said, and nothing else changes."""

    def __init__(self) -> None:
        first = replace(LAKELAND.activities[FIRST], deputy_person=DEPUTY)
        self.coalition = replace(LAKELAND, activities={**LAKELAND.activities, FIRST: first})
        self.store = MemoryStore()
        self.runner = asyncio.Runner()
        self.runner.run(self._begin())

    async def _begin(self) -> None:
        async with self.store.write() as uow:
            self.coalition = await uow.of(self.coalition.id).save(self.coalition)
            await uow.commit()

    def reads(self, updates: Sequence[Update], asked: int, audience: str | None) -> str:
        """The answer to the handler of that number, in a channel or (None) in private."""
        self.store.state.updates = {(self.coalition.id, u.id): u for u in updates}
        activities = {
            a.id: replace(a, final=_final(a, updates)) for a in self.coalition.activities.values()
        }
        self.coalition = replace(self.coalition, activities=activities)
        return self.runner.run(self._answer(asked, audience))

    async def _answer(self, asked: int, audience: str | None) -> str:
        handler, arguments = HANDLERS[asked]
        async with self.store.read() as uow:
            request = Request(
                use=cast(Any, None),
                uow=cast(Any, uow),
                coalition=self.coalition,
                person=DEPUTY,
                event=cast(MessageReceived, None),
                arguments=Line(arguments, prefixed=True),
                channel=None if audience is None else _channel(audience),
                reader=replace(READER, now=DUE),
                now=DUE,
            )
            return plain.render(await handler(request))


def _channel(audience: str) -> Channel:
    return Channel(address=RoomId("fake:#hub"), audience=audience)


def _final(activity: Activity, updates: Sequence[Update]) -> Status | None:
    """The end its lead told, to whomever."""
    last = last_visible(updates, activity, BACKBONE)
    return last.status if last and last.status and last.status.final else None


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.runner.close()


def places(handlers: int) -> st.SearchStrategy[tuple[int, str | None]]:
    """One of so many handlers, asked in private or in a channel."""
    return st.tuples(st.integers(0, handlers - 1), st.sampled_from([None, *CHANNELS]))


@MANY
@given(months(), places(len(HANDLERS)))
def test_silence_and_no_change_read_the_same_to_the_byte(
    desk: Desk, updates: list[Update], place: tuple[int, str | None]
) -> None:
    silent = [update for update in updates if not as_good_as_silence(update)]
    assert desk.reads(updates, *place) == desk.reads(silent, *place)


@MANY
@given(months(), places(len(HANDLERS) - 1))
def test_what_is_hidden_leaves_the_last_visible_state_and_its_date(
    desk: Desk, updates: list[Update], place: tuple[int, str | None]
) -> None:
    audience = place[1]
    own = audience_of(desk.coalition, DEPUTY, READER.today)
    readers = own if audience is None else audience_named(audience)
    activities = desk.coalition.activities
    seen = [u for u in updates if may_see(u.visibility, activities[u.activity], readers)]
    assert desk.reads(updates, *place) == desk.reads(seen, *place)
