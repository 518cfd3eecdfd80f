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
from ci_bot.domain.activity import Activity, Move
from ci_bot.domain.coalition import MAIN, Channel
from ci_bot.domain.ids import (
    ActivityId,
    OrganisationId,
    PeriodKey,
    PersonId,
    PromptId,
    RoomId,
    RoundId,
    UpdateId,
)
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.round import Round
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
from ci_bot.messages.blocks import Block, Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.services.answering.tell_companion import told_companion
from ci_bot.services.rounds.find_touches import find_touches
from ci_bot.testing import MemoryStore
from ci_bot.views.checkin.companions import companion_told
from ci_bot.views.checkin.touches import touched
from tests.support.digest_house import WEEK
from tests.support.digest_week import CHANNELS, DUE, FREEZE, READER, coalition
from tests.support.random_months import ACTIVITIES, months

MANY = settings(max_examples=2000)
LAKELAND = coalition(ACTIVITIES + 1)
DEPUTY = PersonId(f"p{ACTIVITIES}")
FIRST, OWN = ActivityId("a0"), ActivityId(f"a{ACTIVITIES}")
MOVE = Move(text="opening", was=DUE.date(), date=DUE.date() + WEEK, at=FREEZE - WEEK)
ROUND = Round(
    id=RoundId("r"), checkin=MAIN.id, period=PeriodKey("2025-W25"), day=DUE.date(), opened=FREEZE,
    closes=DUE,
)  # fmt: skip
PROMPT = Prompt(
    id=PromptId("next"), round=ROUND.id, person=DEPUTY, due=DUE, told_of=ActivityId("a2"),
    items=(Item(number=1, activity=OWN, organisation=OrganisationId("o3"), update=UpdateId("x")),),
)  # fmt: skip
LAST = replace(PROMPT, id=PromptId("last"), sent=FREEZE - 6 * WEEK, due=FREEZE - 6 * WEEK)


async def news(request: Request) -> Message:
    """What a prompt tells of other activities, before it goes or shown again, and at its end."""
    unit, of, reader = request.unit, request.coalition, request.reader
    blocks: list[Block] = []
    for prompt in (PROMPT, replace(PROMPT, sent=FREEZE - WEEK)):
        blocks += touched(reader, await find_touches(unit, of, prompt, request.day))
    beside = await told_companion(unit, of, PROMPT, request.now)
    return Message((*blocks, *companion_told(reader, beside)), reader.language)


HANDLERS = (
    (roster.status, ""),
    (roster.activities, ""),
    (roster.map_goals, ""),
    *((roster.activity, f"a{number}") for number in range(ACTIVITIES)),
    (searching.search, "words"),
    (news, ""),
    # The last: as the home tab shows it to somebody who deputises, whose own affair it is, too.
    (roster.mine, ""),
)


class Desk:
    """Where people ask; the store holds whatever was said, and nothing else changes."""

    def __init__(self) -> None:
        known = LAKELAND.activities
        touching = {a.id: replace(a, reinforces=(*a.reinforces, OWN)) for a in known.values()}
        first = replace(touching[FIRST], deputy_person=DEPUTY, moves=(MOVE,))
        self.coalition = replace(LAKELAND, activities={**touching, FIRST: first})
        self.store = MemoryStore()
        self.runner = asyncio.Runner()
        self.runner.run(self._begin())

    async def _begin(self) -> None:
        async with self.store.write() as uow:
            unit = uow.of(self.coalition.id)
            self.coalition = await unit.save(self.coalition)
            await unit.add_round(ROUND)
            await unit.add_prompts([LAST])
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
    asked, audience = place
    private = audience is None or HANDLERS[asked][0] is news
    own = audience_of(desk.coalition, DEPUTY, READER.today)
    readers = own if private else audience_named(str(audience))
    activities = desk.coalition.activities
    seen = [u for u in updates if may_see(u.visibility, activities[u.activity], readers)]
    assert desk.reads(updates, *place) == desk.reads(seen, *place)
