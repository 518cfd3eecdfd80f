"""Several workspaces at the stand-in: strangers, guests, and what is alive in a message."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of

BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Press"}}


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


async def test_guests_and_strangers_are_told_apart(there: AppAtSlack) -> None:
    slack, other = there.slack, there.slack.team("Elsewhere")
    guest = slack.person("guest", there.team, restricted=True)
    single = slack.person("single", there.team, ultra_restricted=True)
    eve = slack.person("eve", other)
    slack.channel(there.team, there.anna, there.bot, eve, shared_with=[other])
    people = {one["id"]: one for one in (await there.call("users.list"))["members"]}
    assert people[guest.id]["is_restricted"]
    assert not people[guest.id]["is_ultra_restricted"]
    assert people[single.id]["is_ultra_restricted"]
    assert (people[eve.id]["is_stranger"], people[eve.id]["team_id"]) == (True, other.id)
    assert "is_stranger" not in people[there.anna.id]


async def test_a_stranger_is_not_written_to_directly_unless_open_to_it(
    there: AppAtSlack,
) -> None:
    slack, other = there.slack, there.slack.team("Elsewhere")
    eve = slack.person("eve", other)
    assert await there.refusal("conversations.open", users=eve.id) == "user_not_found"
    slack.channel(there.team, there.bot, eve, shared_with=[other])
    assert await there.refusal("conversations.open", users=eve.id) == "user_not_visible"
    eve.user.open_to_strangers = True
    assert (await there.call("conversations.open", users=eve.id))["ok"]


async def test_a_stranger_acts_under_the_install_and_their_own_workspace(
    there: AppAtSlack,
) -> None:
    slack, other = there.slack, there.slack.team("Elsewhere")
    eve = slack.person("eve", other, bot=there.bot.bot)
    room = slack.channel(there.team, there.bot, eve, shared_with=[other])
    blocks = [{"type": "actions", "elements": [BUTTON]}]
    posted = await there.post(channel_of(room), blocks=blocks)
    async with there.ear() as ear:
        await eve.write(room, "status", to_bot=True)
        await eve.click(room, posted["ts"], "Press")
        view: dict[str, Any] = {"type": "modal", "title": BUTTON["text"], "blocks": []}
        trigger = ear.payloads[-1]["trigger_id"]
        assert (await there.call("views.open", trigger_id=trigger, view=view))["ok"]
        await eve.submit(await eve.modal())
        mention, pressed, submitted = ear.payloads
    assert (mention["team_id"], mention["event"]["user_team"]) == (there.team.id, other.id)
    assert mention["is_ext_shared_channel"]
    assert (pressed["team"]["id"], pressed["user"]["team_id"]) == (there.team.id, other.id)
    assert submitted["team"]["id"] == other.id
    assert submitted["view"]["app_installed_team_id"] == there.team.id


async def test_the_same_user_id_in_two_workspaces_is_two_people(there: AppAtSlack) -> None:
    slack, other = there.slack, there.slack.team("Elsewhere")
    bot = slack.install(there.app, other)
    twin = slack.person("twin", other, user_id=there.anna.id)
    assert slack.direct(bot, twin) != slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        await twin.write(slack.direct(bot, twin), "from elsewhere")
        await there.anna.write(slack.direct(there.bot, there.anna), "from here")
        told = await ear.hears(2)
    assert [one["team_id"] for one in told] == [other.id, there.team.id]
    assert [one["event"]["team"] for one in told] == [other.id, there.team.id]


async def test_an_app_in_both_workspaces_of_a_channel_is_told_once(there: AppAtSlack) -> None:
    slack, other = there.slack, there.slack.team("Elsewhere")
    bot = slack.install(there.app, other)
    eve = slack.person("eve", other)
    room = slack.channel(there.team, there.anna, there.bot, bot, eve, shared_with=[other])
    async with there.ear() as ear:
        await eve.write(room, f"<@{there.bot.bot.id}> <@{bot.bot.id}>", raw=True)
        await there.anna.open_home()
        told = await ear.hears(2)
    assert [one["event"]["type"] for one in told] == ["app_mention", "app_home_opened"]
    assert told[0]["team_id"] == other.id


async def test_one_app_hears_nothing_of_another(there: AppAtSlack) -> None:
    slack = there.slack
    foreign = slack.app("Other")
    slack.install(foreign, there.team)
    room = slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        await there.anna.write(room, "hello")
        await ear.hears(1)
    assert {one.app for one in slack.courier.acknowledged} == {there.app}


ALIVE: list[tuple[dict[str, Any], str]] = [
    ({"text": "<!channel>"}, "<!channel>"),
    ({"text": "<@U1> hello"}, "<@U1>"),
    ({"text": "<https://evil.example|bank>"}, "<https://evil.example|bank>"),
    ({"text": "<#C1>"}, "<#C1>"),
    ({"text": "<!subteam^S1>"}, "<!subteam^S1>"),
]
PARTS = [
    ({"type": "user", "user_id": "U1"}, "user:U1"),
    ({"type": "channel", "channel_id": "C1"}, "channel:C1"),
    ({"type": "broadcast", "range": "here"}, "broadcast:here"),
    ({"type": "link", "url": "https://evil.example"}, "link:https://evil.example"),
    ({"type": "usergroup", "usergroup_id": "S1"}, "usergroup:S1"),
]


@pytest.mark.parametrize(("args", "raw"), ALIVE)
async def test_markup_that_is_alive_is_found_in_texts_and_blocks(
    there: AppAtSlack, args: dict[str, Any], raw: str
) -> None:
    room = channel_of(there.slack.direct(there.bot, there.anna))
    await there.post(room, **args)
    text = {"type": "mrkdwn", "text": args["text"]}
    for block in (
        {"type": "section", "text": text},
        {"type": "section", "fields": [text]},
        {"type": "context", "elements": [text]},
    ):
        await there.post(room, blocks=[block])
    assert [one.raw for one in there.slack.live_markup()] == [raw] * 4


@pytest.mark.parametrize(("element", "raw"), PARTS)
async def test_markup_that_is_alive_is_found_in_rich_text(
    there: AppAtSlack, element: dict[str, Any], raw: str
) -> None:
    room = channel_of(there.slack.direct(there.bot, there.anna))
    part = {"type": "rich_text_section", "elements": [element]}
    listed = {"type": "rich_text_list", "style": "bullet", "elements": [part]}
    block = {"type": "rich_text", "elements": [part, listed]}
    assert (await there.post(room, blocks=[block]))["ok"]
    assert [one.raw for one in there.slack.live_markup()] == [raw] * 2
    assert there.slack.live_markup(allow=[raw.partition(":")[2]]) == []


async def test_what_is_escaped_or_plain_is_not_alive(there: AppAtSlack) -> None:
    room = channel_of(there.slack.direct(there.bot, there.anna))
    text = {"type": "text", "text": "<!channel> <@U1>"}
    part = {"type": "rich_text_section", "elements": [text]}
    header = {"type": "header", "text": {"type": "plain_text", "text": "<!channel>"}}
    blocks = [{"type": "rich_text", "elements": [part]}, header]
    await there.post(room, text="&lt;!channel&gt;", blocks=blocks)
    assert there.slack.live_markup() == []
