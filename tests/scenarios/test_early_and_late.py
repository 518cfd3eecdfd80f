"""Early, late and partial answers, edits and deletions, as two platforms tell them.

On one of them prompts are cards, edits come with their new text and nothing is replied to; on the
other everything is words.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import CoalitionId, PersonId, RoomId
from ci_bot.domain.update import Update
from tests.support.two_platforms import TwoPlatforms, spread_out

ASKED = datetime(2026, 11, 19, 8, 45, tzinfo=UTC)
FROZEN = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
POSTED = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PEOPLE = pytest.mark.parametrize("person", ["petr-v", "jonas-r"], ids=["slack", "matrix"])
OF = {"petr-v": "licence-toolkit", "jonas-r": "label-translation"}


@pytest.fixture
async def house() -> TwoPlatforms:
    house = TwoPlatforms(taps=True)
    channels = tuple(Channel(address=RoomId(f"{p}:!all")) for p in ("slack", "matrix"))
    await house.apply(replace(spread_out(), channels=channels))
    for chat in house.chats.values():
        chat.room("all", chat.person("somebody"))
    await house.settle()
    return house


async def live_until(house: TwoPlatforms, moment: datetime) -> None:
    while house.clock.now() < moment:
        house.clock.turn_to(min(house.clock.now() + timedelta(hours=1), moment))
        await house.settle()


async def updates(house: TwoPlatforms, person: str) -> list[Update]:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        return list(await unit.updates(person=PersonId(person)))


def read(house: TwoPlatforms) -> list[str]:
    """All that stands in each channel."""
    found = []
    for name, chat in house.chats.items():
        said = chat.said(RoomId(f"{name}:!all"))
        found.append("\n".join(message.text for message in said))
    return found


@PEOPLE
async def test_an_early_answer_brings_the_prompt_before_its_hour(
    house: TwoPlatforms, person: str
) -> None:
    await live_until(house, ASKED - timedelta(hours=4))
    assert f"{OF[person]}" not in await house.heard_by(person)
    await house.write(person, "checkin")
    asked = await house.heard_by(person)
    assert "1 on track" in asked or "on track" in asked
    await house.write(person, "1: 1 early words")
    await live_until(house, ASKED + timedelta(hours=8))
    assert [u.words for u in await updates(house, person)] == ["early words"]
    assert "You answer for" not in await house.heard_by(person)


@PEOPLE
async def test_who_answered_unasked_this_week_is_not_asked_again(
    house: TwoPlatforms, person: str
) -> None:
    said = await house.says(person, "checkin")
    assert f"update {OF[person]} ..." in said
    await house.write(person, f"update {OF[person]} on track early words")
    await live_until(house, ASKED + timedelta(hours=8))
    assert "You answer for" not in await house.heard_by(person)


@PEOPLE
async def test_an_edit_before_the_posting_is_silent_and_counts(
    house: TwoPlatforms, person: str
) -> None:
    await live_until(house, ASKED)
    message = await house.write(person, "1: 1 old words")
    await house.edit(person, message, "1: 1 new words")
    await live_until(house, POSTED)
    for digest in read(house):
        assert "new words" in digest
        assert "old words" not in digest
        assert "Corrected" not in digest


@PEOPLE
async def test_an_edit_after_the_posting_is_a_correction_in_the_thread(
    house: TwoPlatforms, person: str
) -> None:
    await live_until(house, ASKED)
    message = await house.write(person, "1: 1 old words")
    await live_until(house, POSTED)
    await house.edit(person, message, "1: 1 new words")
    for digest in read(house):
        assert "old words" not in digest
        assert digest.count("Corrected") >= 1
        assert "new words" in digest


@PEOPLE
async def test_a_deletion_takes_the_words_out_of_both_channels(
    house: TwoPlatforms, person: str
) -> None:
    await live_until(house, ASKED)
    message = await house.write(person, "1: 1 old words")
    await live_until(house, POSTED)
    assert all("old words" in digest for digest in read(house))
    await house.delete(person, message)
    assert not any("old words" in digest for digest in read(house))
    assert await updates(house, person) == []


@PEOPLE
@pytest.mark.parametrize("posted", [False, True])
async def test_a_late_answer_counts_and_is_added_once_it_is_out(
    house: TwoPlatforms, person: str, posted: bool
) -> None:
    await live_until(house, ASKED)
    await house.write("kaisa-n", "1: 1 in time")
    await live_until(house, POSTED if posted else FROZEN + timedelta(hours=1))
    await house.write(person, "1: 1 late words")
    await live_until(house, POSTED + timedelta(hours=1))
    for digest in read(house):
        assert digest.count("Added:") == 1
        assert "late words" in digest


@PEOPLE
async def test_a_partial_answer_counts_when_the_round_closes(
    house: TwoPlatforms, person: str
) -> None:
    await live_until(house, ASKED)
    await house.write(person, "1: half an answer")
    await live_until(house, POSTED)
    assert all("half an answer" in digest for digest in read(house))
    (update,) = await updates(house, person)
    assert update.status is None
