"""An activity passes to another organisation, which reads nothing that was told in confidence."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.ids import PersonId
from tests.support.card_house import DAYS, INES, MAREK, CardHouse, led_by_marek


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
