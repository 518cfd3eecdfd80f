"""What can't be taken is shown again short and harmless, whatever it is."""

import pytest

from tests.support.chat_house import ChatHouse

LINES = (
    "map {words}",
    "digest {words}",
    "activity {words}",
    "settings {words} on",
    "rhythm checkin {words}",
    "person edit {words}",
    "activity edit Teacher evenings rhythm {words}",
)
LONG = ("Wasserwacht" * 250, "Water and boats " * 150, "水" * 2500, f"“{'x y ' * 600}”")
HOSTILE = 'z"@room\u202e <!channel>\n# [x](http://evil) @aino-k:fake.org"'


@pytest.mark.parametrize("words", LONG, ids=("word", "words", "wide", "quoted"))
@pytest.mark.parametrize("line", LINES)
async def test_long_words_are_shortened(house: ChatHouse, line: str, words: str) -> None:
    said = await house.says("ines-b", line.format(words=words))
    assert "Done" not in said
    assert said
    assert len(said) < 500


@pytest.mark.parametrize("line", LINES)
async def test_hostile_words_make_no_line_and_turn_nothing_around(
    house: ChatHouse, line: str
) -> None:
    said = await house.says("ines-b", line.format(words=HOSTILE))
    assert said
    assert "\u202e" not in said
    assert "\n#" not in said
