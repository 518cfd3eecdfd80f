"""Home tab, forms, private answers and one workspace's end, as Slack's people see them."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ci_bot.domain.ids import CoalitionId, RoomId
from tests.support.slack import Slack, slack_stand_in
from tests.support.slack.rendering import lines
from tests.support.slack_bot import SlackBot
from tests.support.slack_house import SlackPartner, slack_partner

EXPECTED = {"account_inactive", "missing_scope"}
"""What Slack answers where a workspace ended, and where the bot may not look."""


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with slack_stand_in() as stand_in:
        yield stand_in
        assert {refused.error for refused in stand_in.refused} <= {
            "account_inactive",
            "missing_scope",
        }
        assert stand_in.objections == []
        assert stand_in.live_markup() == []


@pytest.fixture
def bot(slack: Slack, tmp_path: Path) -> SlackBot:
    """Two workspaces: the backbone and its channel are in one, Jonas and Marek in the other."""
    bot = SlackBot(slack, tmp_path)
    shore, lake = bot.house.workspace("Shore"), bot.house.workspace("Lake")
    bot.partners = {
        "ines-b": slack_partner(slack, shore, "ines-b"),
        "jonas-r": slack_partner(slack, lake, "jonas-r"),
        "marek-o": slack_partner(slack, lake, "marek-o"),
    }
    ines, jonas, marek = (partner.chat for partner in bot.partners.values())
    teams = slack.world.teams
    bot.rooms = {
        slack.channel(teams[shore.team], ines, shore): "backbone",
        slack.channel(teams[lake.team], jonas, marek, lake): "coalition",
    }
    return bot


async def test_settings_are_changed_on_the_home_tab_and_seen_there(bot: SlackBot) -> None:
    jonas = bot.partners["jonas-r"].chat
    async with bot.running():
        await jonas.open_home()
        await jonas.sees_home(lambda lines: "My activities" in lines)
        await jonas.click_home("Change")
        form = {"Time zone": "Europe/Kyiv", "Ask me at": "19:00", "Ask me on": "thu,sat"}
        assert await jonas.submit(await jonas.modal(), form) is not None
        await jonas.sees_home(lambda lines: any("Europe/Kyiv" in line for line in lines))
        await bot.partners["jonas-r"].sees("Asked at 19:00")


async def test_the_backbones_home_tab_and_what_it_answers(bot: SlackBot) -> None:
    ines = bot.partners["ines-b"]
    async with bot.running():
        await ines.chat.open_home()
        await ines.chat.sees_home(lambda lines: "For the backbone" in lines)
        await ines.chat.click_home("How far is the check-in?")
        await ines.sees("No check-in is open.")


async def test_a_stranger_s_home_tab_tells_of_no_coalition(bot: SlackBot) -> None:
    stranger = bot.slack.person("mallory", bot.slack.world.teams[bot.house.installs[0].team])
    async with bot.running():
        await stranger.open_home()
        (line,) = await stranger.sees_home()
        assert "Lakeland" not in line


async def test_a_message_is_used_as_an_update(bot: SlackBot) -> None:
    jonas = bot.partners["jonas-r"]
    (room,) = (room for room, audience in bot.rooms.items() if audience == "coalition")
    async with bot.running():
        message = await jonas.chat.write(room, "/ci stop <!channel> & fifty labels")
        assert await jonas.chat.shortcut(room, message, "use-as-update") is not None
        values = {"Which activity?": "Label translation", "How does it stand?": "on track"}
        assert await jonas.chat.submit(await jonas.chat.modal(), values) is not None
        await jonas.sees("Label translation: on track", "fifty labels")
        async with bot.store.read() as uow:
            (update,) = await uow.of(CoalitionId("open-lakeland")).updates()
    assert update.words.startswith("/ci stop")
    assert update.words.endswith("& fifty labels")


async def test_a_private_answer_in_a_channel_is_seen_by_its_author_alone(bot: SlackBot) -> None:
    jonas, marek = bot.partners["jonas-r"].chat, bot.partners["marek-o"].chat
    (room,) = (room for room, audience in bot.rooms.items() if audience == "coalition")
    async with bot.running():
        assert await jonas.command(room, "/ci", "whoami") is not None
        await jonas.see(room, until=lambda seen: any("Jonas R." in one.text for one in seen))
        assert not any(
            "Jonas R." in one.text for one in await marek.see(room, until=lambda _: True)
        )


@pytest.mark.parametrize(("arrived", "answer"), [(True, "yes"), (False, "no")])
async def test_without_history_a_doubtful_digest_is_put_to_the_backbone(
    bot: SlackBot, arrived: bool, answer: str
) -> None:
    ines, slack = bot.partners["ines-b"], bot.slack
    room = {audience: room for room, audience in bot.rooms.items()}
    for install in bot.house.installs:
        install.scopes -= {"channels:history", "groups:history"}
    lose = slack.faults.lose_answer if arrived else slack.faults.lose_call
    lose("chat.postMessage", channel=room["coalition"].partition("/")[2])
    backbone = SlackPartner(ines.chat, room["backbone"])
    async with bot.running():
        jonas = bot.partners["jonas-r"]
        await jonas.chat.command(jonas.room, "/ci", "update label-translation Fifty labels.")
        await jonas.sees("Fifty labels.")
        await ines.chat.command(ines.room, "/ci", "digest post")
        asked = await backbone.sees("Did part 1 of the digest")
        await backbone.taps(asked, answer)
        await backbone.sees("Thank you.")
        await slack.world.until(lambda: len(_digests(bot, room["coalition"])) == 1)
    assert len(_digests(bot, room["coalition"])) == 1


async def test_an_uninstalled_workspace_stops_alone_and_the_backbone_hears_it_elsewhere(
    bot: SlackBot,
) -> None:
    lake = bot.house.installs[1]
    backbone = next(room for room, audience in bot.rooms.items() if audience == "backbone")
    ines = SlackPartner(bot.partners["ines-b"].chat, backbone)
    async with bot.running() as app:
        bot.slack.uninstall(lake)
        await ines.sees(f"slack {lake.team} refuses me")
        assert any(lake.team in reason for reason in app.health.reasons)
        await bot.partners["ines-b"].chat.command(bot.partners["ines-b"].room, "/ci", "whoami")
        await bot.partners["ines-b"].sees("Ines B.")


async def test_whoever_has_a_code_joins_from_slack_and_a_wrong_code_tells_nothing(
    bot: SlackBot,
) -> None:
    ines, lake = bot.partners["ines-b"], bot.house.installs[1]
    petr = slack_partner(bot.slack, lake, "petr")
    async with bot.running():
        await ines.chat.command(ines.room, "/ci", "invite petr-v")
        told = ines.shown(await ines.sees("Give Petr V. this line"))
        (code,) = re.findall(r"join ([A-Z0-9-]{14})", told)
        await petr.chat.write(petr.room, "join AAAA-AAAA-AAAA")
        await petr.chat.write(petr.room, f"join {code}")
        hello = await petr.sees("Hello Petr V.")
        said = [one for one in petr.chat.shown(petr.room) if one.author != petr.chat.account]
        assert hello in [one.message for one in said]
        assert not any("Lakeland" in petr.shown(one.message) for one in said if one.message < hello)
        await petr.chat.command(petr.room, "/ci", "whoami")
        await petr.sees("You are Petr V. in Open Lakeland.")


async def test_zone_and_language_come_from_the_profile(bot: SlackBot) -> None:
    jonas = bot.partners["jonas-r"]
    async with bot.running():
        bot.slack.change_profile(jonas.chat, tz="Asia/Tokyo", locale="de-DE")
        await jonas.chat.world.until(lambda: not bot.slack.courier.open)
        await jonas.chat.command(jonas.room, "/ci", "whoami")
        said = await jonas.sees("Asia/Tokyo", "Zeitzone")
        assert "Profils" in jonas.shown(said)


def _digests(bot: SlackBot, room: RoomId) -> list[str]:
    posted = ["\n".join(lines(m.blocks or [])) for m in bot.slack.find(room).messages if m.app]
    return [text for text in posted if "Fifty labels." in text]
