"""A check-in as its people live it: the answers of the surface, and what the bot says to them."""

from dataclasses import replace

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.blocks import Choices
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import MARA, OTTO, PUPILS, TOOLKIT
from tests.support.talking_coalition import talking_coalition


async def test_the_example_week() -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert "1. Pupils' Heritage Days" in talk.heard[-1].text
    assert "Who may read" in await talk.says("2 Printer cancelled")
    assert "Open licences toolkit: how does it stand?" in await talk.says("1")
    assert "Anything you need" in await talk.says("0")
    summed = await talk.says("n 1 A5 leaflets, 800 copies")
    assert "at risk. “Printer cancelled”" in summed
    assert "Ask 1: “A5 leaflets, 800 copies” Contact: you." in summed
    assert "3 channels, 3 organisations" in summed
    assert "Tue 17 Jun, 16:00 (Europe/Berlin)" in summed
    assert "edit 1" in summed
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.status, update.visibility) == (Status.AT_RISK, Visibility.COALITION)
    (ask,) = await talk.asked_for()
    assert (ask.kind, ask.activity, ask.text) == (
        AskKind.ASK,
        PUPILS,
        "A5 leaflets, 800 copies",
    )


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("1", Status.ON_TRACK, ""),
        ("2", Status.AT_RISK, ""),
        ("3", Status.OFF_TRACK, ""),
        ("4", Status.ON_HOLD, ""),
        ("5", Status.DONE, ""),
        ("on track", Status.ON_TRACK, ""),
        ("not started", Status.NOT_STARTED, ""),
        ("dropped", Status.DROPPED, ""),
        ("2 printer cancelled", Status.AT_RISK, "printer cancelled"),
        ("1: 2 printer cancelled", Status.AT_RISK, "printer cancelled"),
        ("Off track: nobody came", Status.OFF_TRACK, "nobody came"),
        ("2️⃣", Status.AT_RISK, ""),
    ],
)
async def test_every_way_to_say_how_it_stands(text: str, status: Status, words: str) -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says(text)
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.status, update.words, update.organisation) == (status, words, "museum")
    assert await talk.answer(TOOLKIT) is None


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("am Plan", Status.ON_TRACK, ""),
        ("Gefährdet: Drucker weg", Status.AT_RISK, "Drucker weg"),
        ("nicht im Plan", Status.OFF_TRACK, ""),
        ("on track", Status.ON_TRACK, ""),
        ("1: pausiert, bis September", Status.ON_HOLD, "bis September"),
    ],
)
async def test_the_persons_own_language_counts_beside_english(
    text: str, status: Status, words: str
) -> None:
    talk = german_talk()
    await talk.asks()
    assert "Wie steht 1?" in talk.heard[-1].text
    await talk.says(text)
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.status, update.words, update.language) == (status, words, "de")


async def test_ways_out_and_dates_are_understood_in_the_persons_own_language() -> None:
    talk = german_talk()
    await talk.asks()
    assert "Sonntag, 29. Juni 2025" in await talk.says("weg bis 29. Juni")
    assert (await talk.coalition()).people[MARA].away_until is not None


def german_talk() -> CheckinTalk:
    coalition = talking_coalition()
    mara = replace(coalition.people[MARA], language="de")
    return CheckinTalk(replace(coalition, people={**coalition.people, MARA: mara}))


async def test_several_lines_answer_several_activities_at_once() -> None:
    talk = CheckinTalk()
    await talk.asks()
    reply = await talk.says("1: 1 six schools\n2: 4 until September")
    assert "six schools" in reply
    assert "until September" in reply
    assert "Anything you need" in reply
    toolkit = await talk.answer(TOOLKIT)
    assert toolkit is not None
    assert (toolkit.status, toolkit.words) == (Status.ON_HOLD, "until September")


async def test_same_repeats_every_last_status_without_a_word() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("1: 1 six schools\n2: 1 chapter 2")
    await talk.says("-")
    talk.clock.turn_to(talk.clock.now())
    await talk.asks(round_="2025-W25")
    assert "no change" in talk.heard[-1].text
    await talk.says("same")
    for id_ in (PUPILS, TOOLKIT):
        update = await talk.answer(id_)
        assert update is not None
        assert (update.no_change, update.status, update.words) == (True, Status.ON_TRACK, "")


