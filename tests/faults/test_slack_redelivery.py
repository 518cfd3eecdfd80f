"""What Slack brings twice, under another id or in another order, has one effect."""

import random
from pathlib import Path

import pytest

from ci_bot.domain.ids import PersonId
from ci_bot.domain.update import Update
from tests.support.crowd import CROWD, HOST, crowd
from tests.support.slack_by_hand import SlackByHand, slack_by_hand


async def updates(hand: SlackByHand) -> dict[PersonId, list[Update]]:
    """What counts of each lead's answers."""
    async with hand.store.read() as uow:
        every = await uow.of(CROWD).updates(current_only=True)
    leads = [who for who in hand.partners if who != HOST]
    return {who: [one for one in every if one.person == who] for who in leads}


@pytest.mark.parametrize("other_id", [False, True])
async def test_an_answer_that_comes_twice_counts_once(tmp_path: Path, *, other_id: bool) -> None:
    async with slack_by_hand(tmp_path, crowd(6, 1)) as hand:
        hand.slack.faults.duplicate_events(1, other_id=other_id)
        await hand.says(HOST, "checkin open")
        for who in list(hand.partners)[1:]:
            hand.slack.faults.duplicate_events(1, other_id=other_id)
            await hand.says(who, f"1 came to {who}")
        found = await updates(hand)
        assert {who: [one.words for one in some] for who, some in found.items()} == {
            who: [f"came to {who}"] for who in found
        }
        for who in found:
            assert len(hand.said(hand.partners[who].room)) == 2


@pytest.mark.parametrize("seed", range(5))
async def test_whatever_the_order_the_last_edit_counts_and_a_deletion_wins(
    tmp_path: Path, seed: int
) -> None:
    async with slack_by_hand(tmp_path, crowd(6, 1)) as hand:
        await hand.says(HOST, "checkin open")
        hand.slack.courier.hold()
        hand.slack.faults.duplicate_events(12)
        for number, who in enumerate(list(hand.partners)[1:]):
            partner = hand.partners[who]
            message = await partner.chat.write(partner.room, "1 first words")
            if number % 3:
                await partner.chat.edit(partner.room, message, f"1 came to {who}")
            if number % 3 == 2:
                await partner.chat.delete(partner.room, message)
        hand.slack.courier.release(random.Random(seed))
        await hand.settle()
        found = await updates(hand)
        words = [[one.words for one in some] for some in found.values()]
        whole = [["first words"], ["came to lead-1"], [], ["first words"], ["came to lead-4"], []]
        assert words == whole
