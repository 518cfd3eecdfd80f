"""Names in any script stand in a digest as they are written, and turn nothing else around."""

from dataclasses import replace

import pytest

from adapters.slack.render.posting import posting
from ci_bot.charts.status import status_chart
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.status_grid import status_grid
from ci_bot.domain.ids import ActivityId, DeliveryKey
from ci_bot.domain.status import Status
from ci_bot.domain.visibility import COALITION
from ci_bot.messages import html, plain
from ci_bot.messages.direction import isolated
from ci_bot.views.digest.formats import DigestFormat, digest_message, render_digest
from ci_bot.views.digest.status_chart import chart_words
from ci_bot.views.reader import Reader
from tests.support.digest_week import DUE, READER, asked, coalition, content, said, week

PERSIAN, JAPANESE, HEBREW = "ائتلاف دریاچه‌های باز (۲)", "開かれた湖の会（二）", "גן קריאה 7"
FSI, PDI = "\u2068", "\u2069"
TEXTS = [one for one in DigestFormat if one is not DigestFormat.JSON]
NAMES = {"Persian": (PERSIAN, HEBREW), "Japanese": (JAPANESE, JAPANESE)}


def named(coalition_name: str, title: str) -> Coalition:
    of = coalition()
    first = replace(of.activities[ActivityId("a0")], title=title)
    return replace(of, name=coalition_name, activities={**of.activities, first.id: first})


def digest(coalition_name: str, title: str) -> Material:
    of = named(coalition_name, title)
    return week(said(0, PERSIAN, Status.AT_RISK), asks=[asked(1, JAPANESE)], of=of)


def balanced(text: str) -> bool:
    return text.count(FSI) == text.count(PDI) and FSI + FSI not in text


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES.keys())
@pytest.mark.parametrize("format_", TEXTS)
def test_a_name_is_isolated_where_it_runs_the_other_way(
    names: tuple[str, str], format_: DigestFormat
) -> None:
    shown = render_digest(content(digest(*names)), READER, format_)
    assert balanced(shown)
    for name in (*names, PERSIAN, JAPANESE):
        assert isolated(name, "en") in shown
    assert FSI + JAPANESE not in shown
    assert FSI + "Where you can help" not in shown


def test_slack_gets_the_same_isolates() -> None:
    message = digest_message(content(digest(PERSIAN, HEBREW)), READER)
    sent = posting(message, DeliveryKey("k" * 40))
    everything = "\n".join(_texts(sent["blocks"]))
    for name in (PERSIAN, HEBREW):
        assert f"{FSI}{name}{PDI}" in everything
    assert all(balanced(text) for text in _texts(sent["blocks"]))


def _texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for one in value.values() for text in _texts(one)]
    return []


@pytest.mark.parametrize("language", ["ar", "fa", "he", "ja", "fa-IR", "xx"])
def test_who_reads_another_language_gets_english_in_one_piece(language: str) -> None:
    theirs = replace(READER, language=language)
    material = digest("Open Lakeland", "Reading garden")
    shown = render_digest(content(material), theirs, DigestFormat.TEXT)
    english = render_digest(content(material), READER, DigestFormat.TEXT)
    assert shown.replace(FSI, "").replace(PDI, "") == english.replace(FSI, "").replace(PDI, "")
    page = render_digest(content(material), theirs, DigestFormat.HTML)
    assert page.startswith('<div lang="en" dir="ltr">')


def test_a_page_says_in_which_direction_it_is_written() -> None:
    message = digest_message(content(digest(PERSIAN, HEBREW)), READER)
    assert html.render_page(message, "fa").startswith('<div lang="fa" dir="rtl">')
    assert html.render_page(message, "de-AT").startswith('<div lang="de-AT" dir="ltr">')
    german = render_digest(content(digest(PERSIAN, HEBREW)), _german(), DigestFormat.HTML)
    assert german.startswith('<div lang="de" dir="ltr">')


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES.keys())
def test_a_chart_has_them_in_whole_and_isolated(names: tuple[str, str]) -> None:
    of = named(*names)
    grid = status_grid(of, [said(0, "x", Status.AT_RISK)], COALITION, until=DUE)
    words = chart_words(grid, _german())
    svg = status_chart(grid, words)
    assert svg is not None
    for name in names:
        assert isolated(name, "de") in words.alt
        assert name in svg
    assert balanced(words.alt)
    assert "gefährdet" in words.alt


def _german() -> Reader:
    return replace(READER, language="de")


def test_a_name_in_the_title_does_not_turn_the_dates_around() -> None:
    top = plain.render(digest_message(content(digest(PERSIAN, HEBREW)), READER)).splitlines()[0]
    assert top.startswith(f"{FSI}{PERSIAN}{PDI}, week ")
