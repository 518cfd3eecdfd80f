"""The home tab shows the way to the first digest to the backbone, and to nobody else."""

from ci_bot.messages import plain
from tests.support.chat_house import ChatHouse
from tests.support.empty_coalition import empty
from tests.support.lakeland import lakeland


async def home(house: ChatHouse, person: str) -> str:
    await house.chat.person(person).open_home()
    await house.settle()
    return plain.render(house.chat.homes[house.chat.person(person).account][1])


async def test_the_backbone_sees_its_next_step_there() -> None:
    house = ChatHouse(taps=True)
    await house.apply(empty())
    assert "setup agenda TEXT" in await home(house, "ines")
    await house.write("ines", "setup agenda Every pupil swims")
    shown = await home(house, "ines")
    assert "Next step: name one of your few long-term goals." in shown
    assert "Done: common agenda" in shown


async def test_a_partner_sees_nothing_of_it() -> None:
    house = ChatHouse(taps=True)
    await house.apply(lakeland())
    assert "Next step" in await home(house, "ines-b")
    assert "Next step" not in await home(house, "aino-k")
