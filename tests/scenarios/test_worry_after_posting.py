"""A worry told after the digest went out leaves what all read, until its author shows it."""

from datetime import UTC, datetime, timedelta

import pytest

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.status import Visibility
from tests.support.chat_house import ChatHouse
from tests.support.passing_time import pass_until

POSTED = datetime(2026, 11, 18, 9, 5, tzinfo=UTC)
LEAD = "jonas-r"
WORRIES = pytest.mark.parametrize(
    "says", [("1: 2 we lost our money",), ("edit 1", "2 we lost our money")], ids=["1:", "edit"]
)


class Week(ChatHouse):
    """The digest is out with "on track"; everybody and the backbone have a channel each."""

    async def goes_out(self, said: str = "1 all is well") -> None:
        self.hall = self.channel("all", LEAD, "petr-v")
        self.channel("backbone", "ines-b")
        await self.apply()
        await self.write("ines-b", "checkin open")
        self.first = await self.write(LEAD, said)
        await self.write(LEAD, "-")
        await pass_until(self, POSTED)
        await self.news()
        assert "on track. “all is well”" in self.digest()

    def digest(self) -> str:
        """The activity's line as it reads now."""
        top = self.chat.said(self.hall)[0].text
        return "\n".join(line for line in top.splitlines() if "Label translation" in line)

    async def news(self) -> list[str]:
        """What the thread was told since it was last looked at."""
        await pass_until(self, self.clock.now() + timedelta(minutes=10))
        said = await self.heard(self.hall)
        return said.splitlines()

    async def status(self, person: str = "petr-v") -> str:
        """How it stands for somebody else."""
        said = await self.says(person, "status")
        return "\n".join(line for line in said.splitlines() if "Label translation" in line)

    async def told_to_lead(self) -> str:
        """All that the bot says to the author, as it reads now."""
        return "\n".join(m.text for m in self.chat.said(await self.direct(LEAD)))

    async def counting(self) -> list[tuple[str, Visibility]]:
        async with self.store.read() as uow:
            updates = await uow.of(CoalitionId("open-lakeland")).updates()
        return [(u.words, u.visibility) for u in updates]


@pytest.fixture(params=[False, True], ids=["text", "card"])
async def week(request: pytest.FixtureRequest) -> Week:
    week = Week(taps=request.param)
    await week.goes_out()
    return week


async def nothing_shows(week: Week) -> None:
    assert await week.news() == []
    assert "on track. “all is well”" in week.digest()
    assert "on track" in await week.status()
    assert "all is well" in await week.status()


@WORRIES
async def test_until_its_author_names_its_readers_the_others_hear_nothing(
    week: Week, says: tuple[str, ...]
) -> None:
    for text in says:
        await week.write(LEAD, text)
    await nothing_shows(week)
    assert "at risk" in await week.status("ines-b")


@WORRIES
async def test_shown_to_all_it_is_one_correction(week: Week, says: tuple[str, ...]) -> None:
    for text in (*says, "1"):
        await week.write(LEAD, text)
    (line,) = await week.news()
    assert line.startswith("Corrected: Label translation: at risk. “we lost our money”")
    assert "we lost our money" in week.digest()
    assert "all is well" not in week.digest()
    assert await week.counting() == [("we lost our money", Visibility.COALITION)]


@WORRIES
async def test_kept_to_the_backbone_it_stands_beside_what_all_read(
    week: Week, says: tuple[str, ...]
) -> None:
    for text in (*says, "3"):
        await week.write(LEAD, text)
    await nothing_shows(week)
    assert await week.counting() == [
        ("all is well", Visibility.COALITION),
        ("we lost our money", Visibility.BACKBONE),
    ]


async def test_another_answer_for_all_takes_the_place_of_both(week: Week) -> None:
    await week.write(LEAD, "1: 2 we lost our money")
    await week.write(LEAD, "1: 1 found again")
    assert await week.counting() == [("found again", Visibility.COALITION)]
    (line,) = await week.news()
    assert line.startswith("Corrected: Label translation: on track. “found again”")


async def test_deleting_the_worry_leaves_what_was_there_before(week: Week) -> None:
    worry = await week.write(LEAD, "1: 2 we lost our money")
    await week.chat.person(LEAD).delete(await week.direct(LEAD), worry)
    await week.settle()
    await nothing_shows(week)
    assert await week.counting() == [("all is well", Visibility.COALITION)]
    await week.write(LEAD, "1: 1 still well")
    assert await week.counting() == [("still well", Visibility.COALITION)]


async def test_withdrawing_the_activity_takes_back_both(week: Week) -> None:
    await week.write(LEAD, "1: 2 we lost our money")
    await week.write(LEAD, "withdraw 1")
    assert await week.counting() == []
    assert await week.news() == [
        "Corrected: a line on Label translation was taken back by its author."
    ]


async def test_readers_named_for_what_was_posted_take_it_back(week: Week) -> None:
    await week.write(LEAD, "1: backbone only")
    assert "taken back by its author" in (await week.news())[0]
    assert await week.counting() == [("all is well", Visibility.BACKBONE)]


async def test_a_late_nothing_to_tell_leaves_ones_own_words(week: Week) -> None:
    await week.write(LEAD, "1: 0")
    assert "on track. “all is well”" in await week.told_to_lead()
    await nothing_shows(week)
    assert await week.counting() == [("all is well", Visibility.COALITION)]


async def test_other_words_in_the_same_message_take_back_the_first(week: Week) -> None:
    lead, room = week.chat.person(LEAD), await week.direct(LEAD)
    await lead.edit(room, week.first, "1: 2 we lost our money")
    await week.settle()
    assert await week.counting() == [("we lost our money", Visibility.BACKBONE)]
    assert "taken back by its author" in (await week.news())[0]
