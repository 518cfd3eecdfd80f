"""Whole weeks of digests: the real bot, in memory, at a turned clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ci_bot.domain.coalition import Channel, Coalition, Release, Rhythm
from ci_bot.ports.chat import TargetGone
from tests.support.chat_house import ChatHouse
from tests.support.digest_week import coalition, said

FREEZE = datetime(2026, 11, 17, 15, tzinfo=UTC)
POSTED = datetime(2026, 11, 18, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WEEK = timedelta(weeks=1)


class Week(ChatHouse):
    """The small coalition with four rooms, a round opened by hand on Monday."""

    async def begins(
        self, release: Release = Release.AFTER_PREVIEW, of: Coalition | None = None
    ) -> None:
        self.rooms = {
            name: self.channel(name, "p0", "bea") for name in ("coalition", "schools", "backbone")
        }
        channels = tuple(
            Channel(address=room, room=room, audience=name) for name, room in self.rooms.items()
        )
        rhythm = Rhythm(release=release)
        await self.apply(replace(of or coalition(), channels=channels, rhythm=rhythm))
        await self.says("bea", "checkin open")

    async def turn(self, to: datetime) -> None:
        self.clock.turn_to(to)
        await self.settle()
        await self.settle()

    def posts(self, name: str = "coalition") -> list[str]:
        return [message.text for message in self.chat.said(self.rooms[name])]

    def threads(self, name: str = "coalition") -> list[str]:
        return [m.text for m in self.chat.said(self.rooms[name]) if m.thread is not None]


async def test_one_week_from_the_first_answer_to_the_late_one() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    await week.turn(FREEZE)
    (preview,) = week.posts("backbone")
    assert "1. Activity 0: on track. “eight schools signed”" in preview
    await week.turn(POSTED)
    (digest,) = week.posts()
    assert "Activity 0: on track. “eight schools signed”" in digest
    assert "This week draws on 1 update." in digest
    assert [len(week.posts(name)) for name in week.rooms] == [1, 1, 2]

    await week.turn(POSTED + timedelta(hours=2))
    await week.says("p2", "5 and it went well")
    edited, line = week.posts()
    assert "Activity 2: done." in edited
    assert "This week draws on 1 update." in edited
    assert "Added: Activity 2: done." in line
    assert week.threads() == [line]

    await week.turn(FREEZE + WEEK)
    await week.turn(POSTED + WEEK)
    assert "A quiet time" in week.posts()[-1]
    assert len(week.posts()) == 3


async def test_nothing_is_posted_twice_however_often_the_clock_ticks() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    for minute in range(4):
        await week.turn(FREEZE + minute * MINUTE)
    for minute in range(4):
        await week.turn(POSTED + minute * MINUTE)
    assert [len(week.posts(name)) for name in week.rooms] == [1, 1, 2]


async def test_a_bot_that_was_down_over_the_hour_posts_late_and_says_so() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    await week.turn(POSTED + timedelta(hours=30))
    (digest,) = week.posts()
    assert "eight schools signed" in digest
    assert "This digest was due on Wed 18 Nov, 10:00" in digest


async def test_the_backbone_steers_it_from_its_channel() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    await week.says("p1", "1 leave me out")
    await week.turn(FREEZE)
    room = week.rooms["backbone"]
    await week.says("bea", "digest hold", room=room, addressed=True)
    await week.says("bea", "digest drop 2", room=room, addressed=True)
    await week.says("bea", "digest intro A good week.", room=room, addressed=True)
    await week.turn(POSTED)
    assert week.posts() == []
    await week.says("bea", "digest post", room=room, addressed=True)
    (digest,) = week.posts()
    assert "“A good week.”" in digest
    assert "leave me out" not in digest
    assert digest.endswith("Bea Backbone, Bridge Office, for the backbone")


async def test_a_representative_can_not_steer_it() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    await week.turn(FREEZE)
    await week.says("p0", "digest hold")
    await week.turn(POSTED)
    assert len(week.posts()) == 1


async def test_what_was_said_to_the_backbone_stays_with_the_backbone() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "2 zqsecretqz")
    await week.says("p0", "3")
    await week.says("p3", "2 zqgroupqz")
    await week.says("p3", "2")
    await week.turn(FREEZE)
    await week.turn(POSTED)
    assert "zqsecretqz" in "\n".join(week.posts("backbone"))
    assert "zqsecretqz" not in "\n".join((*week.posts(), *week.posts("schools")))
    assert "zqgroupqz" in "\n".join(week.posts("schools"))
    assert "zqgroupqz" not in "\n".join(week.posts())


async def test_an_edited_chat_message_corrects_the_posted_digest() -> None:
    week = Week()
    await week.begins()
    message = await week.write("p0", "1 eihgt schools")
    await week.turn(FREEZE)
    await week.turn(POSTED)
    direct = await week.direct("p0")
    await week.turn(POSTED + MINUTE)
    await week.chat.person("p0").edit(direct, message, "1 eight schools")
    await week.settle()
    edited, line = week.posts()
    assert "Corrected. Activity 0: on track. “eight schools”" in edited
    assert "eihgt" not in edited
    assert line.startswith("Corrected: ")


async def test_nobody_posted_it_so_the_backbone_hears_it_and_it_rolls_over() -> None:
    week = Week()
    await week.begins(Release.MANUAL)
    await week.says("p0", "1 eight schools signed")
    await week.turn(FREEZE)
    await week.turn(POSTED)
    await week.turn(FREEZE + WEEK)
    assert any("was not posted by anybody" in text for text in week.posts("backbone"))
    await week.says("bea", "digest post")
    (digest,) = week.posts()
    assert "eight schools signed" in digest


async def test_a_member_reads_the_last_digest_again() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    await week.turn(FREEZE)
    await week.turn(POSTED)
    for typed in ("digest", "digest 2026-W47", "digest 2026-11", "digest 2026-11-20"):
        assert "eight schools signed" in await week.says("p1", typed)
    assert "The nearest:\n\n- digest 2026-W47" in await week.says("p1", "digest 2026-12-01")
    assert "no period" in await week.says("p1", "digest June")


async def test_a_large_coalition_reads_parts_in_order_in_one_thread() -> None:
    week = Week()
    await week.begins(of=coalition(40))
    async with week.store.write() as uow:
        for number in range(40):
            words = f"mark{number}x {'We need a printer by Monday. ' * 20}"
            await uow.of(coalition().id).add_update(said(number, words, at=week.clock.now()))
        await uow.commit()
    await week.turn(FREEZE)
    await week.turn(POSTED)
    top, *details = week.posts()
    assert len(top.split()) <= 320
    assert week.threads() == details
    assert len(details) > 1
    schools = "".join(text for text in details)
    places = [schools.index(f"mark{number}x") for number in range(0, 40, 3)]
    assert places == sorted(places)


async def test_a_room_that_is_lost_stops_no_other_and_a_human_hears_of_it() -> None:
    week = Week()
    await week.begins()
    await week.says("p0", "1 eight schools signed")
    await week.turn(FREEZE)
    week.chat.faults.refuse(TargetGone("archived"), room=week.rooms["schools"])
    await week.turn(POSTED)
    await week.settle()
    assert week.posts("schools") == []
    assert len(week.posts()) == 1
    told = week.posts("backbone")[1:]
    assert any("Brief for the backbone" in text for text in told)
    assert any("schools" in text and "archived" in text for text in told)
