"""After the posting: answers to own questions still change, and whoever read them is told."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.ids import MessageId
from ci_bot.domain.status import Visibility
from tests.support.card_house import INES, MAREK, SLUG, CardHouse
from tests.support.own_questions import MAIN, VENUE, VISITORS, asking


class Posted(CardHouse):
    """The digest is posted, Marek has answered, and all places have been read."""

    def __init__(self) -> None:
        super().__init__()
        self.hall, self.private = self.channel("all", INES), self.channel("backbone", INES)

    async def post(self) -> tuple[MessageId, MessageId]:
        """The messages that said whether there is a venue, and how many visitors came."""
        await self.opens(asking(VENUE, VISITORS))
        self.first = await self.write(MAREK, "1: 1 all is well")
        await self.write(MAREK, "same")
        venue = await self.write(MAREK, "yes")
        visitors = await self.write(MAREK, "4711")
        for days in (timedelta(days=1, hours=7), timedelta(days=1)):
            self.clock.advance(days)
            await self.settle()
        await self.heard(self.hall)
        await self.heard(self.private)
        return venue, visitors

    async def edits(self, message: MessageId, text: str) -> None:
        """Marek edits what he wrote."""
        await self.chat.person(MAREK).edit(await self.direct(MAREK), message, text)
        await self.settle()

    async def edited(self) -> int:
        """How often the digest was edited."""
        async with self.store.read() as uow:
            return (await uow.of(SLUG).digests(limit=1))[0].revision

    def stands(self) -> str:
        """All that everybody's channel shows now."""
        return "".join(message.text for message in self.chat.said(self.hall))


async def test_a_digest_keeps_its_answers_when_the_question_is_asked_no_more() -> None:
    house = Posted()
    await house.post()
    await house.apply(asking(of=await house.coalition()))
    await house.edits(house.first, "1: 1 all is well again")
    assert "all is well again" in house.stands()
    assert "Do you have a venue? “yes”" in house.stands()


async def test_a_corrected_answer_is_told_in_the_thread_to_those_who_read_it() -> None:
    house = Posted()
    venue, visitors = await house.post()
    await house.edits(venue, "no")
    told = await house.heard(house.hall)
    assert told == "Corrected: Do you have a venue? “no” (Museum of Little Things)"
    assert await house.heard(house.private) == ""
    await house.edits(visitors, "47")
    assert await house.heard(house.hall) == ""
    assert "Corrected: How many visitors came? “47”" in await house.heard(house.private)


async def test_an_answer_that_is_taken_back_is_told_without_its_words() -> None:
    house = Posted()
    venue, _ = await house.post()
    await house.chat.person(MAREK).delete(await house.direct(MAREK), venue)
    await house.settle()
    told = "Corrected: a line on Do you have a venue? was taken back by its author."
    assert await house.heard(house.hall) == told
    assert "“yes”" not in house.stands()


async def test_an_answer_is_taken_back_even_when_its_question_is_asked_no_more() -> None:
    house = Posted()
    venue, _ = await house.post()
    await house.apply(asking(of=await house.coalition()))
    await house.heard_by(MAREK)
    await house.chat.person(MAREK).delete(await house.direct(MAREK), venue)
    await house.settle()
    assert await house.heard_by(MAREK) == "Taken back: “yes”"
    assert "was taken back by its author" in await house.heard(house.hall)
    assert "“yes”" not in house.stands()


async def test_an_answer_is_taken_back_even_when_its_activities_are_gone() -> None:
    house = Posted()
    venue, _ = await house.post()
    coalition = await house.coalition()
    others = [a for a in coalition.activities.values() if a.lead_person != MAREK]
    kept = {a.id: replace(a, reinforces=()) for a in others}
    await house.apply(asking(of=replace(coalition, activities=kept)))
    await house.chat.person(MAREK).delete(await house.direct(MAREK), venue)
    await house.settle()
    assert "was taken back by its author" in await house.heard(house.hall)
    assert "“yes”" not in house.stands()


async def test_an_answer_that_everybody_may_read_now_is_new_to_those_who_did_not_read_it() -> None:
    house = Posted()
    _, visitors = await house.post()
    open_now = replace(VISITORS, visibility=Visibility.COALITION)
    await house.apply(asking(VENUE, open_now, of=await house.coalition()))
    await house.edits(visitors, "47")
    told = await house.heard(house.hall)
    assert told == "Added: How many visitors came? “47” (Museum of Little Things)"
    assert "Corrected: How many visitors came? “47”" in await house.heard(house.private)


async def test_an_answer_that_is_narrowed_is_taken_back_from_those_who_may_not_read_it() -> None:
    house = Posted()
    venue, _ = await house.post()
    closed_now = replace(VENUE, visibility=Visibility.BACKBONE)
    await house.apply(asking(closed_now, VISITORS, of=await house.coalition()))
    await house.edits(venue, "no")
    assert "was taken back by its author" in await house.heard(house.hall)
    assert "Do you have a venue?" not in house.stands().replace("a line on Do you", "")


async def test_what_is_left_out_of_the_digest_is_not_told_in_its_thread() -> None:
    house = Posted()
    venue, _ = await house.post()
    async with house.store.write() as uow:
        unit = uow.of(SLUG)
        digest = (await unit.digests(limit=1))[0]
        key = f"own:{MAIN}:venue"
        assert key in digest.lines
        number = digest.lines.index(key) + 1
        await unit.put_digest(replace(digest, dropped=(number,)))
        await uow.commit()
    await house.edits(venue, "no")
    assert "Corrected" not in await house.heard(house.hall)


async def test_an_answer_of_the_next_round_leaves_the_posted_digest_as_it_is() -> None:
    house = Posted()
    await house.post()
    before, edits = house.stands(), await house.edited()
    await house.write(INES, "checkin open")
    await house.write(MAREK, "same")
    venue = await house.write(MAREK, "yes")
    await house.heard(house.hall)
    await house.edits(venue, "no")
    assert await house.heard(house.hall) == ""
    assert (house.stands(), await house.edited()) == (before, edits)
