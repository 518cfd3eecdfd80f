"""What an event answers is found by what it replies to, and never across coalitions."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import CoalitionId, DeliveryKey, MessageId, PersonId
from ci_bot.domain.prompt import Item, Outcome, Prompt
from ci_bot.ports.chat import MessageReceived
from ci_bot.services.answering.find_prompt import FindPrompt
from ci_bot.services.saying import saying_of
from tests.support.checkin_talk import CheckinTalk, room_of
from tests.support.small_coalition import LAKELAND, MARA, MUSEUM, PUPILS, account

OURS = MessageId("$ours")


def one_item() -> tuple[Item, ...]:
    return (Item(number=1, activity=PUPILS, organisation=MUSEUM),)


async def found(
    talk: CheckinTalk, event: MessageReceived, person: PersonId = MARA
) -> Prompt | None:
    async with talk.store.read() as uow:
        return await FindPrompt()(uow, await talk.load(uow), person, event)


async def posts(
    talk: CheckinTalk,
    kind: DeliveryKind,
    subject: str,
    coalition: CoalitionId = LAKELAND,
) -> None:
    """A message of ours stands in Mara's room."""
    now = talk.clock.now()
    room = room_of(account(MARA))
    async with talk.store.write() as uow:
        delivery = Delivery(
            key=DeliveryKey("ours"),
            kind=kind,
            lane=room,
            due=now,
            available=now,
            created=now,
            coalition=coalition,
            subject=subject,
            room=room,
            body="{}",
        )
        await uow.outbox.add([delivery])
        later = now + timedelta(minutes=1)
        await uow.outbox.claim(now=now, attempt="a", leased_until=later, limit=9)
        await uow.outbox.settle(
            delivery.key, "a", state=DeliveryState.SENT, posted=(room, OURS), sent=now
        )
        await uow.commit()


async def test_a_reply_to_a_digest_is_no_answer() -> None:
    talk = CheckinTalk()
    await talk.asks()
    for kind in (DeliveryKind.DIGEST, DeliveryKind.PREVIEW, DeliveryKind.NOTICE):
        await posts(talk, kind, "d")
        event = replace(talk.message("1", MARA), reply_to=OURS)
        assert await found(talk, event) is None
        talk = CheckinTalk()
        await talk.asks()


async def test_a_reply_to_another_coalitions_prompt_finds_nothing_here() -> None:
    talk = CheckinTalk()
    prompt = await talk.asks()
    await posts(talk, DeliveryKind.PROMPT, prompt.id, CoalitionId("elsewhere"))
    event = replace(talk.message("1", MARA), reply_to=OURS)
    assert await found(talk, event) is None


async def test_more_about_this_round_does_not_go_to_an_older_silence() -> None:
    talk = CheckinTalk()
    older = await talk.asks(items=one_item())
    async with talk.store.write() as uow:
        over = await uow.of(LAKELAND).round(older.round)
        assert over is not None
        await uow.of(LAKELAND).put_round(replace(over, closed=talk.clock.now()))
        await uow.commit()
    talk.clock.advance(timedelta(hours=1))
    newer = await talk.asks(round_="2025-W25", items=one_item())
    await talk.says("1 six schools")
    await talk.says("-")
    assert (await talk.prompt(newer.id)).outcome is Outcome.ANSWERED
    more = await found(talk, talk.message("1 seven schools", MARA))
    assert more is not None
    assert more.id == newer.id


async def test_a_reply_to_any_other_reply_goes_to_the_newest_open_prompt() -> None:
    talk = CheckinTalk()
    prompt = await talk.asks()
    await posts(talk, DeliveryKind.REPLY, "$some-event")
    event = replace(talk.message("1", MARA), reply_to=OURS)
    assert await found(talk, event) == prompt


async def test_in_a_channel_a_bare_line_is_no_answer() -> None:
    talk = CheckinTalk()
    await talk.asks()
    event = replace(talk.message("1", MARA), direct=False)
    assert await found(talk, event) is None


async def test_a_reply_to_a_message_of_a_person_is_a_bare_line() -> None:
    talk = CheckinTalk()
    prompt = await talk.asks()
    event = replace(talk.message("1", MARA), reply_to=MessageId("$hers"))
    assert await found(talk, event) == prompt


async def test_when_it_was_said_lies_between_the_question_and_its_receipt() -> None:
    talk = CheckinTalk()
    now = talk.clock.now()
    asked, early, late = now - timedelta(hours=2), now - timedelta(days=9), now + timedelta(days=9)
    event = talk.message("1", MARA)
    for said, counts in ((early, asked), (late, now), (now - timedelta(hours=1),) * 2):
        saying = saying_of(replace(event, at=said), MARA)
        assert saying.moment(now, since=asked) == counts


async def under_way(talk: CheckinTalk, state: DeliveryState, *, worded: bool = True) -> Prompt:
    """Mara's prompt, of which nobody knows whether she can see it."""
    prompt = replace(await talk.asks(), sent=None, open_item=None, account=None)
    now, key = talk.clock.now(), DeliveryKey("prompt")
    later = now + timedelta(minutes=1)
    async with talk.store.write() as uow:
        await uow.of(LAKELAND).put_prompt(prompt)
        row = Delivery(
            key=key,
            kind=DeliveryKind.PROMPT,
            lane=account(MARA),
            due=now,
            available=now,
            created=now,
            coalition=LAKELAND,
            subject=prompt.id,
            account=account(MARA),
            body="{}" if worded else None,
        )
        await uow.outbox.add([row])
        if state is not DeliveryState.READY:
            await uow.outbox.claim(now=now, attempt="a", leased_until=later, limit=9)
        if state is DeliveryState.AMBIGUOUS:
            await uow.outbox.settle(key, "a", state=state, available=later, reason="doubt")
        await uow.commit()
    return prompt


@pytest.mark.parametrize("state", [DeliveryState.SENDING, DeliveryState.AMBIGUOUS])
async def test_what_may_be_there_can_be_answered_as_if_it_were(state: DeliveryState) -> None:
    talk = CheckinTalk()
    prompt = await under_way(talk, state)
    event = talk.message("1", MARA)
    async with talk.store.read() as uow:
        coalition = await talk.load(uow)
        seen = await FindPrompt(taps=lambda _: True)(uow, coalition, MARA, event)
    assert seen is not None
    assert seen.id == prompt.id
    assert (seen.card, seen.account, seen.sent) == (True, account(MARA), None)
    assert seen.open_item == prompt.items[0].number


@pytest.mark.parametrize(
    ("state", "worded"), [(DeliveryState.READY, True), (DeliveryState.SENDING, False)]
)
async def test_what_is_certainly_not_there_yet_is_not_answered(
    state: DeliveryState, *, worded: bool
) -> None:
    talk = CheckinTalk()
    await under_way(talk, state, worded=worded)
    assert await found(talk, talk.message("1", MARA)) is None
