"""The backbone brings two organisations together, if both of them want it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.ids import AccountId, CoalitionId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.status import Visibility
from ci_bot.ports.chat import Capabilities
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

SLUG = CoalitionId("open-lakeland")
LINE = "introduce little-things harbour-archive about 1"


@pytest.fixture
async def house() -> ChatHouse:
    """Marek has asked for leaflets; it is 10:00 for him and 11:00 for Aino."""
    house = ChatHouse()
    await house.apply()
    await house.write("marek-o", "ask A5 leaflets")
    for person in ("marek-o", "aino-k"):
        await house.heard_by(person)
    return house


async def relays(house: ChatHouse) -> int:
    async with house.store.read() as uow:
        return len(await uow.of(SLUG).relays(open_only=True))


async def test_each_is_asked_in_private_and_no_person_is_named(house: ChatHouse) -> None:
    said = await house.says("ines-b", LINE)
    assert said == (
        "I ask Museum of Little Things and Harbour Archive, each in private at a good hour. "
        "You hear what comes of it."
    )
    marek, aino = await house.heard_by("marek-o"), await house.heard_by("aino-k")
    assert "bring you together with Harbour Archive about number 1:" in marek
    assert "bring you together with Museum of Little Things about number 1:" in aino
    assert "    A5 leaflets" in aino
    assert "introduction 1 y yes, put us in touch  introduction 1 n no, thank you" in aino
    assert "Marek" not in aino
    assert "Aino" not in marek
    assert await relays(house) == 0


async def test_two_yeses_open_a_conversation_as_help_with_does(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    said = await house.says("aino-k", "introduction 1 y")
    assert "When Museum of Little Things says yes as well" in said
    assert await relays(house) == 0
    await house.heard_by("ines-b")
    await house.heard_by("marek-o")
    heard = await house.says("marek-o", "introduction 1 y")
    assert "Aino K., Harbour Archive, can help with your ask 1" in heard
    assert "You are in touch with Marek O." in await house.heard_by("aino-k")
    assert "are in touch now." in await house.heard_by("ines-b")
    await house.write("aino-k", "reply 1 how many?")
    assert "how many?" in await house.heard_by("marek-o")
    assert await house.says("aino-k", "introduction 1 y") == "That is settled already."
    assert await relays(house) == 1


async def test_a_no_opens_nothing_and_the_backbone_hears_no_name(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    await house.write("marek-o", "introduction 1 y")
    await house.heard_by("marek-o")
    await house.heard_by("ines-b")
    assert await house.says("aino-k", "introduction 1 n") == "All right, nothing is opened."
    assert "does not fit with Harbour Archive just now" in await house.heard_by("marek-o")
    told = await house.heard_by("ines-b")
    assert "are not in touch" in told
    assert "Aino" not in told
    assert await house.says("marek-o", "introduction 1 y") == "That is settled already."
    assert await relays(house) == 0


async def test_nobody_else_answers_for_them(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    for person in ("petr-v", "lotte-f", "ines-b"):
        assert await house.says(person, "introduction 1 y") == (
            "I have no such introduction for you."
        )
    assert "no such introduction" in await house.says("aino-k", "introduction 2 y")
    assert "introduction N y" in await house.says("aino-k", "introduction 1 perhaps")


async def test_it_is_asked_once_however_often_it_is_typed(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    await house.heard_by("aino-k")
    again = "introduce harbour-archive little-things about 1"
    assert "don't ask them twice" in await house.says("ines-b", again)
    assert await house.heard_by("aino-k") == ""


async def test_it_waits_for_a_good_hour_and_outlives_a_restart(house: ChatHouse) -> None:
    house.clock.advance(timedelta(hours=9, minutes=30))
    await house.write("ines-b", LINE)
    assert "together" in await house.heard_by("marek-o")
    assert await house.heard_by("aino-k") == ""
    house.begin()
    house.clock.advance(timedelta(hours=11, minutes=25))
    await house.settle()
    assert await house.heard_by("aino-k") == ""
    house.clock.advance(timedelta(minutes=10))
    await house.settle()
    assert "together" in await house.heard_by("aino-k")


async def test_it_can_be_about_a_text(house: ChatHouse) -> None:
    await house.write("ines-b", "introduce little-things harbour-archive about a joint evening")
    assert "    a joint evening" in await house.heard_by("aino-k")
    await house.write("marek-o", "introduction 1 y")
    await house.write("aino-k", "introduction 1 y")
    for person, other in (("aino-k", "Marek O."), ("marek-o", "Aino K.")):
        heard = await house.heard_by(person)
        assert f"You are in touch with {other}" in heard
        assert "about 2:" in heard
    assert "joint evening" not in await house.says("sanna-h", "asks")
    assert await relays(house) == 1


async def test_it_can_be_tapped(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities(taps=True)
    await house.write("ines-b", LINE)
    for person in ("marek-o", "aino-k"):
        room = await house.direct(person)
        message = house.chat.said(room)[-1].message
        await house.chat.person(person).press(room, message, "yes, put us in touch")
        await house.settle()
    assert await relays(house) == 1


async def test_what_one_may_not_read_is_not_told_them(house: ChatHouse) -> None:
    known = replace(await house.coalition(), visibility=Visibility.BACKBONE)
    await house.apply(known)
    await house.write("marek-o", "ask a quiet word")
    said = await house.says("ines-b", "introduce little-things harbour-archive about 2")
    assert said == "Number 2 is not for Harbour Archive to read, so I told them nothing."
    assert await house.heard_by("aino-k") == ""


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("introduce", "Write: introduce ORG ORG about N or TEXT"),
        ("introduce little-things about 1", "Write: introduce"),
        ("introduce little-things harbour-archive", "Write: introduce"),
        ("introduce little-things harbour-archive about", "Write: introduce"),
        ("introduce eastwater eastwater about 1", "Name two different organisations."),
        ("introduce little-things harbour-archive about 9", "No open ask or offer has the number"),
        ("introduce eastwater harbour-archive about 1", "Number 1 is of Museum of Little Things."),
        ("introduce nobody nothing about 1", "who lists them"),
        ("introduce Museum of Little Things and Harbour Archiv about 1", "Did you mean"),
    ],
)
async def test_what_can_not_be_is_said(house: ChatHouse, line: str, answer: str) -> None:
    assert answer in await house.says("ines-b", line)
    assert await house.heard_by("aino-k") == ""


async def test_names_are_understood_as_people_write_them(house: ChatHouse) -> None:
    said = await house.says(
        "ines-b", "introduce Museum of Little Things and “Harbour Archive” about 1"
    )
    assert "I ask Museum of Little Things and Harbour Archive" in said


async def test_who_can_not_be_reached_is_said(house: ChatHouse) -> None:
    known = await house.coalition()
    linked = tuple(account for account in known.accounts if account.person != "aino-k")
    await house.apply(replace(known, accounts=linked))
    assert "I can reach nobody who speaks for Harbour Archive." in await house.says("ines-b", LINE)


async def test_who_is_here_is_asked_before_who_is_away(house: ChatHouse) -> None:
    known = await house.coalition()
    away = replace(known.people["marek-o"], away_until=date(2026, 12, 24))  # type: ignore[index]
    await house.apply(replace(known, people={**known.people, away.id: away}))
    await house.write("ines-b", "introduce little-things harbour-archive about tea")
    assert await house.heard_by("marek-o") == ""
    assert "together" in await house.heard_by("lotte-f")


async def test_who_has_left_or_closed_meanwhile_is_not_put_in_touch(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    await house.write("aino-k", "introduction 1 y")
    await house.write("marek-o", "close 1")
    assert "closed" in await house.says("marek-o", "introduction 1 y")
    assert await relays(house) == 0


async def test_who_said_yes_and_left_the_coalition_is_told_nothing(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    await house.write("aino-k", "introduction 1 y")
    known = await house.coalition()
    people = {id_: person for id_, person in known.people.items() if id_ != "aino-k"}
    await house.apply(
        replace(
            known,
            people=people,
            roles=tuple(hat for hat in known.roles if hat.person in people),
            accounts=tuple(a for a in known.accounts if a.person in people),
            working_groups={},
            activities={},
        )
    )
    await house.heard_by("aino-k")
    assert "nothing is opened" in await house.says("marek-o", "introduction 1 n")
    assert await house.heard_by("aino-k") == ""


async def test_coalitions_count_their_introductions_apart(house: ChatHouse) -> None:
    other = replace(lakeland(), id=CoalitionId("open-lakeland.north"), name="North", channels=())
    await house.apply(other)
    line = "introduce little-things harbour-archive about tea"
    assert "I ask" in await house.says("ines-b", f"in open-lakeland.north {line}")
    assert "I ask" in await house.says("ines-b", f"in open-lakeland {line}")
    assert "introduction 1 y" in await house.heard_by("aino-k")


async def test_an_organisation_that_left_is_introduced_to_nobody(house: ChatHouse) -> None:
    known = await house.coalition()
    gone = {
        id_: replace(o, partnership=Partnership.LEFT) if id_ == "harbour-archive" else o
        for id_, o in known.organisations.items()
    }
    await house.apply(replace(known, organisations=gone))
    assert "who lists them" in await house.says("ines-b", LINE)


async def test_where_the_bot_makes_rooms_the_two_get_one(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities(shared_rooms=True)
    await house.write("ines-b", LINE)
    await house.write("aino-k", "introduction 1 y")
    await house.write("marek-o", "introduction 1 y")
    assert "a room of your own" in await house.heard_by("marek-o")
    rooms = [room for room in house.chat.server.rooms.values() if room.name]
    assert [room.members for room in rooms] == [
        {house.chat.bot, AccountId("fake:marek-o"), AccountId("fake:aino-k")}
    ]


async def test_a_dry_run_says_whom_it_would_ask_and_asks_nobody(house: ChatHouse) -> None:
    said = await house.says("ines-b", f"{LINE} --dry-run")
    assert said == (
        "I would ask Marek O., Museum of Little Things, and Aino K., Harbour Archive. "
        "Nothing is done yet."
    )
    assert await house.heard_by("aino-k") == ""
    assert "I ask" in await house.says("ines-b", LINE)


async def test_a_dry_run_of_a_near_name_stays_one(house: ChatHouse) -> None:
    line = "introduce litle-things harbour-archiv about cake --dry-run"
    assert "Did you mean" in await house.says("ines-b", line)
    assert "Nothing is done yet" in await house.says("ines-b", "y")
    assert await house.heard_by("aino-k") == ""


async def test_who_is_in_touch_already_is_not_introduced(house: ChatHouse) -> None:
    await house.write("aino-k", "help with 1")
    assert "in touch about number 1 already" in await house.says("ines-b", LINE)


async def test_who_found_each_other_meanwhile_get_no_second_conversation(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    await house.write("aino-k", "help with 1")
    await house.write("marek-o", "introduction 1 y")
    said = await house.says("aino-k", "introduction 1 y")
    assert "You are in touch with Marek O." in said
    assert await relays(house) == 1
