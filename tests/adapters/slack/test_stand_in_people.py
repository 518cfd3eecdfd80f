"""People at the stand-in press, fill in, submit and see, as far as Slack's client lets them."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest

from ci_bot.ports.chat import MessageId
from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of
from tests.support.slack import NotPossible

Json = dict[str, Any]


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def entry(label: str, block_id: str, *, optional: bool = False, **element: Any) -> Json:
    return {
        "type": "input",
        "label": plain(label),
        "block_id": block_id,
        "optional": optional,
        "element": {"action_id": "it", **element},
    }


CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*Printer* by <@U1> &amp; co"}},
    {
        "type": "actions",
        "block_id": "key:0",
        "elements": [
            {"type": "button", "text": plain("On track"), "action_id": "pick:0", "value": "0"},
            {
                "type": "overflow",
                "action_id": "pick",
                "options": [option("Skip", "1"), option("Away", "2")],
            },
        ],
    },
]
FORM: Json = {
    "type": "modal",
    "title": plain("Words"),
    "submit": plain("Send"),
    "private_metadata": "form-id",
    "blocks": [
        entry("Words", "words", type="plain_text_input", max_length=20),
        entry(
            "Who may read it",
            "readers",
            type="static_select",
            options=[option("Everybody", "all"), option("Backbone", "few")],
            initial_option=option("Everybody", "all"),
        ),
        entry("Day", "day", type="datepicker", optional=True),
    ],
}


async def test_a_button_or_a_line_of_a_menu_is_pressed_by_what_stands_on_it(
    there: AppAtSlack,
) -> None:
    room = there.slack.direct(there.bot, there.anna)
    ts = MessageId((await there.post(channel_of(room), blocks=CARD))["ts"])
    assert there.anna.controls(room, ts) == ["On track", "Skip", "Away"]
    async with there.ear() as ear:
        await there.anna.click(room, ts, "On track")
        await there.anna.click(room, ts, "Away")
        button, menu = (one["actions"][0] for one in ear.payloads[-2:])
        payload = ear.payloads[-1]
    assert (button["block_id"], button["action_id"], button["value"]) == ("key:0", "pick:0", "0")
    assert menu["selected_option"]["value"] == "2"
    assert payload["container"]["message_ts"] == ts
    assert payload["user"]["team_id"] == there.team.id
    with pytest.raises(NotPossible):
        await there.anna.click(room, ts, "Done")


async def test_people_see_blocks_where_there_are_any(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    await there.post(channel_of(room), blocks=CARD, text="instead")
    await there.post(channel_of(room), text="See <https://a.example|here>, <!channel>")
    card, words = there.anna.shown(room)
    assert card.text == "*Printer* by @U1 & co"
    assert card.mentions == {f"slack:{there.team.id}/U1"}
    assert words.text == "See here, @channel"
    assert words.links == ("https://a.example",)
    assert words.mentions == {"room"}


async def opened(there: AppAtSlack, ear: Any, view: Json = FORM) -> Any:
    room = there.slack.direct(there.bot, there.anna)
    await there.anna.command(room, "/ci", "words")
    trigger = ear.payloads[-1]["trigger_id"]
    assert (await there.call("views.open", trigger_id=trigger, view=view))["ok"]
    return await there.anna.modal()


async def test_a_form_is_filled_in_by_its_labels(there: AppAtSlack) -> None:
    async with there.ear() as ear:
        modal = await opened(there, ear)
        assert await there.anna.submit(modal, {"Words": "a & b", "readers": "Backbone"}) == {}
        payload = ear.payloads[-1]
    values = payload["view"]["state"]["values"]
    assert values["words"]["it"]["value"] == "a & b"
    assert values["readers"]["it"]["selected_option"]["value"] == "few"
    assert values["day"]["it"]["selected_date"] is None
    assert payload["view"]["private_metadata"] == "form-id"
    with pytest.raises(NotPossible):
        await there.anna.submit(modal, {"Words": "again"})


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"Words": "x" * 21},
        {"Words": "two\nlines"},
        {"Words": "x", "readers": "Nobody"},
        {"Words": "x", "Colour": "red"},
    ],
)
async def test_the_client_lets_nobody_submit_what_is_not_filled_in_rightly(
    there: AppAtSlack, values: Mapping[str, str]
) -> None:
    async with there.ear() as ear:
        modal = await opened(there, ear)
        with pytest.raises(NotPossible):
            await there.anna.submit(modal, values)


async def test_what_the_acknowledgement_says_happens_to_the_modal(there: AppAtSlack) -> None:
    anna = there.anna
    other = FORM | {"title": plain("Other")}
    wrong: Json = {"response_action": "errors", "errors": {"words": "No"}}
    async with there.ear() as ear:
        modal = await opened(there, ear)
        ear.answer = lambda _: wrong
        assert await anna.submit(modal, {"Words": "x"}) == wrong
        assert await anna.modal() is modal
        ear.answer = lambda _: {"response_action": "update", "view": other}
        await anna.submit(modal, {"Words": "x"})
        assert (await anna.modal()).body["title"]["text"] == "Other"
        ear.answer = lambda _: {"response_action": "push", "view": FORM}
        await anna.submit(modal, {"Words": "x"})
        assert (await anna.modal()).previous is modal
        ear.answer = lambda _: {"response_action": "clear"}
        await anna.submit(await anna.modal(), {"Words": "x"})
        assert anna.user.who not in there.slack.world.modals


async def test_a_view_that_slack_refuses_shows_an_error_to_who_submitted(
    there: AppAtSlack,
) -> None:
    async with there.ear() as ear:
        modal = await opened(there, ear)
        ear.answer = lambda _: {"response_action": "update", "view": {"type": "modal"}}
        with pytest.raises(NotPossible):
            await there.anna.submit(modal, {"Words": "x"})
        assert there.slack.refused[-1].error == "invalid_arguments"


async def test_a_form_over_a_limit_is_not_opened(there: AppAtSlack) -> None:
    async with there.ear() as ear:
        room = there.slack.direct(there.bot, there.anna)
        await there.anna.command(room, "/ci")
        trigger = ear.payloads[-1]["trigger_id"]
        bad = FORM | {"title": plain("x" * 25)}
        answer = await there.call("views.open", trigger_id=trigger, view=bad)
    assert answer["error"] == "invalid_arguments"
    assert "/view/title" in answer["response_metadata"]["messages"][0]


async def test_the_home_tab_shows_what_was_published_last(there: AppAtSlack) -> None:
    home: Json = {"type": "home", "blocks": CARD}
    first = await there.call("views.publish", user_id=there.anna.id, view=home)
    again = await there.call("views.publish", user_id=there.anna.id, view=home)
    assert first["view"]["id"] == again["view"]["id"]
    assert await there.anna.sees_home() == ["*Printer* by @U1 & co"]
    async with there.ear() as ear:
        await there.anna.open_home()
        await ear.hears(1)
        assert ear.events[0]["view"]["id"] == first["view"]["id"]
        await there.anna.click_home("On track")
        assert ear.payloads[-1]["container"]["type"] == "view"
        assert "message" not in ear.payloads[-1]
    stale = {"user_id": there.anna.id, "view": home, "hash": "old"}
    assert await there.refusal("views.publish", **stale) == "hash_conflict"
    stranger = {"user_id": "U0NOBODY", "view": home}
    assert await there.refusal("views.publish", **stranger) == "invalid_arguments"


async def test_a_command_may_be_answered_in_its_acknowledgement(there: AppAtSlack) -> None:
    room = there.slack.channel(there.team, there.anna)
    async with there.ear() as ear:
        ear.answer = lambda _: {"text": "only you"}
        await there.anna.command(room, "/ci", "a & b")
        assert ear.payloads[-1]["text"] == "a &amp; b"
        assert ear.payloads[-1]["is_enterprise_install"] == "false"
        with pytest.raises(NotPossible):
            await there.anna.command(room, "/other")
    assert [one.text for one in there.anna.shown(room)] == ["only you"]


async def test_nobody_acts_where_they_are_not(there: AppAtSlack) -> None:
    ben = there.slack.person("ben", there.team)
    room = there.slack.direct(there.bot, there.anna)
    ts = await there.anna.write(room, "mine")
    with pytest.raises(NotPossible):
        await ben.write(room, "hello")
    with pytest.raises(NotPossible):
        await ben.edit(room, ts, "his")
    with pytest.raises(NotPossible):
        await there.anna.shortcut(room, ts, "no-such-shortcut")


async def test_emoji_travel_as_names_and_are_seen_as_emoji(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        await there.anna.write(room, "done 👍🏽 :x: ✅")
        await ear.hears(1)
        (event,) = ear.events
    assert event["text"] == "done :+1::skin-tone-4: :x: :white_check_mark:"
    elements = event["blocks"][0]["elements"][0]["elements"]
    emoji = {"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fd", "skin_tone": 4}
    assert elements[1] == emoji
    assert there.anna.shown(room)[-1].text == "done 👍🏽 ❌ ✅"
    block = {"type": "header", "text": {"type": "plain_text", "text": ":x:", "emoji": False}}
    await there.post(channel_of(room), text=":x: :no_emoji:")
    await there.post(channel_of(room), blocks=[block])
    assert [one.text for one in there.anna.shown(room)[1:]] == ["❌ :no_emoji:", ":x:"]


async def test_what_acknowledgements_carry_is_judged_as_sent(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    async with there.ear() as ear:
        ear.answer = lambda _: {"text": "<!channel>"}
        await there.anna.command(room, "/ci")
        assert [one.raw for one in there.slack.live_markup()] == ["<!channel>"]
        ear.answer = lambda _: {"text": "x", "blocks": [{"type": "section"}]}
        with pytest.raises(NotPossible):
            await there.anna.command(room, "/ci")
    assert there.slack.refused[-1].error == "invalid_blocks"
