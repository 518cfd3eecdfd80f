"""One round of a coalition, on a real homeserver."""

from pathlib import Path

from ci_bot.domain.ids import PersonId
from tests.conftest import NewPerson
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix


async def test_a_round_goes_from_prompt_to_answer_to_one_digest(
    new_person: NewPerson, tmp_path: Path
) -> None:
    owner = await new_person("owner")
    house = MatrixHouse(await new_person("bot"), tmp_path)
    hall = await owner.create_room(house.account)
    coalition, people = await on_matrix(lakeland(), new_person, {hall: "coalition"})
    await house.apply(coalition)
    async with house.running():
        await owner.hears(
            hall,
            lambda e: (
                e.get("state_key") == house.account.user_id and e["content"]["membership"] == "join"
            ),
        )
        marek = await house.partner(people[PersonId("marek-o")])
        ines = await house.partner(people[PersonId("ines-b")])
        await ines.asks("checkin open", "Opened")
        await marek.hears("Pupils' Heritage Days")
        await marek.say("2 Printer cancelled")
        await marek.hears("Who may read")
        await marek.say("1")
        await ines.asks("digest preview", "Printer")
        await ines.asks("digest post", "on its way")
        await owner.hears(hall, lambda e: "Printer cancelled" in e["content"].get("body", ""))
