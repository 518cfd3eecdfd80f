"""A room becomes a channel, in a language, with or without the chart; and `undo` takes it back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import CoalitionId, RoomId
from tests.support.chat_house import ChatHouse

INES = "ines-b"
BACK = "undo takes it back within 10 minutes."


async def channels(house: ChatHouse) -> tuple[Channel, ...]:
    return (await house.coalition()).channels


@pytest.fixture
def room(house: ChatHouse) -> RoomId:
    return house.channel("new", INES, "aino-k")


async def test_a_channel_gets_its_digest_in_its_language(house: ChatHouse, room: RoomId) -> None:
    hall = house.channel("all", "aino-k")
    said = await house.says(INES, "!ci link here coalition lang de", room=room)
    assert "what is for: coalition" in said
    assert "What I post here is in German." in said
    await house.write(INES, "digest post")
    assert "Eine ruhige Zeit" in await house.heard(room)
    assert "A quiet time" in await house.heard(hall)


async def test_a_channels_language_stays_until_another_is_named(
    house: ChatHouse, room: RoomId
) -> None:
    await house.write(INES, "!ci link here coalition chart LANG DE", room=room)
    said = await house.says(INES, "!ci link here schools no chart", room=room)
    assert "What I post here is in German." in said
    assert (await channels(house))[-1].language == "de"
    said = await house.says(INES, "!ci link here schools lang en", room=room)
    assert "What I post here is in English." in said
    assert (await channels(house))[-1] == Channel(
        address=room, room=room, audience="schools", language="en"
    )


@pytest.mark.parametrize("wish", ["lang", "lang klingon", "lang de-XX", "de", "no", "chart lang"])
async def test_a_language_that_i_do_not_speak_changes_nothing(
    house: ChatHouse, room: RoomId, wish: str
) -> None:
    before = await channels(house)
    await house.write(INES, f"!ci link here coalition {wish}", room=room)
    said = await house.heard_by(INES)
    assert "Write: link here FOR [lang X] [chart|no chart]" in said
    assert ("such as: lang en, lang de." in said) is ("lang" in wish)
    assert await channels(house) == before


async def test_the_setup_tells_whom_each_channel_is_for_and_in_what_language(
    house: ChatHouse, room: RoomId
) -> None:
    await house.write(INES, "!ci link here schools lang de chart", room=room)
    said = await house.says(INES, "setup")
    assert "!all (coalition)" in said
    assert "!new (schools, in German, with the chart)" in said


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("link here backbone", "- Channel: !new (schools, in German) (it was !new (backbone, in"),
        ("link here schools lang en", "in German) (it was !new (schools, in English))"),
        ("link here schools chart", "in German) (it was !new (schools, in German, with the chart)"),
        ("unlink", "- Channel: !new (schools, in German)"),
    ],
)
async def test_what_became_of_a_channel_is_taken_back(
    house: ChatHouse, room: RoomId, line: str, told: str
) -> None:
    coalition = await house.coalition()
    new = Channel(address=room, room=room, audience="schools", language="de")
    await house.apply(replace(coalition, channels=(new, *coalition.channels)))
    before = await channels(house)
    assert BACK in await house.says(INES, f"!ci {line}", room=room)
    changed = await channels(house)
    assert changed != before
    dry = await house.says(INES, "undo --dry-run")
    assert "nothing is changed yet" in dry
    assert await channels(house) == changed
    said = await house.says(INES, "undo")
    assert said.startswith("Undone:")
    assert told in said
    assert told in dry
    assert await channels(house) == before


async def test_a_room_that_was_linked_by_mistake_is_no_channel_again(
    house: ChatHouse, room: RoomId
) -> None:
    before = await channels(house)
    await house.write(INES, "!ci link here coalition", room=room)
    assert "- !new is no channel any more." in await house.says(INES, "undo")
    assert await channels(house) == before


async def test_a_channel_linked_as_it_was_is_no_change_to_take_back(
    house: ChatHouse, room: RoomId
) -> None:
    await house.write(INES, "!ci link here coalition", room=room)
    house.clock.advance(timedelta(minutes=11))
    said = await house.says(INES, "!ci link here coalition", room=room)
    assert "what is for: coalition" in said
    assert BACK not in said
    assert BACK not in await house.says(INES, "!ci unlink", room=house.channel("else", INES))
    assert "nothing to take back" in await house.says(INES, "undo")


async def test_channels_that_the_file_changed_since_are_not_overwritten(
    house: ChatHouse, room: RoomId
) -> None:
    await house.write(INES, "!ci link here coalition", room=room)
    coalition = await house.coalition()
    await house.apply(replace(coalition, channels=coalition.channels[:1]))
    assert "channels was changed since" in await house.says(INES, "undo")
    assert await channels(house) == coalition.channels[:1]


async def test_a_room_that_another_coalition_took_since_stays_with_it(
    house: ChatHouse, room: RoomId
) -> None:
    coalition = await house.coalition()
    hall = house.channel("hall", INES)
    both = (Channel(address=hall, room=hall), *coalition.channels)
    await house.apply(replace(coalition, channels=both))
    await house.write(INES, "!ci unlink", room=hall)
    other = replace(coalition, id=CoalitionId("north"), channels=both[:1], roles=(), revision=0)
    await house.apply(other)
    assert "channels was changed since" in await house.says(INES, "undo")
    assert await channels(house) == coalition.channels


async def test_a_room_linked_by_name_and_by_id_is_one_channel_from_then_on(
    house: ChatHouse, room: RoomId
) -> None:
    coalition = await house.coalition()
    by_id = Channel(address=room, room=room, audience="schools")
    by_name = Channel(address=RoomId("fake:#new"), room=room, audience="backbone")
    await house.apply(replace(coalition, channels=(by_id, by_name)))
    await house.write(INES, "!ci link here schools", room=room)
    assert await channels(house) == (by_id,)
