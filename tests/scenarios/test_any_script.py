"""Answers in any language and script are kept as they were written, and shown unharmed."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ci_bot.messages.safe import clean
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import PUPILS

SCRIPTS = {
    "latin": "Übergröße, cœur, Łódź, İstanbul: 3×5 mm — fertig…",
    "greek": "Έξι σχολεία· δύο ακόμη",
    "cyrillic": "Шесть школ, ещё две думают: «да»",
    "arabic": "ست مدارس، واثنتان أخريان — ١٢٣",
    "persian": "می‌خواهیم شش مدرسه",
    "hebrew": "שש בתי ספר, עוד שניים חושבים",
    "mixed directions": "Der Titel ist שלום עולם und bleibt",
    "devanagari": "छह स्कूल, दो और सोच रहे हैं।",
    "thai": "โรงเรียนหกแห่งสมัครแล้ว",
    "chinese": "六所学校已报名，还有两所在考虑。",
    "japanese": "六校が申し込みました（あと二校）",
    "korean": "학교 여섯 곳이 신청했습니다",
    "combining marks": "e\u0301te\u0301, n\u0303, a\u0323\u0302",
    "emoji": "All well 👩🏽‍🏫 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️",
    "lines": "erste Zeile\nzweite Zeile",
}


async def kept(text: str) -> str:
    """What is stored of these words after a status."""
    talk = CheckinTalk()
    await talk.asks()
    await talk.says(f"1: 1 {text}")
    update = await talk.answer(PUPILS)
    assert update is not None
    return update.words


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
async def test_words_of_every_script_are_kept_as_written(text: str) -> None:
    assert clean(text) == text
    assert (await kept(text)).encode() == text.encode()


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
async def test_words_of_every_script_are_echoed_whole(text: str) -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert " ".join(text.split()) in await talk.says(f"1: 1 {text}")


_LETTERS = st.characters(categories=("L", "M", "N", "P", "S", "Zs"), exclude_characters="\u00a0")
_WORDS = st.text(_LETTERS, min_size=1, max_size=40).map(lambda text: f"aa {text} zz")


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_WORDS)
def test_any_words_are_kept_byte_for_byte_but_for_what_hides(text: str) -> None:
    stored = asyncio.run(kept(text))
    assert stored.encode() == clean(text).encode()
