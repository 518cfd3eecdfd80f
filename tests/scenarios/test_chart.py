"""The status chart in a channel: once, in the digest's thread; or left out where it must."""

import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import CoalitionId, RoomId
from ci_bot.messages.blocks import picture
from ci_bot.ports.chat import Capabilities, NoPicture, NotAccepted
from ci_bot.testing.fake_faults import Fault
from ci_bot.testing.fake_rooms import FakeMessage
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

ALL = RoomId("fake:!all")
DIGEST = 1
"""How many messages go well before the chart."""
START = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
async def house() -> ChatHouse:
    """Everybody's channel wants the chart, and there is something to show."""
    house = ChatHouse()
    await house.apply(replace(lakeland(), channels=(Channel(address=ALL, chart=True),)))
    house.channel("all", "jonas-r", "ines-b")
    await house.write("jonas-r", "update label-translation on track Fifty labels are done.")
    return house


def charts(house: ChatHouse) -> list[FakeMessage]:
    return [message for message in house.chat.said(ALL) if picture(message.content[-1])]


async def test_the_digest_is_followed_by_its_chart(house: ChatHouse) -> None:
    await house.write("ines-b", "digest post")
    digest, chart = house.chat.said(ALL)
    assert charts(house) == [chart]
    assert chart.thread == digest.message
    assert (chart.seen().picture or b"").startswith(START)
    assert "Label translation: on track" in chart.text


async def test_an_answer_that_was_lost_gives_no_second_chart(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities()
    house.chat.faults.add(Fault(room=ALL), times=DIGEST)
    house.chat.faults.lose_answer(room=ALL)
    await house.write("ines-b", "digest post")
    await _later(house)
    assert len(charts(house)) == 1


async def test_where_no_picture_can_be_shown_the_digest_stands_alone(house: ChatHouse) -> None:
    house.chat.faults.add(Fault(room=ALL), times=DIGEST)
    house.chat.faults.refuse(NoPicture("the app lacks a scope"), room=ALL)
    await house.write("ines-b", "digest post")
    await _later(house)
    assert charts(house) == []
    assert "Fifty labels are done" in house.chat.said(ALL)[0].text
    assert await _fate(house) == (DeliveryState.DROPPED, "the app lacks a scope")
    assert "not delivered" not in await house.heard_by("ines-b")


async def test_a_room_that_is_no_channel_any_more_gets_none(house: ChatHouse) -> None:
    house.chat.faults.add(Fault(room=ALL), times=DIGEST)
    house.chat.faults.refuse(NotAccepted("busy"), room=ALL)
    await house.write("ines-b", "digest post")
    coalition = await house.coalition()
    await house.apply(replace(coalition, channels=()))
    await _later(house)
    assert charts(house) == []
    assert (await _fate(house))[0] is DeliveryState.DROPPED


async def test_without_the_extra_the_digest_goes_out_without_a_chart(
    house: ChatHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "ci_bot.charts.png", raising=False)
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    await house.write("ines-b", "digest post")
    assert charts(house) == []
    assert "Fifty labels are done" in house.chat.said(ALL)[0].text
    state, reason = await _fate(house)
    assert state is DeliveryState.DROPPED
    assert "pip install 'ci-bot[charts]'" in reason


async def test_a_correction_changes_the_picture_and_adds_none(house: ChatHouse) -> None:
    await house.write("ines-b", "digest post")
    (before,) = charts(house)
    drawn = before.seen().picture
    await _corrected(house)
    (after,) = charts(house)
    assert "Label translation: done" in after.text
    assert after.seen().picture not in (drawn, None)


async def test_the_chart_is_wished_for_in_the_channel(house: ChatHouse) -> None:
    await house.apply(replace(await house.coalition(), channels=()))
    await house.write("ines-b", "!ci link here coalition chart", room=ALL)
    await house.write("ines-b", "digest post")
    assert len(charts(house)) == 1


async def test_a_chart_that_is_not_wanted_any_more_is_still_kept_true(house: ChatHouse) -> None:
    await house.write("ines-b", "digest post")
    await house.write("ines-b", "!ci link here coalition no chart", room=ALL)
    await _corrected(house)
    (kept,) = charts(house)
    assert "Label translation: done" in kept.text
    before = len(house.chat.said(ALL))
    house.clock.advance(timedelta(days=14))
    await house.settle()
    assert len(house.chat.said(ALL)) > before
    assert charts(house) == [kept]


async def _corrected(house: ChatHouse) -> None:
    room = await house.direct("jonas-r")
    first = house.chat.server.rooms[room].messages[0].message
    await house.chat.person("jonas-r").edit(
        room, first, "update label-translation done All labels are done."
    )
    await _later(house)


async def _later(house: ChatHouse) -> None:
    await house.settle()
    house.clock.turn_to(house.clock.now() + timedelta(minutes=10))
    await house.settle()


async def _fate(house: ChatHouse) -> tuple[DeliveryState, str]:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        (digest,) = await unit.digests()
        deliveries = await uow.outbox.of_subject(unit.id, digest.id)
    (row,) = [one for one in deliveries if one.kind is DeliveryKind.CHART]
    return row.state, row.reason
