"""What somebody of the backbone noted is no longer theirs to reword once that role has ended."""

from tests.support.chat_house import ChatHouse


async def test_whose_role_has_ended_rewords_no_note_but_may_take_it_back() -> None:
    house = ChatHouse()
    await house.apply()
    await house.write("ines-b", "role grant Lotte F. backbone")
    room = await house.direct("lotte-f")
    noted = await house.write(
        "lotte-f", "note Teacher evenings for Sanna H. at risk The speaker is ill"
    )
    assert "The speaker is ill" in await house.heard_by("sanna-h")
    await house.write("ines-b", "role revoke Lotte F. backbone")
    await house.heard(room)
    lotte = house.chat.person("lotte-f")
    await lotte.edit(room, noted, "note Teacher evenings for Sanna H. off track All is lost")
    await house.settle()
    assert "note is for the backbone" in await house.heard(room)
    assert await house.heard_by("sanna-h") == ""
    await lotte.delete(room, noted)
    await house.settle()
    assert "The speaker is ill" not in await house.says("ines-b", "digest preview")
