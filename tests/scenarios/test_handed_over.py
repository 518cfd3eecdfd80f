"""An activity passes to another organisation, which reads nothing that was told in confidence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import PersonId
from tests.support.card_house import DAYS, INES, MAREK, CardHouse, led_by_marek
from tests.support.chat_house import ChatHouse


async def test_what_the_backbone_alone_was_told_is_not_shown_to_the_next_who_leads() -> None:
    house = CardHouse(taps=True)
    await house.apply(led_by_marek())
    await house.write(MAREK, "update heritage-days at risk: nobody must know")
    await house.write(MAREK, "3")
    jonas, before = PersonId("jonas-r"), await house.coalition()
    (hat,) = {hat.organisation for hat in before.hats(jonas, house.clock.now().date())}
    handed = replace(before.activities[DAYS], lead_person=jonas, lead_organisation=hat)
    await house.apply(replace(before, activities={**before.activities, DAYS: handed}))
    for _ in range(2):
        await house.write(INES, "checkin open")
        card = await house.card(jonas)
        assert "1. Pupils' Heritage Days" in card.text
        assert "Last: at risk" not in card.text
        assert "nobody must know" not in card.text
        await house.tap("nothing to tell", jonas)
        await house.write(INES, "checkin close")
        house.clock.advance(timedelta(days=1))
        await house.settle()


@pytest.mark.parametrize("line", ["2: 0", "same", "same teacher-evenings"])
async def test_a_deputy_is_not_told_that_there_is_something_they_may_not_read(line: str) -> None:
    said = []
    for confided in (False, True):
        house = ChatHouse()
        await house.apply()
        if confided:
            await house.write("sanna-h", "update teacher-evenings at risk: nobody must know")
            await house.write("sanna-h", "3")
        await house.write("sanna-h", "away until 1 Dec")
        if line != "same teacher-evenings":
            await house.write(INES, "checkin open")
        await house.heard_by(MAREK)
        said.append(await house.says(MAREK, line))
    without, after = said
    assert after == without


async def test_a_deputys_no_change_opens_no_worry_that_they_never_read() -> None:
    house = ChatHouse()
    await house.apply()
    await house.write("sanna-h", "update teacher-evenings on track: two halls")
    await house.write("sanna-h", "update teacher-evenings at risk: nobody must know")
    await house.write("sanna-h", "3")
    await house.write("sanna-h", "away until 1 Dec")
    house.clock.advance(timedelta(hours=1))
    assert "no change" in await house.says(MAREK, "same teacher-evenings")
    await house.write("sanna-h", "back")
    said = await house.says("sanna-h", "update teacher-evenings no change still no money")
    assert "Who may read this?" in said
    assert "no money" not in await house.says(MAREK, "search money")
