"""What people complain of in other check-in bots, and that it doesn't happen here.

| pain | test |
|---|---|
| the wrong day or hour after a change of clocks, or far from the server | asked at their own hour |
| times in the server's zone | said in the reader's zone |
| late answers that nobody sees | late answer is edited in |
| what was said can't be changed | editing a message changes the answer |
| asked on leave and on holidays | on leave or on a holiday |
| the absent are named before all | nobody reads who was silent |
| questions are lost in a restart | question outlives a restart |
| everything comes twice | nothing comes twice |
| between two check-ins, the answer goes to the wrong one | goes to the check-in it was given to |
| silence in encrypted rooms | encrypted room is heard |
| a report is missing, and nobody is told | digest that can't be posted |
| outsiders of a shared channel are let in, or members shut out | outsiders of a shared channel |
| reports too long to be read or to be sent | long digest is short on top |
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from ci_bot.domain.coalition import Channel, Coalition, Rhythm
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.ports.chat import MessageReceived, TargetGone
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_holidays import FakeHolidays
from tests.conftest import NewPerson
from tests.support.chat_house import ChatHouse
from tests.support.digest_week import coalition as large
from tests.support.digest_week import said
from tests.support.lakeland import lakeland
from tests.support.matrix_house import MatrixHouse, on_matrix
from tests.support.matrix_people import encrypting
from tests.support.passing_time import pass_until
from tests.support.slack import slack_stand_in
from tests.support.slack_bot import SlackBot
from tests.support.slack_house import slack_partner
from tests.support.two_platforms import TwoPlatforms, spread_out

FREEZE = datetime(2026, 11, 17, 15, tzinfo=UTC)
POSTED = datetime(2026, 11, 18, 9, tzinfo=UTC)
WEEK = timedelta(weeks=1)
MAREK, JONAS, PETR = PersonId("marek-o"), PersonId("jonas-r"), PersonId("petr-v")


class Lakeland(ChatHouse):
    """Open Lakeland, with its two rooms and a check-in opened by hand on Monday."""

    async def opens(self) -> None:
        self.hall = self.channel("all", "marek-o", "jonas-r")
        self.office = self.channel("backbone", "ines-b")
        await self.apply()
        await self.write("ines-b", "checkin open")

    def posts(self) -> list[str]:
        return [message.text for message in self.chat.said(self.hall)]


def weekly(coalition: Coalition, checkin: str) -> Coalition:
    rhythm = Rhythm(checkin=checkin, remind="thu 10:00", freeze="fri 16:00", digest="sat 10:00")
    activities = {a.id: replace(a, rhythm=None) for a in coalition.activities.values()}
    return replace(coalition, rhythm=rhythm, activities=activities)


async def kept(house: ChatHouse, slug: str = "open-lakeland") -> Sequence[Update]:
    """All updates of a coalition, replaced ones too."""
    async with house.store.read() as uow:
        return await uow.of(CoalitionId(slug)).updates(current_only=False)


async def test_everybody_is_asked_at_their_own_hour_whatever_the_clocks_do() -> None:
    zones = {
        "marek-o": "Pacific/Auckland",
        "petr-v": "America/New_York",
        "aino-k": "Asia/Kathmandu",
        "jonas-r": "Africa/Casablanca",
        "kaisa-n": "Europe/Berlin",
    }
    coalition = weekly(lakeland(), "weekly mon 09:30")
    people = {
        p.id: replace(p, timezone=zones.get(p.id), introduced=True)
        for p in coalition.people.values()
    }
    house = ChatHouse(clock=TurnableClock(datetime(2027, 2, 28, tzinfo=UTC)))
    await house.apply(replace(coalition, people=people))
    await pass_until(house, datetime(2027, 4, 17, tzinfo=UTC))
    for person, zone in zones.items():
        asked = [m for m in house.chat.said(await house.direct(person)) if "How does" in m.text]
        local = [message.at.astimezone(ZoneInfo(zone)) for message in asked]
        assert [at.date() for at in local] == [date(2027, 3, 1) + n * WEEK for n in range(7)], zone
        assert {f"{at:%a %H}" for at in local} == {"Mon 09"}, zone


async def test_times_are_said_in_the_readers_zone_and_the_zone_has_its_name() -> None:
    house = Lakeland()
    await house.opens()
    await house.write("jonas-r", "1 half of the labels are done")
    assert "closes Tue 17 Nov, 17:00 (Europe/Vilnius)" in await house.says("jonas-r", "-")
    assert "Tue 17 Nov, 16:00 (Europe/Berlin)" in await house.says("ines-b", "checkin status")


async def test_a_late_answer_is_edited_in_and_told_in_one_line() -> None:
    house = Lakeland()
    await house.opens()
    await house.write("marek-o", "1 eight schools")
    await pass_until(house, POSTED)
    (before,) = house.posts()
    await pass_until(house, POSTED + timedelta(hours=2))
    await house.write("jonas-r", "1 half of the labels are done")
    digest, added = house.posts()
    assert "half of the labels" not in before
    assert "half of the labels are done" in digest
    assert added.startswith("Added: Label translation")


async def test_editing_a_message_changes_the_answer_also_after_the_digest() -> None:
    house = Lakeland()
    await house.opens()
    jonas, room = house.chat.person("jonas-r"), await house.direct("jonas-r")
    message = await house.write("jonas-r", "1 hafl of the labels")
    await jonas.edit(room, message, "1 half of the labels")
    await pass_until(house, POSTED)
    assert "half of the labels" in house.posts()[0]
    await jonas.edit(room, message, "1 all of the labels")
    await house.settle()
    digest, corrected = house.posts()
    assert "all of the labels" in digest
    assert corrected.startswith("Corrected: ")


async def test_nobody_is_asked_on_leave_or_on_a_holiday() -> None:
    thursday = date(2026, 11, 19)
    house = TwoPlatforms(holidays=FakeHolidays(frozenset({("DE", thursday)})))
    await house.apply(weekly(spread_out(), "weekly thu 09:30"))
    await house.write("marek-o", "away until 30 Nov")
    await house.heard_by("marek-o")
    await pass_until(house, datetime(2026, 11, 19, 20, tzinfo=UTC))
    assert "How does" in await house.heard_by("jonas-r")
    assert await house.heard_by("petr-v") == ""
    await pass_until(house, datetime(2026, 11, 20, 12, tzinfo=UTC))
    assert await house.heard_by("marek-o") == ""


async def test_nobody_reads_who_was_silent() -> None:
    house = Lakeland()
    await house.opens()
    await house.write("marek-o", "1 eight schools")
    await pass_until(house, POSTED)
    silent = ("Petr V.", "Aino K.", "Sanna H.", "Jonas R.", "Kaisa N.")
    read = "\n".join([*house.posts(), *(m.text for m in house.chat.said(house.office))])
    assert "eight schools" in read
    assert not [name for name in silent if name in read]
    assert await house.says("ines-b", "!ci checkin status", room=house.hall) == ""


async def test_a_question_outlives_a_restart_and_is_dropped_when_it_is_too_old() -> None:
    thursday = datetime(2026, 11, 19, 8, 30, tzinfo=UTC)
    for down, times in ((timedelta(hours=5), 1), (timedelta(hours=40), 0)):
        house = ChatHouse()
        await house.apply(weekly(lakeland(), "weekly thu 09:30"))
        await pass_until(house, thursday - timedelta(minutes=5))
        house.clock.advance(timedelta(minutes=5) + down)
        house.begin()
        await house.settle()
        await pass_until(house, house.clock.now() + timedelta(hours=1))
        assert (await house.heard_by("petr-v")).count("How does") == times, down


async def test_nothing_comes_twice_when_answers_and_acknowledgements_are_lost() -> None:
    house = Lakeland()
    house.chat.faults.lose_answer()
    await house.opens()
    await house.write("jonas-r", "1 half of the labels are done")
    said_again = MessageReceived(
        event="event-again",
        account=house.chat.person("jonas-r").account,
        room=await house.direct("jonas-r"),
        at=house.clock.now(),
        direct=True,
        message=house.chat.server.new_message(),
        text="1: 4 the printer is gone",
    )
    for _ in range(3):
        house.chat.tell(said_again)
        await house.settle()
    await pass_until(house, POSTED)
    assert len(house.chat.accepted) == len(set(house.chat.accepted))
    assert len(house.posts()) == 1
    words = [u.words for u in await kept(house) if u.person == JONAS]
    assert words == ["half of the labels are done", "the printer is gone"]


async def test_an_answer_goes_to_the_check_in_it_was_given_to() -> None:
    house = ChatHouse()
    hills = replace(lakeland(), id=CoalitionId("hills"), name="Open Hills", channels=())
    await house.apply(lakeland())
    await house.apply(hills)
    for slug in ("open-lakeland", "hills"):
        await house.write("ines-b", f"in {slug} checkin open")
    room = await house.direct("jonas-r")
    lakes, hill = [m.message for m in house.chat.said(room) if "How does" in m.text]
    jonas = house.chat.person("jonas-r")
    await jonas.write(room, "1 of the hills", reply_to=hill)
    await jonas.write(room, "4 of the lakes", reply_to=lakes)
    await house.settle()
    (of_the_hills,) = await kept(house, "hills")
    (of_the_lakes,) = await kept(house)
    assert (of_the_hills.words, of_the_hills.status) == ("of the hills", Status.ON_TRACK)
    assert (of_the_lakes.words, of_the_lakes.status) == ("of the lakes", Status.ON_HOLD)


async def test_an_encrypted_room_is_heard_and_answered(
    new_person: NewPerson, tmp_path: Path
) -> None:
    house = MatrixHouse(await new_person("bot"), tmp_path)
    coalition, people = await on_matrix(lakeland(), new_person, {}, only=[JONAS])
    await house.apply(coalition)
    async with house.running(), encrypting(people[JONAS], tmp_path / "jonas") as jonas:
        room = await house.encrypted_partner(jonas)
        await room.asks("whoami", "Jonas R.")
        sent = await people[JONAS].events(room.room)
        assert not [event for event in sent if event["type"] == "m.room.message"]


async def test_a_digest_that_cant_be_posted_is_told_to_a_human() -> None:
    house = Lakeland()
    await house.opens()
    await house.write("marek-o", "1 eight schools")
    house.chat.faults.refuse(TargetGone("archived"), room=house.hall)
    await pass_until(house, POSTED)
    assert house.posts() == []
    told = [message.text for message in house.chat.said(house.office)]
    assert any("archived" in text for text in told)


async def test_outsiders_of_a_shared_channel_get_silence_and_members_an_answer(
    tmp_path: Path,
) -> None:
    async with slack_stand_in() as slack:
        bot = SlackBot(slack, tmp_path)
        lake = bot.house.workspace("Lake")
        ines = slack_partner(slack, lake, "ines-b")
        bot.partners = {"ines-b": ines}
        team, elsewhere = slack.world.teams[lake.team], slack.team("Elsewhere")
        olga = slack.person("olga", elsewhere, user_id=ines.chat.id)
        olga.bot = ines.chat.bot
        hall = slack.channel(team, ines.chat, olga, lake, shared_with=[elsewhere])
        bot.rooms = {hall: "coalition"}
        async with bot.running():
            await olga.write(hall, "checkin open", to_bot=True)
            await olga.write(hall, "status", to_bot=True)
            await ines.chat.write(hall, "status", to_bot=True)
            await ines.chat.see(hall, until=lambda seen: "no update yet" in seen[-1].text)
        posts = [m for m in slack.find(hall).messages if m.app]
        assert len(posts) == 1
        assert not bot.store.state.rounds


async def test_a_long_digest_is_short_on_top_and_whole_in_its_thread() -> None:
    house = ChatHouse()
    hall = house.channel("coalition", "p0", "bea")
    described = replace(large(40), channels=(Channel(address=hall),))
    await house.apply(described)
    async with house.store.write() as uow:
        for number in range(40):
            words = f"mark{number}x {'We need a printer by Monday. ' * 20}"
            await uow.of(described.id).add_update(said(number, words, at=house.clock.now()))
        await uow.commit()
    await pass_until(house, POSTED)
    top, *details = [message.text for message in house.chat.said(hall)]
    assert len(top.split()) <= 320
    assert all(f"mark{number}x" in "".join(details) for number in range(40))
