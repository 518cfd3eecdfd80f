"""Two partners on a real homeserver get a room of their own for an ask."""

import sqlite3
from pathlib import Path
from typing import Any

from ci_bot.domain.ids import PersonId
from tests.conftest import NewPerson
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix
from tests.support.person import Person

MAREK, AINO = PersonId("marek-o"), PersonId("aino-k")


async def _invited(person: Person) -> str:
    async def look() -> str | None:
        return next(iter(await person.invitations()), None)

    return await person.until(look)


async def test_asker_and_helper_are_invited_and_what_they_say_there_stays_there(
    new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path)
    coalition, people = await on_matrix(lakeland(), new_person, {})
    await house.apply(coalition)
    async with house.running():
        marek = await house.partner(people[MAREK])
        aino = await house.partner(people[AINO])
        await marek.asks("ask A5 leaflets", "Ask 1")
        await aino.asks("help with 1", "room of your own")
        await marek.hears("Aino K., Harbour Archive, can help")
        room = await _invited(people[AINO])
        assert await _invited(people[MAREK]) == room
        for person in (MAREK, AINO):
            await people[person].join(room)
        state: Any = await people[AINO].call("GET", f"v3/rooms/{room}/state")
        kinds = {event["type"]: event["content"] for event in state}
        assert (
            kinds["m.room.name"]["name"] == "Number 1: Museum of Little Things and Harbour Archive"
        )
        assert kinds["m.room.join_rules"]["join_rule"] == "invite"
        assert "m.room.encryption" in kinds
        await people[AINO].say(room, "the key is under the mat")
        await people[MAREK].say(room, "!ci close 1 thanks Aino K.")
        await marek.hears("Number 1 is closed")
        await aino.hears("with thanks to you")
    with sqlite3.connect(tmp_path / "ci-bot.db") as database:
        assert "under the mat" not in "\n".join(database.iterdump())


async def test_the_room_is_made_once_though_the_bot_forgot_it(
    new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path)
    coalition, people = await on_matrix(lakeland(), new_person, {})
    await house.apply(coalition)
    async with house.running():
        marek = await house.partner(people[MAREK])
        aino = await house.partner(people[AINO])
        await marek.asks("ask A5 leaflets", "Ask 1")
        await aino.asks("help with 1", "room of your own")
        room = await _invited(people[AINO])
        await people[AINO].join(room)

        async def opened() -> bool:
            events = await people[AINO].events(room)
            return any(event["type"] == "m.room.encrypted" for event in events)

        await people[AINO].until(opened)
    with sqlite3.connect(tmp_path / "ci-bot.db") as database:
        name, key = database.execute(
            "SELECT name, value FROM named_values WHERE name LIKE '%matrix.shared.%'"
        ).fetchone()
        assert key == room
        database.execute("DELETE FROM named_values WHERE name = ?", (name,))
        database.execute(
            "UPDATE deliveries SET state = 'ready', posted_room = NULL, sent = NULL"
            " WHERE beside IS NOT NULL"
        )
    async with house.running():

        async def sent_again() -> bool:
            with sqlite3.connect(tmp_path / "ci-bot.db") as database:
                query = "SELECT state FROM deliveries WHERE beside IS NOT NULL"
                return database.execute(query).fetchall() == [("sent",)]

        await people[AINO].until(sent_again)
        assert [r for r in await people[MAREK].invitations() if r != room] == []
        assert len(await house.account.rooms()) == 3
