"""A workspace that throws the bot out, an archived channel: the others go on, nothing doubles."""

from pathlib import Path

from tests.support.crowd import HOST, crowd
from tests.support.slack_by_hand import SlackByHand, slack_by_hand, slack_on_a_monday

POST = "chat.postMessage"


def cards(hand: SlackByHand) -> list[int]:
    """How many each lead has; by turns at Shore and at Lake, where the host is, too."""
    leads = [partner for who, partner in hand.partners.items() if who != HOST]
    return [sum(text.startswith("Crowd") for text in hand.said(lead.room)) for lead in leads]


async def cut_off(hand: SlackByHand) -> None:
    """Shore is uninstalled when one of its three leads has been asked."""
    for lead in list(hand.partners.values())[3::2]:
        hand.slack.faults.limit(POST, retry_after=30, channel=lead.room.rpartition("/")[2])
    await hand.says(HOST, "checkin open")
    hand.slack.uninstall(hand.house.installs[1])
    await hand.turn(60)
    await hand.turn(600)
    assert cards(hand) == [1, 1, 0, 1, 0, 1]


async def test_uninstalled_amid_a_round_one_workspace_stops_alone(tmp_path: Path) -> None:
    async with slack_by_hand(tmp_path, crowd(6, 1)) as hand:
        await cut_off(hand)
        host, shore = hand.partners[HOST], hand.house.installs[1].team
        assert sum(f"slack {shore} refuses me" in said for said in hand.said(host.room)) == 1
        await hand.says(list(hand.partners)[2], "1 came to the lake")
        assert any(
            "came to the lake" in said for said in hand.said(list(hand.partners.values())[2].room)
        )
        asked = [call for call in hand.slack.calls("chat.postMessage", team=shore) if not call.ok]
        assert len(asked) == 2


async def test_reinstalled_everybody_is_asked_who_was_not_and_nobody_twice(
    tmp_path: Path,
) -> None:
    async with slack_on_a_monday(tmp_path, crowd(6, 1)) as hand:
        async with hand.running():
            await cut_off(hand)
        team = hand.slack.world.teams[hand.house.installs[1].team]
        hand.house.installs[1] = hand.slack.install(hand.house.app, team)
        async with hand.running():
            await hand.turn(600)
            assert cards(hand) == [1] * 6
            await hand.turn(3600)
        assert cards(hand) == [1] * 6


async def test_an_archived_channel_is_told_of_and_the_others_get_the_digest(
    tmp_path: Path,
) -> None:
    async with slack_by_hand(tmp_path, crowd(6, 1)) as hand:
        await hand.says(HOST, "checkin open")
        for who in list(hand.partners)[1:]:
            await hand.says(who, f"1 came to {who}")
        lake, shore = hand.channels
        hand.slack.archive(shore)
        await hand.says(HOST, "digest post")
        await hand.turn(600)
        (digest,) = hand.said(lake)
        assert "came to lead-0" in digest
        told = [said for said in hand.said(hand.partners[HOST].room) if "archived" in said]
        assert len(told) == 2
        assert "any more (archived)" in told[0]
        assert "digest" in told[1]
        await hand.turn(3600)
        assert len(hand.posts(shore)) == 1
