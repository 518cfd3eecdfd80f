"""What is private is shown in a channel to its author alone, where the platform can do that."""

from datetime import timedelta

import pytest

from ci_bot.domain.ids import MessageId, RoomId
from ci_bot.ports.chat import Capabilities, MessageReceived, TargetGone
from tests.support.chat_house import ChatHouse

ALL = RoomId("fake:!all")


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    house.chat.capabilities = Capabilities()
    await house.apply()
    house.channel("all", "jonas-r", "ines-b")
    return house


async def test_a_private_answer_is_shown_to_its_author_alone(house: ChatHouse) -> None:
    await _commands(house, "whoami")
    (answer,) = house.chat.said(ALL)
    assert answer.only == "fake:jonas-r"
    assert "Jonas R." in answer.text
    assert await house.heard_by("jonas-r") == ""


async def test_a_refusal_is_shown_to_its_author_alone(house: ChatHouse) -> None:
    await _commands(house, "digest post")
    (answer,) = house.chat.said(ALL)
    assert answer.only == "fake:jonas-r"


async def test_what_everybody_may_read_is_shown_to_everybody(house: ChatHouse) -> None:
    await _commands(house, "agenda")
    (answer,) = house.chat.said(ALL)
    assert answer.only is None


@pytest.mark.parametrize("arrived", [True, False])
async def test_an_answer_that_may_have_been_shown_is_not_shown_again(
    house: ChatHouse, arrived: bool
) -> None:
    if arrived:
        house.chat.faults.lose_answer(room=ALL)
    else:
        house.chat.faults.lose_request(room=ALL)
    await _commands(house, "whoami")
    for _ in range(10):
        house.clock.advance(timedelta(minutes=1))
        await house.settle()
    assert len(house.chat.said(ALL)) == int(arrived)
    assert await house.heard_by("ines-b") == ""


async def test_where_it_cannot_be_shown_aside_it_comes_in_a_direct_message(
    house: ChatHouse,
) -> None:
    house.chat.faults.refuse(TargetGone("not in this channel"), room=ALL)
    await _commands(house, "whoami")
    assert "Jonas R." in await house.heard_by("jonas-r")
    assert house.chat.said(ALL) == []


async def test_what_moved_to_a_direct_message_can_be_tapped_there() -> None:
    house = ChatHouse(taps=True)
    await house.apply()
    house.channel("all", "jonas-r")
    house.chat.faults.refuse(TargetGone("not in this channel"), room=ALL)
    await _commands(house, "whoamy")
    direct = await house.direct("jonas-r")
    (question,) = house.chat.said(direct)
    await house.heard(direct)
    await house.chat.person("jonas-r").press(direct, question.message, "yes")
    await house.settle()
    assert "Jonas R." in await house.heard(direct)


@pytest.mark.parametrize(
    ("text", "tapped", "said"),
    [
        (
            "update label-translation at risk: late",
            "the backbone only",
            "is read by the backbone only",
        ),
        ("whoamy", "no", "nothing done"),
    ],
)
async def test_what_is_tapped_aside_is_answered_aside(text: str, tapped: str, said: str) -> None:
    house = ChatHouse(taps=True)
    await house.apply()
    house.channel("all", "jonas-r", "ines-b")
    await _commands(house, text)
    (question,) = house.chat.said(ALL)
    await house.chat.person("jonas-r").press(ALL, question.message, tapped)
    await house.settle()
    assert all(one.only == "fake:jonas-r" for one in house.chat.said(ALL))
    assert said in await house.heard_by("jonas-r")


async def _commands(house: ChatHouse, text: str) -> None:
    """Jonas gives a command in everybody's channel."""
    house.chat.tell(
        MessageReceived(
            event=f"slash-{text}",
            account=house.chat.person("jonas-r").account,
            room=ALL,
            at=house.clock.now(),
            direct=False,
            aside=True,
            message=MessageId(f"slash:{text}"),
            text=text,
            addressed=True,
        )
    )
    await house.settle()
