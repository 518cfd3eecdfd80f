"""How an ask and its conversations end: closed with thanks, left, taken back, or by departure."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.ids import CoalitionId, OrganisationId, PersonId
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Visibility
from ci_bot.ports.chat import NotAccepted
from tests.support.two_platforms import MONDAY, TwoPlatforms, spread_out

SLUG = spread_out().id


@pytest.fixture
async def house() -> TwoPlatforms:
    """Marek has asked for leaflets, and Aino has come to help."""
    house = TwoPlatforms()
    await house.apply(spread_out())
    await house.write("marek-o", "ask A5 leaflets")
    await house.write("aino-k", "help with 1")
    for person in ("marek-o", "aino-k"):
        await house.heard_by(person)
    return house


async def test_whoever_asked_closes_it_with_thanks_and_helpers_are_told_once(
    house: TwoPlatforms,
) -> None:
    await house.write("jonas-r", "help with 1")
    await house.heard_by("jonas-r")
    said = await house.says("marek-o", "close 1 thanks Aino K.")
    assert "Number 1 is closed: “A5 leaflets”" in said
    assert "Thanks to Aino K.: read by the whole coalition" in said
    assert "2 other people are told" in said
    assert "with thanks to you" in await house.heard_by("aino-k")
    assert "carry nothing more" in await house.heard_by("jonas-r")
    async with house.store.read() as uow:
        ask = await uow.of(SLUG).ask(1)
        assert await uow.of(SLUG).relays(open_only=True) == []
    assert ask is not None
    assert (ask.closed, ask.thanked) == (MONDAY, "aino-k")
    assert "helped with an ask" in await house.says("ines-b", "digest preview")


async def test_after_the_end_nothing_is_carried_and_that_is_said(house: TwoPlatforms) -> None:
    await house.write("aino-k", "reply 1 hello")
    carried = await house.newest("marek-o", "hello")
    await house.write("marek-o", "close 1")
    await house.heard_by("aino-k")
    over = "The conversation about number 1 has ended, so I carried nothing."
    assert await house.says("marek-o", "reply 1 one more thing") == over
    await house.write("marek-o", "and this", reply_to=carried)
    assert over in await house.heard_by("marek-o")
    assert await house.heard_by("aino-k") == ""
    assert "closed already" in await house.says("aino-k", "help with 1")
    assert "closed already" in await house.says("marek-o", "close 1")


async def test_a_helper_ends_only_their_own_conversation(house: TwoPlatforms) -> None:
    await house.write("jonas-r", "help with 1")
    await house.heard_by("marek-o")
    assert "Number 1 itself stays open" in await house.says("aino-k", "close 1")
    heard = await house.heard_by("marek-o")
    assert "Aino K., Harbour Archive, ended the conversation about number 1" in heard
    await house.heard_by("jonas-r")
    await house.write("marek-o", "reply 1 still there?")
    assert "still there?" in await house.heard_by("jonas-r")
    assert "You are in touch with Marek O." in await house.says("aino-k", "help with 1")


async def test_the_backbone_closes_it_and_both_sides_are_told_once(house: TwoPlatforms) -> None:
    await house.write("ines-b", "close 1")
    heard = await house.heard_by("marek-o")
    assert heard == "Ines B. of the backbone closed number 1: “A5 leaflets”"
    assert "is closed" in await house.heard_by("aino-k")


async def test_a_backbone_person_who_helps_first_leaves_then_closes(house: TwoPlatforms) -> None:
    await house.write("ines-b", "help with 1")
    assert "itself stays open" in await house.says("ines-b", "close 1")
    assert "Number 1 is closed" in await house.says("ines-b", "close 1")


async def test_others_can_not_close_it_nor_thank_themselves(house: TwoPlatforms) -> None:
    refused = "Marek O., Museum of Little Things, or the backbone closes number 1."
    assert await house.says("petr-v", "close 1") == refused
    assert await house.says("aino-k", "close 1 thanks Aino K.") == refused
    for name in ("Marek O.", "Ines B."):
        said = await house.says("ines-b", f"close 1 thanks {name}")
        assert "Thanks are for somebody else" in said
    async with house.store.read() as uow:
        ask = await uow.of(SLUG).ask(1)
    assert ask is not None
    assert ask.open


@pytest.mark.parametrize(
    "line",
    [
        "close", "close one", "close 1 later", "close 1 thanks", "help with", "help with 1 now",
        "help with ٣", "reply", "reply 1", "reply nobody hello", "reply 99999999999 hello",
    ],
)  # fmt: skip
async def test_what_does_not_fit_is_answered_with_a_line_to_copy(
    house: TwoPlatforms, line: str
) -> None:
    assert "For example" in await house.says("marek-o", line)


async def test_what_one_may_not_see_is_as_good_as_absent(house: TwoPlatforms) -> None:
    async with house.store.write() as uow:
        unit = uow.of(SLUG)
        first = await unit.ask(1)
        assert first is not None
        hidden = replace(first, visibility=Visibility.BACKBONE)
        await unit.add_ask(hidden)
        await unit.add_ask(replace(first, withdrawn=MONDAY))
        await uow.commit()
    for command in ("help with {}", "close {}", "reply {} hello"):
        absent = await house.says("petr-v", command.format(9))
        for number in (2, 3):
            said = await house.says("petr-v", command.format(number))
            assert said == absent.replace("9", str(number))
    assert "in touch with Marek O." in await house.says("ines-b", "help with 2")


async def test_nobody_helps_themselves(house: TwoPlatforms) -> None:
    assert "Number 1 is your own" in await house.says("marek-o", "help with 1")


async def test_when_the_ask_is_taken_back_its_helpers_are_told(house: TwoPlatforms) -> None:
    message = await house.write("marek-o", "offer our print room")
    await house.write("jonas-r", "help with 2")
    assert "about your offer 2" in await house.heard_by("marek-o")
    await house.heard_by("jonas-r")
    await house.delete("marek-o", message)
    assert "took back number 2. I carry nothing more" in await house.heard_by("jonas-r")
    assert "has ended" in await house.says("jonas-r", "reply 2 hello?")


async def test_who_left_the_coalition_is_said_to_the_helper(house: TwoPlatforms) -> None:
    described = spread_out()
    roles = tuple(
        replace(role, until=date(2026, 11, 1)) if role.person == "marek-o" else role
        for role in described.roles
    )
    async with house.store.write() as uow:
        stored = await uow.of(SLUG).load()
        assert stored is not None
        await uow.of(SLUG).save(replace(stored, roles=roles))
        await uow.commit()
    gone = "Marek O., Museum of Little Things, can't be reached through me any more"
    assert gone in await house.says("aino-k", "reply 1 hello")
    assert gone in await house.says("jonas-r", "help with 1")
    assert await house.heard_by("marek-o") == ""


async def test_who_speaks_for_two_is_asked_for_which(house: TwoPlatforms) -> None:
    described = spread_out()
    second = Role(
        person=PersonId("jonas-r"),
        organisation=OrganisationId("north-shore"),
        role=RoleName.REPRESENTATIVE,
    )
    async with house.store.write() as uow:
        stored = await uow.of(SLUG).load()
        assert stored is not None
        await uow.of(SLUG).save(replace(stored, roles=(*described.roles, second)))
        await uow.commit()
    assert "For which organisation" in await house.says("jonas-r", "help with 1")
    assert "You are in touch with Marek O." in await house.says("jonas-r", "2")
    assert "Jonas R., North Shore School, can help" in await house.heard_by("marek-o")


async def test_what_waits_goes_no_more_after_its_reader_ended_it(house: TwoPlatforms) -> None:
    wait = timedelta(hours=1)
    house.chats["matrix"].faults.refuse(NotAccepted("busy", retry_after=wait))
    await house.write("marek-o", "reply 1 too late")
    await house.write("aino-k", "close 1")
    assert "What you wrote last was not carried any more." in await house.heard_by("marek-o")
    house.clock.advance(wait)
    await house.settle()
    assert "too late" not in await house.everything_said_to("aino-k")


async def test_what_its_author_said_before_the_end_still_arrives(house: TwoPlatforms) -> None:
    wait = timedelta(hours=1)
    house.chats["matrix"].faults.refuse(NotAccepted("busy", retry_after=wait))
    await house.write("marek-o", "reply 1 thank you so much")
    await house.write("marek-o", "close 1 thanks Aino K.")
    house.clock.advance(wait)
    await house.settle()
    heard = await house.heard_by("aino-k")
    assert heard.index("thank you so much") < heard.index("with thanks to you")


async def test_what_is_deleted_before_it_went_never_arrives(house: TwoPlatforms) -> None:
    wait = timedelta(hours=1)
    house.chats["matrix"].faults.refuse(NotAccepted("busy", retry_after=wait))
    message = await house.write("marek-o", "reply 1 not so fast")
    await house.delete("marek-o", message)
    house.clock.advance(wait)
    await house.settle()
    assert "not so fast" not in await house.everything_said_to("aino-k")
    assert await house.heard_by("aino-k") == ""


async def test_of_two_coalitions_with_equal_numbers_each_end_is_told() -> None:
    house = TwoPlatforms()
    for slug in ("one", "two"):
        await house.apply(replace(spread_out(), id=CoalitionId(slug)))
        await house.write("marek-o", f"in {slug} ask A5 leaflets")
        await house.write("aino-k", f"in {slug} help with 1")
    for slug in ("one", "two"):
        await house.heard_by("marek-o")
        await house.write("ines-b", f"in {slug} close 1")
        assert "A5 leaflets" in await house.heard_by("marek-o")
