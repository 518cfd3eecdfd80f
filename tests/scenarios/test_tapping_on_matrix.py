"""Where the host switched it on, the answers' emoji stand below a prompt, to be tapped."""

from pathlib import Path

from ci_bot.domain.ids import PersonId
from tests.conftest import NewPerson
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix


async def test_the_bot_puts_emoji_below_the_prompt_and_only_a_persons_tap_is_an_answer(
    new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path, more={"reactions": True})
    coalition, people = await on_matrix(lakeland(), new_person, {})
    await house.apply(coalition)
    async with house.running():
        marek = await house.partner(people[PersonId("marek-o")])
        ines = await house.partner(people[PersonId("ines-b")])
        await ines.asks("checkin open", "Opened")
        await marek.hears("Pupils' Heritage Days")
        (prompt,) = await marek.said()
        tappable = [f"{digit}\ufe0f\u20e3" for digit in range(6)]

        async def all_there() -> bool | None:
            below = [
                event["content"]["m.relates_to"]["key"]
                for event in await marek.chat.events(marek.room)
                if event["type"] == "m.reaction" and event["sender"] == marek.bot
            ]
            return sorted(below) == tappable or None

        assert await marek.chat.until(all_there)
        assert len(await marek.said()) == 1
        await people[PersonId("marek-o")].react(marek.room, prompt["event_id"], tappable[1])
        await marek.hears("on track")
