"""Everybody sets their own language, hours and days, and nothing else changes by it."""

from tests.support.chat_house import ChatHouse


async def test_a_language_counts_from_the_answer_on(house: ChatHouse) -> None:
    assert "Language: English" in await house.says("jonas-r", "settings")
    assert "Sprache: Deutsch" in await house.says("jonas-r", "settings lang de")
    assert "Sprache Deutsch" in await house.says("jonas-r", "whoami")


async def test_a_setting_asks_nobody_who_asked_to_be_left_alone(house: ChatHouse) -> None:
    await house.write("jonas-r", "stop")
    assert "back starts again" in await house.says("jonas-r", "settings hour 19:00")
    assert (await house.coalition()).people["jonas-r"].settings.stopped  # type: ignore[index]
