"""Commands in messages that are edited or deleted later."""

import pytest

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from tests.support.chat_house import ChatHouse

LABELS = "update Label translation on track half are done"


async def updates(house: ChatHouse, *, current_only: bool = True) -> list[Update]:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        return list(await unit.updates(current_only=current_only))


async def edited(house: ChatHouse, first: str, then: str, person: str = "jonas-r") -> str:
    """What is said to somebody who changes a message."""
    message = await house.write(person, first)
    await house.heard_by(person)
    await house.chat.person(person).edit(await house.direct(person), message, then)
    await house.settle()
    return await house.heard_by(person)


@pytest.mark.parametrize("prefix", ["", "!ci "])
async def test_an_edited_update_replaces_what_it_told(house: ChatHouse, prefix: str) -> None:
    said = await edited(house, LABELS, f"{prefix}update Label translation on track all are done")
    assert "“all are done”" in said
    assert [u.words for u in await updates(house)] == ["all are done"]
    assert len(await updates(house, current_only=False)) == 2


async def test_an_edit_to_a_worry_begins_narrow_and_asks_for_its_readers(house: ChatHouse) -> None:
    said = await edited(house, LABELS, "update Label translation at risk nobody is left")
    assert "Who may read this?" in said
    (update,) = await updates(house)
    assert (update.status, update.visibility) == (Status.AT_RISK, Visibility.BACKBONE)
    await house.write("jonas-r", "1")
    (update,) = await updates(house)
    assert update.visibility is Visibility.COALITION


async def test_an_edited_ask_keeps_its_number(house: ChatHouse) -> None:
    assert "Ask 1: “90 labels”" in await edited(house, "ask 80 labels", "ask 90 labels")
    assert "“90 labels”" in await house.says("sanna-h", "asks")


async def test_an_edited_lesson_says_what_it_says_now(house: ChatHouse) -> None:
    await edited(house, "lesson Long evenings work", "lesson Short evenings work")
    said = await house.says("sanna-h", "lessons")
    assert "Short evenings" in said
    assert "Long evenings" not in said


@pytest.mark.parametrize(
    "then",
    ["update Lesson plans on track half are done", "never mind", "update", "update xyzzy 1 fine"],
)
async def test_what_cannot_be_read_as_the_same_command_changes_nothing_and_says_so(
    house: ChatHouse, then: str
) -> None:
    said = await edited(house, LABELS, then)
    assert "I could not read your change" in said
    assert "“half are done”" in said
    assert [u.words for u in await updates(house)] == ["half are done"]


async def test_a_command_in_a_check_in_is_read_without_its_own_words(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    said = await edited(house, LABELS, "update Label translation on track all are done")
    assert "“all are done”" in said
    said = await edited(house, "!ci edit 1 1 really all", "!ci edit 1 4 until May")
    assert "on hold. “until May”" in said
    assert [u.words for u in await updates(house)] == ["until May"]


async def test_an_edit_that_names_another_activity_is_not_taken_for_words(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    said = await edited(house, LABELS, "update Lesson plans on track all are done")
    assert "I could not read your change" in said
    assert [u.words for u in await updates(house)] == ["half are done"]


@pytest.mark.parametrize(
    ("line", "words"),
    [(LABELS, "half are done"), ("ask 80 labels", "80 labels"), (LABELS[:34], "Label translation")],
)
async def test_whoever_deletes_a_command_hears_what_no_longer_counts(
    house: ChatHouse, line: str, words: str
) -> None:
    message = await house.write("jonas-r", line)
    await house.heard_by("jonas-r")
    await house.chat.person("jonas-r").delete(await house.direct("jonas-r"), message)
    await house.settle()
    assert await house.heard_by("jonas-r") == f"Taken back: “{words}”"
    assert not await updates(house)
