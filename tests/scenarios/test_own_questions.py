"""A check-in's own questions, asked and answered as text."""

from datetime import timedelta

from tests.support.card_house import INES, MAREK, CardHouse
from tests.support.own_questions import (
    FORMAT,
    SURPRISE,
    VENUE,
    VISITORS,
    asking,
    own_answers,
)


async def house_asking(*questions: object) -> CardHouse:
    house = CardHouse()
    await house.opens(asking(*questions))  # type: ignore[arg-type]
    await house.heard_by(MAREK)
    return house


async def test_own_questions_come_after_the_activities_and_before_need_and_offer() -> None:
    house = await house_asking(VISITORS, FORMAT)
    said = await house.says(MAREK, "same")
    assert "q1 How many visitors came?" in said
    said = await house.says(MAREK, "1 250")
    assert "q2 Which format?" in said
    assert "Walk" in said
    said = await house.says(MAREK, "3")
    assert "need" in said
    said = await house.says(MAREK, "-")
    assert "q1 How many visitors came? “1 250”" in said
    assert "q2 Which format? “Workshop”" in said
    assert "q1 and q2 read by the backbone only." in said
    assert [(a.question, a.value) for a in await own_answers(house)] == [
        ("visitors", "1 250"),
        ("format", "Workshop"),
    ]


async def test_a_follow_up_is_asked_only_for_its_answer() -> None:
    house = await house_asking(VENUE, SURPRISE)
    await house.write(MAREK, "same")
    said = await house.says(MAREK, "no")
    assert "q3 What is missing?" in said
    said = await house.says(MAREK, "a key")
    assert "q2 What surprised you?" in said
    await house.write(MAREK, "-")
    said = await house.says(MAREK, "-")
    assert "q1 Do you have a venue? “no”" in said
    assert "q1 and q3 read by the whole coalition" in said
    other = await house_asking(VENUE)
    await other.write(MAREK, "same")
    assert "Anything you need" in await other.says(MAREK, "yes")


async def test_an_answer_in_words_is_in_the_language_it_was_written_in() -> None:
    house = await house_asking(SURPRISE)
    await house.write(MAREK, "settings lang de")
    await house.write(MAREK, "same")
    await house.write(MAREK, "the visitors were younger than we thought")
    assert [a.language for a in await own_answers(house)] == ["en"]


async def test_no_answer_and_skip_are_answers() -> None:
    house = await house_asking(VISITORS, VENUE)
    await house.write(MAREK, "same")
    assert "q2" in await house.says(MAREK, "-")
    assert "Anything you need" in await house.says(MAREK, "skip")
    await house.write(MAREK, "-")
    assert await own_answers(house) == []


async def test_what_is_no_answer_is_refused_in_words_and_asked_again() -> None:
    house = await house_asking(VISITORS)
    await house.write(MAREK, "same")
    said = await house.says(MAREK, "a lot of them")
    assert "I need a number there, not “a lot of them”" in said
    assert "q1 How many visitors came?" in said
    assert await own_answers(house) == []


async def test_a_question_to_the_bot_is_no_answer_until_its_author_says_so() -> None:
    house = await house_asking(SURPRISE)
    await house.write(MAREK, "same")
    said = await house.says(MAREK, "who reads this?")
    assert "reads like a question" in said
    assert await own_answers(house) == []
    await house.write(MAREK, "y")
    assert [a.value for a in await own_answers(house)] == ["who reads this?"]


async def test_any_own_question_is_answered_at_any_time_by_its_number() -> None:
    house = await house_asking(VISITORS, FORMAT)
    said = await house.says(MAREK, "1: 1\nq2: talk\n2: 0")
    assert "q2 Which format? “Talk”" in said
    said = await house.says(MAREK, "0")
    assert "q1 How many visitors came?" in said
    assert "There is no question q7 here." in await house.says(MAREK, "q7: 3")


async def test_who_skips_everything_is_asked_nothing_more() -> None:
    house = await house_asking(VISITORS)
    said = "".join([await house.says(MAREK, "s") for _ in range(3)])
    assert "q1" not in said


async def test_editing_the_message_edits_the_answer_and_deleting_it_takes_it_back() -> None:
    house = await house_asking(VISITORS)
    await house.write(MAREK, "same")
    message = await house.write(MAREK, "120")
    await house.heard_by(MAREK)
    room = await house.direct(MAREK)
    await house.chat.person(MAREK).edit(room, message, "210")
    await house.settle()
    assert "q1 How many visitors came? “210”" in await house.heard_by(MAREK)
    assert [a.value for a in await own_answers(house)] == ["210"]
    assert [a.value for a in await own_answers(house, current=False)] == ["120", "210"]
    await house.chat.person(MAREK).edit(room, message, "very many")
    await house.settle()
    assert [a.value for a in await own_answers(house)] == ["210"]
    await house.chat.person(MAREK).delete(room, message)
    await house.settle()
    assert await own_answers(house) == []


