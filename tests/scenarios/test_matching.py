"""What may help is suggested to the one who asked, or who offered, and to nobody else."""

from dataclasses import replace

import pytest

from ci_bot.domain.status import Visibility
from tests.support.card_house import MAREK, SLUG, CardHouse
from tests.support.lakeland import lakeland
from tests.support.two_platforms import TwoPlatforms, spread_out

PETR, SANNA, AINO = "petr-v", "sanna-h", "aino-k"
OFFERED = (
    "Something that may help: Velmark Public Libraries offered “our print room until the end of "
    "June”. Shall I ask them?"
)


@pytest.fixture
async def house() -> CardHouse:
    """Petr's libraries have offered their print room."""
    house = CardHouse()
    await house.apply(lakeland())
    await house.write(PETR, "offer our print room until the end of June")
    await house.heard_by(PETR)
    return house


async def hide(house: CardHouse, number: int) -> None:
    """Lets only the backbone read an ask or offer."""
    async with house.store.write() as uow:
        ask = await uow.of(SLUG).ask(number)
        assert ask is not None
        await uow.of(SLUG).put_ask(replace(ask, visibility=Visibility.BACKBONE))
        await uow.commit()


async def test_a_check_in_ends_with_what_may_help_and_yes_asks_them(house: CardHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write(MAREK, "2 Printer cancelled, we need another by the 16th")
    await house.write(MAREK, "1")
    summed = await house.says(MAREK, "n 1 A5 leaflets, 800 copies, by 18 June")
    assert summed.endswith(f"{OFFERED}\n\ny yes  n no")
    assert "What I understood" in summed
    await house.heard_by(PETR)
    heard = await house.says(MAREK, "y")
    assert "You are in touch with Petr V., Velmark Public Libraries, about 2:" in heard
    asked = await house.heard_by(PETR)
    assert "Marek O., Museum of Little Things, asks whether you can help with 2:" in asked
    assert "A5 leaflets, 800 copies" in asked
    assert "On its way to Marek O." in await house.says(PETR, "reply 2 come on Friday")
    assert "come on Friday" in await house.heard_by(MAREK)
    assert "with thanks" not in await house.says(MAREK, "close 2 thanks Petr V.")
    assert "with thanks to you" in await house.heard_by(PETR)


async def test_nobody_but_the_asker_hears_of_a_match(house: CardHouse) -> None:
    rooms = {person: await house.direct(person) for person in (await house.coalition()).people}
    for room in rooms.values():
        await house.heard(room)
    assert "Shall I ask them?" in await house.says(MAREK, "ask a print shop with room for posters")
    others = [await house.heard(room) for person, room in rooms.items() if person != MAREK]
    assert others == [""] * len(others)


async def test_in_a_channel_the_match_goes_to_the_asker_alone(house: CardHouse) -> None:
    everybody = house.channel("all", MAREK, PETR)
    said = await house.says(
        MAREK, "ask a print shop with a room for posters", room=everybody, addressed=True
    )
    assert "Ask 2" in said
    assert "may help" not in said
    assert OFFERED in await house.heard_by(MAREK)
    assert "You are in touch with Petr V." in await house.says(MAREK, "y")


async def test_a_no_asks_nobody_and_is_remembered(house: CardHouse) -> None:
    await house.write(AINO, "offer a room with printing machines, Fridays")
    said = await house.says(MAREK, "ask a print shop with room for posters")
    assert said.count("Shall I ask them?") == 1
    first = await house.says(MAREK, "n")
    assert "I ask nobody, and don't suggest that again." in first
    assert first.count("Shall I ask them?") == 1
    second = await house.says(MAREK, "n")
    assert "Shall I" not in second
    async with house.store.read() as uow:
        assert await uow.of(SLUG).relays() == []
        ask = await uow.of(SLUG).ask(3)
    assert ask is not None
    assert sorted(ask.suggested) == ["1", "2"]


async def test_an_offer_that_comes_later_finds_the_open_ask(house: CardHouse) -> None:
    await house.write(MAREK, "ask a van for the exhibition boxes on Friday")
    await house.heard_by(MAREK)
    said = await house.says(AINO, "offer two vans, also for exhibition boxes")
    assert (
        "Your offer may help Museum of Little Things: “a van for the exhibition boxes on Friday”."
        in said
    )
    assert "You are in touch with Marek O." in await house.says(AINO, "yes")
    assert "Aino K., Harbour Archive, can help with your ask 2:" in await house.heard_by(MAREK)


async def test_what_the_asker_may_not_see_is_not_suggested(house: CardHouse) -> None:
    await hide(house, 1)
    assert "Shall I" not in await house.says(MAREK, "ask a print shop with room for posters")


async def test_an_ask_that_the_offerer_may_not_see_is_not_taken_to_them(house: CardHouse) -> None:
    await house.write(MAREK, "ask a van for the exhibition boxes on Friday")
    await hide(house, 2)
    assert "Shall I" not in await house.says(AINO, "offer two vans, also for exhibition boxes")


async def test_who_may_not_read_the_ask_is_not_suggested_as_its_help(house: CardHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write(MAREK, "2 Printer cancelled, we need another by the 16th")
    await house.write(MAREK, "3")
    summed = await house.says(MAREK, "n 1 a print shop with room for posters")
    assert "What I understood" in summed
    assert "Shall I" not in summed


async def test_what_is_gone_by_the_time_of_the_yes_leads_to_nobody(house: CardHouse) -> None:
    await house.write(MAREK, "ask a print shop with room for posters")
    await house.write(PETR, "close 1")
    assert "isn't open any more, so I asked nobody" in await house.says(MAREK, "y")


async def test_any_other_line_lets_the_question_go(house: CardHouse) -> None:
    await house.write(MAREK, "ask a print shop with room for posters")
    assert "“a print shop with room for posters”" in await house.says(MAREK, "asks")
    assert "You are in touch" not in await house.says(MAREK, "y")


async def test_words_in_other_scripts_find_each_other(house: CardHouse) -> None:
    await house.write(AINO, "offer можемо надрукувати плакати у нашій друкарні")
    said = await house.says(MAREK, "ask потрібна друкарня для плакатів")
    assert "Harbour Archive offered “можемо надрукувати плакати у нашій друкарні”" in said


async def test_the_lead_who_is_touched_is_asked_where_nobody_offered(house: CardHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write(MAREK, "2 The speaker is ill")
    await house.write(MAREK, "1")
    summed = await house.says(MAREK, "n 1 somebody who speaks on old maps")
    assert (
        "It touches Teacher evenings, which Sanna H., Teachers' Guild Velmark, leads. "
        "Shall I ask them to help?"
    ) in summed
    await house.heard_by(SANNA)
    await house.write(MAREK, "y")
    assert "Marek O., Museum of Little Things, asks whether you can" in await house.heard_by(SANNA)


async def test_who_leads_by_the_time_of_the_yes_is_not_asked_unnamed(house: CardHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write(MAREK, "2 The speaker is ill")
    await house.write(MAREK, "1")
    assert "Sanna H." in await house.says(MAREK, "n 1 somebody who speaks on old maps")
    await house.write("ines-b", "activity edit Teacher evenings lead Lotte F. deputy none")
    await house.heard_by("lotte-f")
    assert "so I asked nobody" in await house.says(MAREK, "y")
    assert await house.heard_by("lotte-f") == ""


async def test_a_lead_who_may_not_know_of_the_worry_is_not_suggested(house: CardHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write(MAREK, "2 The speaker is ill")
    await house.write(MAREK, "3")
    summed = await house.says(MAREK, "n 1 somebody who speaks on old maps")
    assert "What I understood" in summed
    assert "Shall I" not in summed


async def test_beside_a_card_the_match_is_a_message_with_two_buttons() -> None:
    house = CardHouse(taps=True)
    await house.apply(lakeland())
    await house.write(PETR, "offer our print room until the end of June")
    await house.write("ines-b", "checkin open")
    await house.tap("at risk")
    await house.tap("Add words")
    values = {"words": "Printer cancelled", "readers": "coalition", "kind": "need"}
    await house.fill({**values, "extra": "A5 leaflets"})
    assert OFFERED not in (await house.messages())[-1].text
    await house.tap("nothing")
    (card, match) = await house.messages()
    assert OFFERED in match.text
    assert "Shall I ask them?" not in card.text
    await house.tap("yes", on=match.message)
    assert "You chose: yes." in (await house.messages())[1].text
    assert "You are in touch with Petr V." in (await house.messages())[-1].text


async def test_across_platforms_the_bot_carries_what_a_match_began() -> None:
    house = TwoPlatforms()
    await house.apply(spread_out())
    await house.write("aino-k", "offer two vans, also for exhibition boxes")
    await house.heard_by("aino-k")
    said = await house.says("marek-o", "ask a van for the exhibition boxes on Friday")
    assert "Harbour Archive offered" in said
    assert "You are in touch with Aino K." in await house.says("marek-o", "y")
    assert "asks whether you can help with 2" in await house.heard_by("aino-k")
    await house.write("aino-k", "reply 2 at nine?")
    assert "about 2: “at nine?”" in await house.heard_by("marek-o")


async def test_a_yes_comes_too_late_for_who_left_closed_or_is_in_touch_already(
    house: CardHouse,
) -> None:
    await house.write(MAREK, "ask a print shop with room for posters")
    await house.write("ines-b", "close 2")
    assert "isn't open any more" in await house.says(MAREK, "y")
    await house.write(MAREK, "ask a print shop with room for posters")
    await house.write(PETR, "help with 3")
    await house.heard_by(MAREK)
    assert "You are in touch with Petr V." in await house.says(MAREK, "y")
    await house.write(MAREK, "ask a print shop with room for pictures")
    coalition = await house.coalition()
    accounts = tuple(a for a in coalition.accounts if a.person != PETR)
    await house.apply(replace(coalition, accounts=accounts))
    assert "can't be reached through me any more" in await house.says(MAREK, "y")
