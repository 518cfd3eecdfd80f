"""What was said is found again by those who may read it, and by nobody else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.search import folded
from ci_bot.views.searching import EXCERPT, excerpt
from tests.support.chat_house import MONDAY, ChatHouse


async def test_a_hit_has_its_day_activity_organisation_and_words(house: ChatHouse) -> None:
    await house.write("jonas-r", "update Label translation on track The Übersetzung is half done")
    said = await house.says("aino-k", "search ubersetzung")
    assert said == (
        "- 16 Nov, Label translation, Municipality of Eastwater: “The Übersetzung is half done”"
    )


async def test_asks_offers_and_lessons_are_found_with_their_kind(house: ChatHouse) -> None:
    await house.write("marek-o", "ask a printer for leaflets")
    await house.write("petr-v", "offer our printer on Mondays")
    await house.write("sanna-h", "lesson a printer breaks when it matters")
    said = await house.says("aino-k", "search printer")
    assert "Ask 1: 16 Nov, Museum of Little Things: “a printer for leaflets”" in said
    assert "Offer 2: 16 Nov, Velmark Public Libraries: “our printer on Mondays”" in said
    assert "Learned: 16 Nov, Teachers' Guild Velmark: “a printer breaks" in said


async def test_what_is_agreed_is_found_before_what_was_said(house: ChatHouse) -> None:
    await house.write("aino-k", "update harbour-photographs on track photographs of the harbour")
    lines = (await house.says("aino-k", "search harbour")).splitlines()
    assert lines[0] == ("- Activity: Harbour photographs. activity harbour-photographs shows it.")
    assert "photographs of the harbour" in lines[1]
    assert "Common agenda: “Every pupil meets" in await house.says("aino-k", "search pupil meets")


async def test_all_words_count_and_a_phrase_in_quotes_as_one(house: ChatHouse) -> None:
    await house.write("jonas-r", "update Label translation on track the red van came late")
    assert "red van" in await house.says("aino-k", "search late van")
    assert "red van" in await house.says("aino-k", "search “red van”")
    assert "nothing" in await house.says("aino-k", 'search "van red"')
    assert "nothing" in await house.says("aino-k", "search van early")


async def test_only_what_the_reader_may_see_is_found(house: ChatHouse) -> None:
    await house.write("jonas-r", "update label-translation at risk the translator is ill")
    await house.write("jonas-r", "3")
    nothing = "I found nothing that you may read here."
    assert await house.says("aino-k", "search translator") == nothing
    assert "translator is ill" in await house.says("ines-b", "search translator")
    hall = house.channel("all", "ines-b")
    assert await house.says("ines-b", "!ci search translator", room=hall) == nothing
    await house.write("jonas-r", "update label-translation at risk the proofs are late")
    await house.write("jonas-r", "2")
    assert "proofs" in await house.says("aino-k", "search proofs")
    assert await house.says("sanna-h", "search proofs") == nothing


async def test_a_page_names_the_line_that_shows_the_next(house: ChatHouse) -> None:
    for number in range(7):
        await house.write("petr-v", f"offer room {number}")
        house.clock.advance(timedelta(minutes=1))
    first = await house.says("aino-k", "search room")
    assert first.count("Offer") == 5
    assert "“room 6”" in first.splitlines()[0]
    assert first.endswith("More: search room page 2")
    second = await house.says("aino-k", "search room page 2")
    assert second.count("Offer") == 2
    assert "page 3" not in second
    assert await house.says("aino-k", "search room page 3") == "There is nothing more."


async def test_the_backbones_words_on_a_posted_digest_are_found(house: ChatHouse) -> None:
    house.channel("all", "aino-k")
    await house.write("jonas-r", "update Label translation on track half done")
    house.clock.advance(timedelta(days=1, hours=6, minutes=5))
    await house.settle()
    await house.write("ines-b", "digest intro A fine week for lighthouses.")
    nothing = "I found nothing that you may read here."
    assert await house.says("aino-k", "search lighthouses") == nothing
    await house.write("ines-b", "digest post")
    said = await house.says("aino-k", "search lighthouses")
    assert "17 Nov, digest 2026-W47: “A fine week for lighthouses.”" in said


@pytest.mark.parametrize("line", ["search", "search   ", "search ''", "search page"])
async def test_a_search_without_words_says_how(house: ChatHouse, line: str) -> None:
    said = await house.says("aino-k", line)
    assert "search WORDS" in said or "nothing" in said


@pytest.mark.parametrize("line", ["search %", "search _", "search \\", "search ' OR 1=1 --"])
async def test_signs_of_databases_are_only_signs(house: ChatHouse, line: str) -> None:
    await house.write("jonas-r", "update Label translation on track half done")
    assert await house.says("aino-k", line) == "I found nothing that you may read here."


async def test_lessons_are_told_listed_and_found(house: ChatHouse) -> None:
    assert "lesson TEXT" in await house.says("aino-k", "lessons")
    said = await house.says("sanna-h", "lesson Short evenings bring more teachers")
    assert "Learned: “Short evenings bring more teachers”" in said
    assert "the whole coalition" in said
    house.clock.advance(timedelta(days=1))
    await house.write("marek-o", "lesson Print early")
    listed = await house.says("aino-k", "lessons")
    assert listed == (
        "- 17 Nov, Museum of Little Things: “Print early”\n"
        "- 16 Nov, Teachers' Guild Velmark: “Short evenings bring more teachers”"
    )
    assert await house.says("aino-k", "lessons teacher") == listed.splitlines()[1]
    assert "nothing" in await house.says("aino-k", "lessons nobody-knows")
    assert "For example" in await house.says("aino-k", "lesson")


async def test_who_wears_two_hats_is_asked_for_which_they_learned_it(house: ChatHouse) -> None:
    known = await house.coalition()
    second = replace(
        known.hats(PersonId("petr-v"), MONDAY.date())[0], organisation=OrganisationId("eastwater")
    )
    await house.apply(replace(known, roles=(*known.roles, second)))
    asked = await house.says("petr-v", "lesson Ask twice")
    assert "2 Municipality of Eastwater" in asked
    assert "Learned: “Ask twice”" in await house.says("petr-v", "2")
    said = await house.says("aino-k", "lessons")
    assert said == "- 16 Nov, Municipality of Eastwater: “Ask twice”"


def test_an_excerpt_shows_what_was_looked_for() -> None:
    text = "before " * 60 + "ein Überraschungsfund" + " after" * 60
    shown = excerpt(text, (folded("Ueberraschung"), folded("uberraschung")))
    assert "Überraschungsfund" in shown
    assert shown.startswith("…before")
    assert shown.endswith("after…")
    assert len(shown) <= EXCERPT + 2
    assert excerpt("short\nwords", ("x",)) == "short words"
    endless = "あ" * 500 + "東京" + "い" * 500
    assert "東京" in excerpt(endless, ("東京",))
    assert excerpt("a" * 500, ("zzz",)) == "a" * EXCERPT + "…"
