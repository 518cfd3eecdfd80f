"""A committed delivery reaches its place, once, in order, if it is still wanted."""

import asyncio
from datetime import timedelta

from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.ports.outgoing import Cancel, Failure, Later
from ci_bot.testing.fake_chat import FakePlatform
from tests.runtime.post_office import PostOffice, saying

READY, SENT = DeliveryState.READY, DeliveryState.SENT


async def test_a_delivery_is_sent_and_its_receipt_kept(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    await office.commit(office.delivery("a", room, text="hello"))
    await office.work()
    (message,) = fake.said(room)
    row = await office.row("a")
    assert message.text == "hello"
    assert (row.state, row.posted_room, row.posted_message) == (SENT, room, message.message)
    assert row.sent == office.clock.now()
    assert [told.posted_message for told in office.told.sent] == [message.message]
    assert office.observed == [SENT]


async def test_what_was_sent_is_never_sent_again(office: PostOffice, fake: FakePlatform) -> None:
    row = office.delivery("a", fake.room("hub"))
    await office.commit(row)
    await office.work()
    await office.commit(row)
    await office.work_until(office.clock.now() + timedelta(hours=1), timedelta(minutes=1))
    assert fake.accepted == ["a"]


async def test_nothing_goes_before_it_is_due(office: PostOffice, fake: FakePlatform) -> None:
    due = office.clock.now() + timedelta(minutes=10)
    await office.commit(office.delivery("a", fake.room("hub"), due=due))
    await office.work()
    assert fake.accepted == []
    office.clock.turn_to(due)
    await office.work()
    assert fake.accepted == ["a"]


async def test_a_lane_keeps_its_order_and_no_lane_waits_for_another(
    office: PostOffice, fake: FakePlatform
) -> None:
    one, two = fake.room("one"), fake.room("two")
    gate = fake.faults.hold(room=one)
    await office.commit(*(office.delivery(f"1{n}", one) for n in range(3)))
    await office.commit(*(office.delivery(f"2{n}", two) for n in range(3)))
    working = asyncio.create_task(office.worker.run())
    async with asyncio.timeout(60):
        while len(fake.accepted) < 3:
            await fake.server.news()
    assert fake.accepted == ["20", "21", "22"]
    gate.set()
    async with asyncio.timeout(60):
        while len(fake.accepted) < 6:
            await fake.server.news()
    office.worker.stop()
    await working
    assert fake.accepted[3:] == ["10", "11", "12"]


async def test_an_account_is_reached_in_its_direct_room(
    office: PostOffice, fake: FakePlatform
) -> None:
    mara = fake.person("mara")
    await office.commit(office.delivery("a", mara.account))
    await office.work()
    row = await office.row("a")
    assert row.posted_room == await fake.direct_room(mara.account)
    assert (await office.verdict()).clean


async def test_a_prompt_is_rendered_at_the_claim_and_frozen_for_every_retry(
    office: PostOffice, fake: FakePlatform
) -> None:
    mara = fake.person("mara")
    texts = iter(["first", "second"])
    row = office.delivery("p", mara.account, kind=DeliveryKind.PROMPT)
    office.verdicts[row.key] = lambda: saying(next(texts))
    fake.faults.lose_request()
    await office.commit(row)
    await office.work_until(office.clock.now() + timedelta(minutes=2))
    assert office.texts(await fake.direct_room(mara.account)) == ["first"]
    assert (await office.verdict()).clean


async def test_what_is_no_longer_wanted_is_dropped(office: PostOffice, fake: FakePlatform) -> None:
    row = office.delivery("p", fake.person("mara").account, kind=DeliveryKind.PROMPT)
    office.verdicts[row.key] = lambda: Cancel(reason="the round is closed")
    await office.commit(row)
    await office.work()
    kept = await office.row("p")
    assert (kept.state, kept.reason) == (DeliveryState.DROPPED, "the round is closed")
    assert fake.accepted == []
    assert fake.server.rooms == {}
    assert office.told.failed == []


async def test_what_is_wanted_later_goes_later(office: PostOffice, fake: FakePlatform) -> None:
    good_hour = office.clock.now() + timedelta(hours=10)
    row = office.delivery("p", fake.person("mara").account, kind=DeliveryKind.PROMPT)
    office.verdicts[row.key] = lambda: (
        saying("now") if office.clock.now() >= good_hour else Later(until=good_hour)
    )
    await office.commit(row)
    await office.work()
    assert (await office.row("p")).available == good_hour
    office.clock.turn_to(good_hour)
    await office.work()
    assert await office.state("p") is SENT


async def test_it_is_asked_again_whether_a_frozen_message_is_still_wanted(
    office: PostOffice, fake: FakePlatform
) -> None:
    row = office.delivery("d", fake.room("hub"), kind=DeliveryKind.DIGEST)
    office.verdicts[row.key] = lambda: Cancel(reason="the channel was unlinked")
    await office.commit(row)
    await office.work()
    assert await office.state("d") is DeliveryState.DROPPED


async def test_replies_go_without_a_question(office: PostOffice, fake: FakePlatform) -> None:
    await office.commit(office.delivery("r", fake.room("hub"), kind=DeliveryKind.REPLY))
    await office.work()
    assert (office.asked, fake.accepted) == ([], ["r"])


async def test_what_is_too_late_is_dropped_and_said_so(
    office: PostOffice, fake: FakePlatform
) -> None:
    expires = office.clock.now() + timedelta(hours=24)
    await office.commit(office.delivery("p", fake.room("hub"), expires=expires))
    office.clock.turn_to(expires)
    await office.work()
    assert await office.state("p") is DeliveryState.DROPPED
    assert office.told.failed == [("p", Failure.EXPIRED)]
    assert fake.accepted == []


async def test_an_edit_changes_the_message_that_it_names(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    await office.commit(
        office.delivery("a", room, text="old"),
        office.delivery("e", room, text="new", edits="a"),
        office.delivery("r", room, edits="a", emoji="✅"),
    )
    await office.work()
    (message,) = fake.said(room)
    assert (message.text, len(message.reactions)) == ("new", 1)
    assert [await office.state(key) for key in "aer"] == [SENT, SENT, SENT]


async def test_an_edit_follows_its_message_to_wherever_that_went(
    office: PostOffice, fake: FakePlatform
) -> None:
    mara = fake.person("mara")
    await office.commit(
        office.delivery("a", mara.account, text="old"),
        office.delivery("e", mara.account, text="new", edits="a"),
    )
    await office.work()
    assert office.texts(await fake.direct_room(mara.account)) == ["new"]


async def test_a_line_goes_into_the_thread_of_a_message_sent_before(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    await office.commit(
        office.delivery("a", room), office.delivery("t", room, thread_of="a", text="Added: x")
    )
    await office.work()
    first, second = fake.said(room)
    assert second.thread == first.message


async def test_an_edit_waits_until_its_message_is_sent(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    later = office.clock.now() + timedelta(minutes=1)
    await office.commit(
        office.delivery("e", room, lane="edits", text="new", edits="a"),
        office.delivery("a", room, text="old", due=later),
    )
    await office.work()
    assert await office.state("e") is DeliveryState.DEFERRED
    await office.work_until(later + timedelta(minutes=5))
    assert office.texts(room) == ["new"]


async def test_an_edit_of_what_was_never_sent_fails_with_it(
    office: PostOffice, fake: FakePlatform
) -> None:
    room = fake.room("hub")
    await office.commit(
        office.delivery("a", room, expires=office.clock.now()),
        office.delivery("e", room, edits="a"),
        office.delivery("t", room, thread_of="nothing"),
    )
    await office.work()
    assert await office.state("e") is DeliveryState.FAILED
    orphans = [("e", Failure.ORPHANED), ("t", Failure.ORPHANED)]
    assert office.told.failed == [("a", Failure.EXPIRED), *orphans]
