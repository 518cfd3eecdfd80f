"""Asks and offers fit by words in any script, and by what reinforces what."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.matching.offers import MOST, MOST_WORDS, Matching
from ci_bot.domain.matching.words import SAME, WITHIN, nearness, telling_words
from tests.support.lakeland import lakeland

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
MATCHING = Matching(coalition=lakeland(), besides=frozenset({"november"}))
DAYS = ActivityId("heritage-days")


def said(number: int, kind: AskKind, text: str, **more: object) -> Ask:
    person = PersonId("marek-o" if kind is AskKind.ASK else "jonas-r")
    organisation = OrganisationId("little-things" if kind is AskKind.ASK else "eastwater")
    ask = Ask(
        number=number, kind=kind, text=text, person=person, organisation=organisation, opened=NOW
    )
    return replace(ask, **more)  # type: ignore[arg-type]


def need(text: str, **more: object) -> Ask:
    return said(1, AskKind.ASK, text, **more)


def gift(text: str, number: int = 2, **more: object) -> Ask:
    return said(number, AskKind.OFFER, text, **more)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("leaflets", "We can print leaflets"),
        ("Old photos of monuments from before the war", "An archive with old monument photographs"),
        ("A trainer who speaks Russian, online", "Half a day online on licences, in Russian"),
        ("Plakate drucken bis 27. November", "Unsere Plakatdruckerei kann helfen"),
        ("Потрібна друкарня для плакатів", "Можемо надрукувати плакати у друкарні"),
        ("نحتاج مترجم للغة العربية", "مترجم يعرف اللغة العربية"),
        ("ポスターの翻訳者を探しています", "翻訳者を紹介できます"),
        ("포스터 번역자가 필요합니다", "번역자를 소개합니다"),
        ("हमें अनुवादक चाहिए संग्रहालय के लिए", "संग्रहालय के अनुवादक"),
    ],
)
def test_words_fit_in_any_language(asked: str, offered: str) -> None:
    assert MATCHING.of(need(asked), [gift(offered)]) == (gift(offered),)
    assert MATCHING.of(gift(offered), [need(asked)]) == (need(asked),)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Somebody who can help us this week", "We can help somebody for a week"),
        ("A trainer for Uzbek", "Travel together by train to Thessaloniki"),
        ("Texts for the issue of 12 November", "800 posters, until 12 November"),
        ("A van", "A hat"),
        ("...", "???"),
    ],
)
def test_small_words_dates_and_numbers_fit_nothing(asked: str, offered: str) -> None:
    assert MATCHING.of(need(asked), [gift(offered)]) == ()


def test_one_word_is_enough_between_linked_activities() -> None:
    asked = need("One volunteer for the evening", activity=DAYS)
    unlinked = gift("Two volunteers who carry boxes")
    linked = replace(unlinked, activity=ActivityId("teacher-evenings"))
    assert MATCHING.of(asked, [unlinked]) == ()
    assert MATCHING.of(asked, [linked]) == (linked,)


def test_who_leads_what_the_activity_reinforces_comes_first() -> None:
    asked = need("A projector and a screen for the hall", activity=DAYS)
    others = gift("A projector with a screen, and a hall to use them in", 2)
    guild = gift("We have a projector", 3, organisation=OrganisationId("teachers-guild"))
    assert MATCHING.of(asked, [others, guild]) == (guild, others)


def test_words_around_an_ask_count_where_they_point_at_one_offer_of_a_linked_partner() -> None:
    asked = need("A5 leaflets", activity=DAYS)
    libraries = OrganisationId("velmark-libraries")
    room = gift("our print room until the end of June", organisation=libraries)
    around = "Printer cancelled"
    assert MATCHING.of(asked, [room], context=around) == (room,)
    assert MATCHING.of(asked, [room]) == ()
    stranger = replace(room, organisation=OrganisationId("eastwater"))
    assert MATCHING.of(asked, [stranger], context=around) == ()
    second = gift("a printer", 3, organisation=libraries)
    assert MATCHING.of(asked, [room, second], context=around) == ()


def test_only_open_ones_of_the_other_kind_by_somebody_else_fit() -> None:
    asked = need("leaflets")
    closed = gift("leaflets", 2, closed=NOW)
    gone = gift("leaflets", 3, withdrawn=NOW)
    own = gift("leaflets", 4, person=asked.person)
    lesson = said(5, AskKind.LESSON, "leaflets")
    another = said(6, AskKind.ASK, "leaflets", person=PersonId("aino-k"))
    assert MATCHING.of(asked, [closed, gone, own, lesson, another]) == ()


def test_compounds_and_forms_are_near_and_numbers_are_no_words() -> None:
    assert nearness("photos", "photo") == SAME
    assert nearness("drucken", "plakatdruck") == WITHIN
    assert telling_words("800 copies, 800 COPIES, in 2 days") == ("copies",)


def test_long_texts_fit_by_how_they_begin_and_of_many_the_newest_are_compared() -> None:
    signs = "abcdefghijklmnopqrstuvwxyz"
    begin = " ".join(a * 2 + b * 2 for a in signs[:10] for b in signs[:5])
    assert len(begin.split()) > MOST_WORDS
    assert MATCHING.of(need(f"{begin} leaflets"), [gift("print leaflets")]) == ()
    many = [gift("print leaflets", number) for number in range(2, MOST + 52)]
    found = MATCHING.of(need("leaflets"), many)
    assert [offer.number for offer in found] == [*range(MOST + 51, 51, -1)]
