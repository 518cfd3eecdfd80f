"""The stand-in refuses the calls that Slack refuses, with Slack's errors."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, app_at_slack, channel_of


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    async with app_at_slack() as there:
        yield there


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "", "not_authed"),
        ("auth.test", "xoxb-no", "invalid_auth"),
        ("auth.nothing", "xoxb-no", "unknown_method"),
    ],
)
async def test_a_call_needs_a_token_and_a_method(
    there: AppAtSlack, method: str, token: str, error: str
) -> None:
    assert await there.refusal(method, token=token) == error


async def test_each_method_takes_its_own_kind_of_token(there: AppAtSlack) -> None:
    error = "not_allowed_token_type"
    assert await there.refusal("users.list", token=there.app.token) == error
    assert await there.refusal("apps.connections.open", token=there.bot.token) == error
    assert (await there.call("auth.test", token=there.app.token))["app_id"] == there.app.id


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
async def test_a_token_that_has_ended_is_refused_by_every_method(
    there: AppAtSlack, error: str
) -> None:
    there.slack.revoke(there.bot, error)
    assert await there.refusal("auth.test") == error
    room = there.slack.direct(there.bot, there.anna)
    assert await there.refusal("chat.postMessage", channel=channel_of(room)) == error


async def test_a_reinstalled_app_has_another_token_and_the_same_bot(there: AppAtSlack) -> None:
    old = there.bot
    there.slack.uninstall(old)
    new = there.slack.install(there.app, there.team)
    assert new.bot is old.bot
    assert await there.refusal("auth.test", token=old.token) == "account_inactive"
    assert (await there.call("auth.test", token=new.token))["user_id"] == old.bot.id


async def test_a_missing_scope_is_named(there: AppAtSlack) -> None:
    there.bot.scopes = {"chat:write"}
    answer = await there.call("users.info", user=there.anna.id)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert answer["provided"] == "chat:write"


async def test_history_needs_the_scope_of_its_kind_of_channel(there: AppAtSlack) -> None:
    there.bot.scopes -= {"groups:history"}
    private = there.slack.channel(there.team, there.anna, there.bot, private=True)
    answer = await there.call("conversations.history", channel=channel_of(private))
    assert answer["needed"] == "groups:history"
    public = there.slack.channel(there.team, there.anna, there.bot)
    assert (await there.call("conversations.history", channel=channel_of(public)))["ok"]


async def test_the_answer_names_the_scopes_that_the_token_has(there: AppAtSlack) -> None:
    headers = {"Authorization": f"Bearer {there.bot.token}"}
    async with there.http.get(there.slack.base_url + "auth.test", headers=headers) as answer:
        assert set(answer.headers["X-OAuth-Scopes"].split(",")) == there.bot.scopes


async def test_a_bot_writes_only_where_it_is(there: AppAtSlack) -> None:
    public = channel_of(there.slack.channel(there.team, there.anna))
    private = channel_of(there.slack.channel(there.team, there.anna, private=True))
    other = there.slack.team("Elsewhere")
    foreign = channel_of(there.slack.channel(other, there.slack.person("eve", other)))
    for channel, error in [
        (public, "not_in_channel"),
        (private, "channel_not_found"),
        (foreign, "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
    ]:
        assert await there.refusal("chat.postMessage", channel=channel, text="x") == error
    assert await there.refusal("conversations.history", channel=public) == "not_in_channel"
    assert await there.refusal("conversations.info", channel=private) == "channel_not_found"


async def test_nothing_is_written_to_an_archived_channel(there: AppAtSlack) -> None:
    room = there.slack.channel(there.team, there.anna, there.bot)
    posted = await there.post(channel_of(room))
    there.slack.archive(room)
    where = {"channel": channel_of(room), "text": "x"}
    assert await there.refusal("chat.postMessage", **where) == "is_archived"
    assert await there.refusal("chat.update", ts=posted["ts"], **where) == "is_archived"
    there.slack.delete_channel(room)
    assert await there.refusal("chat.postMessage", **where) == "channel_not_found"


async def test_whom_a_bot_can_not_write_to(there: AppAtSlack) -> None:
    gone = there.slack.person("gone", there.team, deleted=True)
    for user, error in [
        (gone.id, "user_disabled"),
        (there.bot.bot.id, "cannot_dm_bot"),
        ("U0NOBODY", "user_not_found"),
    ]:
        assert await there.refusal("conversations.open", users=user) == error
    assert await there.refusal("conversations.open") == "users_list_not_supplied"
    room = there.slack.direct(there.bot, there.anna)
    there.slack.deactivate(there.anna)
    where = channel_of(room)
    assert await there.refusal("chat.postMessage", channel=where, text="x") == "user_disabled"


async def test_a_bot_changes_and_deletes_only_its_own_messages(there: AppAtSlack) -> None:
    room = there.slack.channel(there.team, there.anna, there.bot)
    where, ts = channel_of(room), await there.anna.write(room, "mine")
    update = {"channel": where, "ts": ts, "text": "x"}
    assert await there.refusal("chat.update", **update) == "cant_update_message"
    assert await there.refusal("chat.delete", channel=where, ts=ts) == "cant_delete_message"
    update["ts"] = "1.000000"
    assert await there.refusal("chat.update", **update) == "message_not_found"


async def test_what_only_one_sees_needs_them_in_the_channel(there: AppAtSlack) -> None:
    room = there.slack.channel(there.team, there.bot)
    args = {"channel": channel_of(room), "user": there.anna.id, "text": "x"}
    assert await there.refusal("chat.postEphemeral", **args) == "user_not_in_channel"


async def test_a_reaction_has_a_name_and_is_given_once(there: AppAtSlack) -> None:
    there.bot.scopes.add("reactions:write")
    room = there.slack.direct(there.bot, there.anna)
    ts = await there.anna.write(room, "x")
    args = {"channel": channel_of(room), "timestamp": ts}
    assert await there.refusal("reactions.add", name="👍", **args) == "invalid_name"
    assert (await there.call("reactions.add", name="+1", **args))["ok"]
    assert await there.refusal("reactions.add", name="+1", **args) == "already_reacted"


async def test_a_file_is_there_once_all_of_it_is_uploaded(there: AppAtSlack) -> None:
    room = there.slack.direct(there.bot, there.anna)
    begun = await there.call("files.getUploadURLExternal", filename="a.txt", length=5)
    done: dict[str, Any] = {
        "files": [{"id": begun["file_id"], "title": "A"}],
        "channel_id": channel_of(room),
    }
    assert await there.refusal("files.completeUploadExternal", **done) == "file_not_found"
    async with there.http.post(begun["upload_url"], data=b"12345") as answer:
        assert answer.status == 200
    assert (await there.call("files.completeUploadExternal", **done))["files"][0]["title"] == "A"
    assert await there.refusal("files.completeUploadExternal", **done) == "file_not_found"
    (message,) = there.slack.find(room).messages
    assert message.files[0]["name"] == "a.txt"


async def test_what_is_no_json_is_refused(there: AppAtSlack) -> None:
    headers = {"Authorization": f"Bearer {there.bot.token}", "Content-Type": "application/json"}
    url = there.slack.base_url + "auth.test"
    for body, error in [(b"{", "invalid_json"), (b"[]", "json_not_object")]:
        async with there.http.post(url, data=body, headers=headers) as answer:
            assert (await answer.json())["error"] == error
