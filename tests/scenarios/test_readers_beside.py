"""Who reads what is needed, offered or learned: said truly, and no wider than its author told."""

from dataclasses import replace

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from tests.support.card_house import CardHouse
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

JONAS, KAISA, PETR, INES = PersonId("jonas-r"), "kaisa-n", "petr-v", "ines-b"
QUIET = "somebody who lends us 400 euro"


def in_language(person: PersonId, language: str) -> Coalition:
    coalition = lakeland()
    theirs = replace(coalition.people[person], language=language)
    return replace(coalition, people={**coalition.people, person: theirs})


async def opened(coalition: Coalition | None = None) -> ChatHouse:
    house = ChatHouse()
    await house.apply(coalition or lakeland())
    await house.write(INES, "checkin open")
    return house


async def test_what_is_needed_after_an_answer_to_few_goes_to_few() -> None:
    house = await opened()
    await house.write(JONAS, "2 we lost our money")
    await house.write(JONAS, "3")
    said = await house.says(JONAS, f"n {QUIET}")
    assert "Read by the backbone only." in said
    assert "Ask 1 for everybody: ask TEXT." in said
    assert QUIET not in await house.says(PETR, "asks")
    assert QUIET in await house.says(INES, "asks")


async def test_it_follows_the_answer_when_its_author_tells_that_to_all() -> None:
    house = await opened()
    await house.write(JONAS, "2 we lost our money")
    await house.write(JONAS, "3")
    await house.write(JONAS, f"n {QUIET}")
    said = await house.says(JONAS, "1: whole coalition")
    assert "Read by the whole coalition" in said
    assert "for everybody:" not in said
    assert QUIET in await house.says(PETR, "asks")


async def test_another_answer_to_all_does_not_open_it() -> None:
    house = await opened()
    await house.write(JONAS, "2 we lost our money")
    await house.write(JONAS, "3")
    await house.write(JONAS, f"n {QUIET}")
    said = await house.says(JONAS, "1: 1 all is well again")
    assert "1 read by the whole coalition" in said
    assert "Ask 1 read by the backbone only." in said
    assert QUIET not in await house.says(PETR, "asks")


async def test_beside_nothing_told_it_is_for_all_and_the_echo_says_who_they_are() -> None:
    house = await opened()
    await house.write(KAISA, "0")
    said = await house.says(KAISA, "l I learned to wait")
    assert "Learned: “I learned to wait”" in said
    assert "Read by the whole coalition" in said


async def test_each_has_readers_of_its_own() -> None:
    house = await opened()
    await house.write(JONAS, "n a van for all to see")
    await house.write(JONAS, "y")
    await house.write(JONAS, "2 we lost our money")
    await house.write(JONAS, "3")
    said = await house.says(JONAS, f"n 1 {QUIET}\nl money comes late")
    assert "1, Ask 2, and “Learned” read by the backbone only." in said
    assert "Ask 1 read by the whole coalition" in said
    heard = await house.says(PETR, "asks")
    assert "a van for all to see" in heard
    assert QUIET not in heard


async def test_the_card_names_the_readers_of_each() -> None:
    house = CardHouse(taps=True)
    await house.apply(lakeland())
    await house.write(INES, "checkin open")
    await house.write(JONAS, "2 we lost our money")
    await house.write(JONAS, "3")
    await house.write(JONAS, f"n {QUIET}")
    said = (await house.card(JONAS)).text
    assert "Read by the backbone only." in said
    assert "Ask 1 for everybody: ask TEXT." in said
    await house.write(JONAS, "1: 1 all is well again")
    said = (await house.card(JONAS)).text
    assert "1 read by the whole coalition" in said
    assert "Ask 1 read by the backbone only." in said


async def test_in_german_the_readers_are_named_too() -> None:
    house = await opened(in_language(JONAS, "de"))
    await house.write(JONAS, "2 Geld verloren")
    await house.write(JONAS, "3")
    said = await house.says(JONAS, f"n {QUIET}")
    assert "Bitte 1 an alle: ask TEXT." in said
    said = await house.says(JONAS, "1: 1 wieder gut")
    assert "Bitte 1 lesen kann: nur die Geschäftsstelle." in said


@pytest.mark.parametrize(
    ("letter", "asked", "named"),
    [
        ("n", "is that something you need?", "Ask 1: “a van on Friday”"),
        ("o", "is that an offer?", "Offer 1: “a van on Friday”"),
        ("l", "is that something you learned?", "Learned: “a van on Friday”"),
    ],
)
async def test_a_letter_at_the_first_question_is_asked_about(
    letter: str, asked: str, named: str
) -> None:
    house = await opened()
    said = await house.says(JONAS, f"{letter} a van on Friday")
    assert asked in said
    said = await house.says(JONAS, "y")
    assert named in said
    assert "how does it stand?" in said
    await house.write(JONAS, "1 all well")
    assert named in await house.says(JONAS, "-")


async def test_who_says_no_meant_the_activity() -> None:
    house = await opened()
    await house.write(JONAS, "o museu está aberto")
    said = await house.says(JONAS, "n")
    assert "“o museu está aberto”" in said
    assert "how does it stand?" in said
    assert "museu" not in await house.says(PETR, "asks")


async def test_a_letter_is_asked_about_beside_a_card_too() -> None:
    house = CardHouse(taps=True)
    await house.apply(lakeland())
    await house.write(INES, "checkin open")
    assert "is that an offer?" in await house.says(JONAS, "o a van on Friday")
    await house.write(JONAS, "y")
    assert "Offer 1: “a van on Friday”" in (await house.card(JONAS)).text
