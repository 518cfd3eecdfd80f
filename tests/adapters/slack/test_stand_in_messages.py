"""The stand-in judges every message that a bot sends, and keeps it as Slack does."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of
from tests.support.slack import schema


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"blocks": {}}, "invalid_blocks_format"),
        ({"blocks": "["}, "invalid_blocks_format"),
        ({"blocks": [section("x" * 2_700)] * 5}, "msg_blocks_too_long"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"metadata": {"event_type": "x", "event_payload": "y"}}, "invalid_metadata_schema"),
        ({"thread_ts": "1.000000"}, "thread_not_found"),
        ({"unfurl_links": "perhaps"}, "invalid_arguments"),
        ({"colour": "red"}, "invalid_arguments"),
    ],
)
async def test_a_message_is_refused_for_what_is_wrong_with_it(
    there: AppAtSlack, args: dict[str, Any], error: str
) -> None:
    if error == "invalid_arguments" and not schema.there():
        pytest.skip("the published shapes of Slack's payloads aren't beside the project")
    room = there.slack.direct(there.bot, there.anna)
    if isinstance(args.get("blocks"), dict):
        args = args | {"blocks": {"type": "divider"}}
    answer = await there.post(channel_of(room), **args)
    assert answer["error"] == error
    assert [one.error for one in there.slack.refused] == [error]
    assert not there.slack.find(room).messages


async def test_a_refusal_of_blocks_says_where(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    answer = await there.post(channel_of(room), blocks=[{"type": "section"}])
    (message,) = answer["response_metadata"]["messages"]
    assert message == "[ERROR] missing required field: text or fields [json-pointer:/blocks/0]"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ({"unfurl_links": True}, "unfurl_links must be false"),
        ({"unfurl_media": None}, "unfurl_media must be false"),
        ({"text": "", "blocks": [section("x")]}, "no text for notifications"),
        ({"text": "x" * 40_001}, "the text is cut after 40,000 characters"),
        ({"link_names": True}, "link_names makes mentions of words"),
        ({"parse": "full"}, "parse makes mentions of words"),
    ],
)
async def test_what_slack_takes_but_the_bot_must_not_send_is_objected_to(
    there: AppAtSlack, args: dict[str, Any], says: str
) -> None:
    room = there.slack.direct(there.bot, there.anna)
    assert (await there.post(channel_of(room), **args))["ok"]
    assert there.slack.objections == [f"chat.postMessage: {says}"]
    with pytest.raises(AssertionError):
        there.slack.assert_clean()


async def test_a_text_is_cut_after_forty_thousand_characters(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    await there.post(channel_of(room), text="x" * 40_001)
    assert len(there.slack.find(room).messages[0].text) == 40_000


async def test_blocks_come_back_with_ids_and_escaped(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    button = {"type": "button", "text": {"type": "plain_text", "text": "a & b"}, "value": "1"}
    answer = await there.post(channel_of(room), blocks=[{"type": "actions", "elements": [button]}])
    (block,) = answer["message"]["blocks"]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]
    assert block["elements"][0]["text"]["text"] == "a &amp; b"


async def test_an_update_keeps_what_it_does_not_name(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    metadata = {"event_type": "delivery", "event_payload": {"key": "k"}}
    posted = await there.post(channel_of(room), blocks=[section("x")], metadata=metadata)
    where = {"channel": channel_of(room), "ts": posted["ts"]}
    await there.call("chat.update", text="other", **where)
    (message,) = there.slack.find(room).messages
    assert (message.text, message.metadata) == ("other", metadata)
    assert message.blocks is not None
    await there.call("chat.update", text="other", blocks=[], **where)
    assert message.blocks is None


async def test_history_shows_metadata_when_asked_and_no_replies(there: AppAtSlack) -> None:
    where = channel_of(there.slack.direct(there.bot, there.anna))
    metadata = {"event_type": "delivery", "event_payload": {"key": "k"}}
    first = await there.post(where, text="first", metadata=metadata)
    await there.post(where, text="reply", thread_ts=first["ts"], metadata=metadata)
    plain = await there.call("conversations.history", channel=where)
    assert [one["text"] for one in plain["messages"]] == ["first"]
    assert "metadata" not in plain["messages"][0]
    assert plain["messages"][0]["reply_count"] == 1
    full = await there.call("conversations.history", channel=where, include_all_metadata=True)
    assert full["messages"][0]["metadata"] == metadata
    thread = await there.call(
        "conversations.replies", channel=where, ts=first["ts"], include_all_metadata=True
    )
    assert [one["text"] for one in thread["messages"]] == ["first", "reply"]
    assert thread["messages"][1]["metadata"] == metadata


async def test_history_comes_in_pages_newest_first(there: AppAtSlack) -> None:
    where = channel_of(there.slack.direct(there.bot, there.anna))
    posted = [(await there.post(where, text=str(number)))["ts"] for number in range(5)]
    texts: list[str] = []
    cursor = ""
    while True:
        page = await there.call("conversations.history", channel=where, limit=2, cursor=cursor)
        texts += [one["text"] for one in page["messages"]]
        assert page["has_more"] == ("response_metadata" in page)
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert texts == ["4", "3", "2", "1", "0"]
    since = await there.call("conversations.history", channel=where, oldest=posted[2])
    assert [one["text"] for one in since["messages"]] == ["4", "3"]
    error = await there.refusal("conversations.history", channel=where, cursor="nonsense")
    assert error == "invalid_cursor"


async def test_what_only_one_sees_is_in_nobodys_history(there: AppAtSlack) -> None:
    ben = there.slack.person("ben", there.team)
    room = there.slack.channel(there.team, there.anna, ben, there.bot)
    args = {"channel": channel_of(room), "user": there.anna.id, "text": "only you"}
    assert (await there.call("chat.postEphemeral", **args))["ok"]
    assert [one.text for one in there.anna.shown(room)] == ["only you"]
    assert ben.shown(room) == []
    history = await there.call("conversations.history", channel=channel_of(room))
    assert history["messages"] == []
