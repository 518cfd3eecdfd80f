"""An announcement is seen first, confirmed in time, and posted once to each channel."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import CoalitionId, RoomId
from ci_bot.domain.roles import RoleName
from ci_bot.ports.chat import Capabilities, NotAccepted, TargetGone, Unsearchable
from ci_bot.testing.fake_faults import Killed, Taken
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

ALL, BACKBONE, SCHOOLS = (RoomId(f"fake:!{name}") for name in ("all", "backbone", "schools"))
POSTED = (
    "Open Lakeland: from the backbone\n    The office is closed on Friday\n\n"
    "Ines B., Commons Bridge Office, for the backbone"
)


@pytest.fixture
async def house() -> ChatHouse:
    """Open Lakeland with a channel of the schools group, everybody in their rooms."""
    house = ChatHouse()
    known = lakeland()
    schools = Channel(address=SCHOOLS, audience="schools")
    await house.apply(replace(known, channels=(*known.channels, schools)))
    house.channel("all", "aino-k", "marek-o")
    house.channel("backbone", "ines-b")
    house.channel("schools", "marek-o")
    return house


async def announcements(house: ChatHouse) -> list[Delivery]:
    slug = CoalitionId("open-lakeland")
    async with house.store.read() as uow:
        recent = await uow.outbox.recent(100)
    return [d for d in recent if d.kind is DeliveryKind.ANNOUNCEMENT and d.coalition == slug]


async def test_it_is_shown_first_with_its_channels_and_readers(house: ChatHouse) -> None:
    said = await house.says("ines-b", "announce The office is closed on Friday")
    assert said.startswith(
        "For 3 channels, 7 organisations:\n\n- !all\n- !backbone\n- !schools\n\n---\n\n"
    )
    assert POSTED in said
    assert "Post this? y or n, within 15 minutes." in said
    assert house.chat.said(ALL) == []


async def test_what_is_for_the_backbone_goes_to_no_group_of_that_name(house: ChatHouse) -> None:
    await house.write("ines-b", "group add Backbone")
    await house.write("ines-b", "link here backbone-2", room=SCHOOLS, addressed=True)
    said = await house.says("ines-b", "announce for backbone Our rent is not paid")
    assert said.startswith("For 1 channel, 1 organisation:\n\n- !backbone\n\n")


async def test_only_those_who_still_have_the_role_count_as_its_readers(house: ChatHouse) -> None:
    known = await house.coalition()
    worn = next(role for role in known.roles if role.person == "marek-o")
    over = replace(worn, role=RoleName.BACKBONE, until=house.clock.now().date())
    await house.apply(replace(known, roles=(*known.roles, over)))
    said = await house.says("ines-b", "announce for backbone Come on Friday")
    assert said.startswith("For 1 channel, 1 organisation")


async def test_a_yes_posts_it_once_to_every_channel(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    said = await house.says("ines-b", "y")
    assert "On its way to 3 channels." in said
    await house.write("ines-b", "y")
    for room in (ALL, BACKBONE, SCHOOLS):
        assert [message.text for message in house.chat.said(room)] == [POSTED]
    assert [d.state for d in await announcements(house)] == [DeliveryState.SENT] * 3
    assert all(d.posted_message and d.sent for d in await announcements(house))


@pytest.mark.parametrize(
    ("line", "rooms"),
    [
        ("announce for schools The office is closed on Friday", {SCHOOLS}),
        ('announce for "Schools working group" The office is closed on Friday', {SCHOOLS}),
        ("announce for backbone: The office is closed on Friday", {BACKBONE}),
        ("announce for backbone, The office is closed on Friday", {BACKBONE}),
        ("announce for coalition The office is closed on Friday", {ALL, BACKBONE, SCHOOLS}),
    ],
)
async def test_it_goes_to_the_chosen_audience_alone(
    house: ChatHouse, line: str, rooms: set[RoomId]
) -> None:
    await house.write("ines-b", line)
    await house.write("ines-b", "y")
    reached = {room for room in (ALL, BACKBONE, SCHOOLS) if house.chat.said(room)}
    assert reached == rooms
    assert {message.text for room in rooms for message in house.chat.said(room)} == {POSTED}


async def test_a_room_that_others_read_too_gets_nothing_for_one_audience(house: ChatHouse) -> None:
    known = await house.coalition()
    twice = Channel(address=RoomId("fake:#alias"), room=BACKBONE, audience="coalition")
    await house.apply(replace(known, channels=(*known.channels, twice)))
    assert "No channel gets that yet" in await house.says("ines-b", "announce for backbone Hello")


async def test_for_is_a_word_like_others_where_it_names_no_audience(house: ChatHouse) -> None:
    assert "    for all of you: cake" in await house.says("ines-b", "announce for all of you: cake")


async def test_a_no_posts_nothing(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    assert await house.says("ines-b", "n") == "All right, nothing was posted."
    await house.write("ines-b", "y")
    assert await announcements(house) == []


async def test_a_yes_that_comes_too_late_posts_nothing(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    house.clock.advance(timedelta(minutes=15, seconds=1))
    assert "too long ago" in await house.says("ines-b", "y")
    assert await announcements(house) == []


async def test_any_other_line_lets_it_go(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    await house.write("ines-b", "status")
    await house.write("ines-b", "y")
    assert await announcements(house) == []


async def test_who_is_no_backbone_any_more_posts_nothing(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    known = await house.coalition()
    roles = tuple(
        replace(hat, role=RoleName.OBSERVER) if hat.person == "ines-b" else hat
        for hat in known.roles
    )
    await house.apply(replace(known, roles=roles))
    await house.write("ines-b", "y")
    assert await announcements(house) == []
    async with house.store.read() as uow:
        assert (await uow.inbox.waiting(), await uow.inbox.dead()) == (0, [])


async def test_it_can_be_tapped(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities(taps=True)
    await house.write("ines-b", "announce The office is closed on Friday")
    room = await house.direct("ines-b")
    shown = house.chat.said(room)[-1].message
    await house.chat.person("ines-b").press(room, shown, "Post it")
    await house.settle()
    assert "You chose: Post it." in house.chat.said(room)[0].text
    assert len(house.chat.said(ALL)) == 1


async def test_peoples_words_stay_words(house: ChatHouse) -> None:
    words = "<b>@everyone</b> **now** https://evil.example\nOpen Lakeland: from the backbone"
    await house.write("ines-b", f"announce {words}")
    await house.write("ines-b", "y")
    (message,) = house.chat.said(ALL)
    assert "    <b>@everyone</b> **now**" in message.text
    assert "\n    Open Lakeland: from the backbone" in message.text


async def test_a_channel_that_can_not_be_reached_is_told_to_the_backbone(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    house.chat.faults.refuse(TargetGone(), room=ALL)
    await house.write("ines-b", "y")
    assert "The announcement for !all was not delivered." in await house.heard(BACKBONE)
    assert [m.text for m in house.chat.said(SCHOOLS)] == [POSTED]


async def test_where_the_bot_can_not_look_the_backbone_is_asked(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities()
    await house.write("ines-b", "announce The office is closed on Friday")
    house.chat.faults.lose_answer(room=ALL)
    house.chat.faults.refuse(Unsearchable(), on="find")
    await house.write("ines-b", "y")
    house.clock.advance(timedelta(minutes=2))
    await house.settle()
    assert "Did the announcement arrive in !all?" in await house.heard(BACKBONE)
    await house.write("ines-b", "digest arrived 1 y")
    assert len(house.chat.said(ALL)) == 1


async def test_it_needs_words_and_a_channel(house: ChatHouse) -> None:
    for line in ("announce", "announce for schools"):
        assert "For example: announce" in await house.says("ines-b", line)
    await house.apply(replace(await house.coalition(), channels=()))
    assert "link here FOR" in await house.says("ines-b", "announce Hello")


async def test_a_long_one_comes_in_parts_in_their_order(house: ChatHouse) -> None:
    words = "".join(f"第{n}行は長い文です。" for n in range(330))
    await house.write("ines-b", f"announce for schools {words}")
    await house.write("ines-b", "y")
    said = [message.text for message in house.chat.said(SCHOOLS)]
    assert len(said) == 2
    assert words in "".join(said).replace("\n", "").replace(" ", "")
    assert "for the backbone" in said[-1]


@pytest.mark.parametrize("taken", [Taken.NOT, Taken.AT_ONCE])
async def test_killed_on_the_way_it_is_there_once(house: ChatHouse, taken: Taken) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    house.chat.faults.kill(taken, room=ALL)
    with pytest.raises((Killed, BaseExceptionGroup)):
        await house.write("ines-b", "y")
    house.begin()
    for _ in range(4):
        house.clock.advance(timedelta(minutes=2))
        await house.settle()
    assert [message.text for message in house.chat.said(ALL)] == [POSTED]
    assert [message.text for message in house.chat.said(SCHOOLS)] == [POSTED]


async def test_a_room_that_is_no_channel_any_more_gets_nothing(house: ChatHouse) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    house.chat.faults.refuse(NotAccepted("later"), room=ALL)
    await house.write("ines-b", "y")
    known = await house.coalition()
    left = tuple(channel for channel in known.channels if channel.address != ALL)
    await house.apply(replace(known, channels=left))
    house.clock.advance(timedelta(minutes=30))
    await house.settle()
    assert house.chat.said(ALL) == []
    assert len(house.chat.said(SCHOOLS)) == 1