async def test_a_digit_alone_asks_a_sentence_only_if_the_status_changed() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("1: 1 six schools\n2: 1 chapter 2")
    await talk.says("-")
    await talk.asks(round_="2025-W25")
    assert "how does it stand?" in await talk.says("1")
    assert "in one sentence?" in await talk.says("4")
    assert "Anything you need" in await talk.says("-")


async def test_skip_and_its_ways_out_are_as_visible_as_the_answers() -> None:
    talk = CheckinTalk()
    await talk.asks()
    (choices,) = [b for b in talk.heard[-1].message.blocks if isinstance(b, Choices)]
    values = [option.value for option in choices.options]
    assert values == ["1", "2", "3", "4", "5", "0", "s", "d", "a"]
    await talk.says("s")
    await talk.says("s")
    prompt = await talk.prompt()
    assert (prompt.outcome, prompt.asking) == (Outcome.SKIPPED, Asking.NOTHING)
    assert await talk.updates() == []


async def test_the_deputy_is_asked_and_told_why() -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert "I ask Otto" in await talk.says("d")
    prompt = next(h for h in talk.heard if "@otto" in h.room or "otto" in h.room)
    assert "you stand in, its lead passed it on" in prompt.text
    await talk.says("2 printer cancelled", OTTO)
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.person, update.organisation) == (OTTO, "museum")


async def test_away_asks_for_no_reason_and_names_the_day_in_full() -> None:
    talk = CheckinTalk()
    await talk.asks()
    reply = await talk.says("a 27 Jun")
    assert "Friday 27 June 2025" in reply
    assert "Otto until then" in reply
    assert "back" in reply
    deputy = next(h for h in talk.heard if "otto" in h.room)
    assert "its lead is away" in deputy.text
    assert (await talk.prompt()).outcome is Outcome.AWAY


async def test_nobody_is_away_until_yesterday() -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert "Wednesday 11 June 2025 is not ahead" in await talk.says("a 2025-06-11")
    assert (await talk.coalition()).people[MARA].away_until is None
    assert (await talk.prompt()).ended is None


async def test_a_half_answer_waits_for_its_status() -> None:
    talk = CheckinTalk()
    await talk.asks()
    reply = await talk.says("We met the printer")
    assert "Pupils' Heritage Days: how does it stand?" in reply
    half = await talk.answer(PUPILS)
    assert half is not None
    assert (half.status, half.words) == (None, "We met the printer")
    await talk.says("1")
    whole = await talk.answer(PUPILS)
    assert whole is not None
    assert (whole.status, whole.words) == (Status.ON_TRACK, "We met the printer")
    assert len(await talk.updates(current_only=False)) == 2


async def test_a_question_goes_to_help_and_can_become_an_answer() -> None:
    talk = CheckinTalk()
    await talk.asks()
    reply = await talk.says("Can we print in July?")
    assert "help" in reply
    assert "Shall I take “Can we print in July?” as your words?" in reply
    assert await talk.updates() == []
    await talk.says("y")
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.words == "Can we print in July?"


async def test_a_digit_at_a_sentence_is_asked_back_once() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("4")
    assert "Is “0” your sentence?" in await talk.says("0")
    await talk.says("agreed with the group")
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.status, update.words) == (Status.ON_HOLD, "agreed with the group")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7", "7 is none of the answers here."),
        ("👍", "I can't tell what 👍 stands for."),
        ("x" * 60_000, "That is 60000 characters; I take 4000 at most. I changed nothing."),
        ("\u202e\u0007\u200b", "I could read no words in that."),
        ("9: 2", "There is no activity 9 here"),
    ],
)
async def test_what_makes_no_sense_gets_one_kind_sentence(text: str, said: str) -> None:
    talk = CheckinTalk()
    await talk.asks()
    before = await talk.prompt()
    reply = await talk.says(text)
    assert said in reply
    assert "how does it stand?" in reply
    assert (await talk.updates(), await talk.prompt()) == ([], before)


async def test_hidden_characters_are_gone_before_anything_is_kept() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("2 \u202eprinter\u0000 gone\u0007")
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.words == "printer gone"


async def test_nobody_is_named_or_counted_for_not_answering() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.asks(OTTO)
    for text in ("1", "0", "-", "who answered?"):
        await talk.says(text)
    assert not [h for h in talk.heard if "Otto" in h.text and "otto" not in h.room]
