"""Channels on a real homeserver, as a coalition's file may name them."""

from dataclasses import replace
from pathlib import Path

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import PersonId, RoomId
from tests.conftest import NewPerson
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix


async def test_a_channel_named_by_its_alias_is_entered_and_gets_the_digest(
    new_person: NewPerson, tmp_path: Path
) -> None:
    owner = await new_person("owner")
    house = MatrixHouse(await new_person("bot"), tmp_path)
    coalition, people = await on_matrix(lakeland(), new_person, {})
    hall = await owner.create_room(house.account, alias=f"hall-{tmp_path.name}")
    address = RoomId(f"matrix:#hall-{tmp_path.name}:localhost")
    await house.apply(replace(coalition, channels=(Channel(address=address),)))
    async with house.running():
        await house.enters(hall, owner)
        jonas = await house.partner(people[PersonId("jonas-r")])
        ines = await house.partner(people[PersonId("ines-b")])
        await jonas.asks("update Label translation on track half are done", "half are done")
        await ines.asks("digest post", "on its way")
        digest = await owner.hears(hall, lambda e: "half are done" in e["content"].get("body", ""))
        assert "Label translation: on track" in digest["content"]["body"]
        assert digest["sender"] == house.account.user_id


async def test_a_command_is_answered_in_the_channel_with_what_its_readers_may_see(
    new_person: NewPerson, tmp_path: Path
) -> None:
    owner = await new_person("owner")
    house = MatrixHouse(await new_person("bot"), tmp_path)
    hall = await owner.create_room(house.account)
    coalition, people = await on_matrix(lakeland(), new_person, {hall: "coalition"})
    await house.apply(coalition)
    ines = people[PersonId("ines-b")]
    async with house.running():
        await house.enters(hall, owner)
        await owner.invite(hall, ines.user_id)
        await ines.join(hall)
        jonas = await house.partner(people[PersonId("jonas-r")])
        await jonas.asks("update Label translation at risk the translator is ill", "Who may read")
        await jonas.asks("3", "backbone")
        await ines.say(hall, "!ci status")
        said = await owner.hears(
            hall, lambda e: "Label translation" in e["content"].get("body", "")
        )
        assert "translator is ill" not in said["content"]["body"]
        assert said["content"]["m.mentions"] == {}