async def test_edit_and_withdraw_work_by_the_questions_number() -> None:
    house = await house_asking(VISITORS, FORMAT)
    for text in ("same", "120", "1", "-"):
        await house.write(MAREK, text)
    assert "q2 Which format?" in await house.says(MAREK, "edit q2")
    assert "“Talk”" in await house.says(MAREK, "2")
    assert "“130”" in await house.says(MAREK, "edit q1 130")
    assert [a.value for a in await own_answers(house)] == ["Talk", "130"]
    assert "q1" in await house.says(MAREK, "withdraw q1")
    assert [a.value for a in await own_answers(house)] == ["Talk"]


async def test_the_backbone_reads_the_answers_in_private() -> None:
    house = await house_asking(VISITORS, VENUE)
    for text in ("same", "120", "yes"):
        await house.write(MAREK, text)
    said = await house.says(INES, "checkin status")
    assert "How many visitors came?" in said
    assert "Marek O.: “120”" in said


async def test_the_digest_tells_what_may_be_read_there_and_nothing_else() -> None:
    house = CardHouse()
    hall, private = house.channel("all", INES), house.channel("backbone", INES)
    coalition = asking(VENUE, VISITORS)
    await house.opens(coalition)
    await house.write(MAREK, "same")
    await house.write(MAREK, "no")
    key = await house.write(MAREK, "a key for the hall")
    await house.write(MAREK, "4711")
    house.clock.advance(timedelta(days=1, hours=7))
    await house.settle()
    house.clock.advance(timedelta(days=1))
    await house.settle()
    posted = await house.heard(hall)
    assert "What was answered" in posted
    assert "Do you have a venue? “no” (Museum of Little Things)" in posted
    assert "What is missing? “a key for the hall” (Museum of Little Things)" in posted
    assert "4711" not in posted
    assert "4711" in await house.heard(private)
    await house.chat.person(MAREK).delete(await house.direct(MAREK), key)
    await house.settle()
    stands = [message.text for message in house.chat.said(hall)]
    assert "Do you have a venue? “no”" in "".join(stands)
    assert "a key for the hall" not in "".join(stands)


async def test_what_an_edited_message_does_not_say_any_more_is_taken_back() -> None:
    house = await house_asking(VISITORS, FORMAT)
    message = await house.write(MAREK, "q1: 120\nq2: walk\n1: 1")
    await house.heard_by(MAREK)
    await house.chat.person(MAREK).edit(await house.direct(MAREK), message, "q1: 130\n1: 1")
    await house.settle()
    said = await house.heard_by(MAREK)
    assert "“130”" in said
    assert "Taken back: q2 Which format?" in said
    assert [(a.question, a.value) for a in await own_answers(house)] == [("visitors", "130")]


async def test_a_question_that_is_not_asked_any_more_is_left_out_of_an_open_check_in() -> None:
    house = await house_asking(VISITORS, FORMAT)
    await house.write(MAREK, "same")
    await house.write(MAREK, "12")
    coalition = await house.coalition()
    await house.apply(asking(VISITORS, of=coalition))
    said = await house.says(MAREK, "checkin")
    assert "Which format?" not in said
    assert "What I understood" in await house.says(MAREK, "-")
    assert [a.value for a in await own_answers(house)] == ["12"]


async def test_the_last_answers_are_read_after_the_round_as_well() -> None:
    house = await house_asking(FORMAT)
    for text in ("same", "walk", "-"):
        await house.write(MAREK, text)
    await house.write(INES, "checkin close")
    said = await house.says(INES, "checkin status")
    assert "No check-in is open" in said
    assert "Marek O.: “Walk”" in said


async def test_words_in_doubt_are_dropped_by_a_no_and_the_question_stays_open() -> None:
    house = await house_asking(SURPRISE, VENUE)
    await house.write(MAREK, "same")
    await house.write(MAREK, "what do you mean?")
    assert "q1 What surprised you?" in await house.says(MAREK, "n")
    assert "q2 Do you have a venue?" in await house.says(MAREK, "the rain")
    assert "I need yes or no there" in await house.says(MAREK, "soon")
    assert [a.value for a in await own_answers(house)] == ["the rain"]
