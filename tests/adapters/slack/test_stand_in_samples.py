"""What the stand-in says is held against recorded payloads of Slack: keys and types."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.adapters.slack.stand_in_app import AppAtSlack, Ear, app_at_slack, channel_of
from tests.support.slack import samples

MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "x"}}
ENTRY = {"type": "plain_text_input", "action_id": "t"}
LABEL = {"type": "plain_text", "text": "Words"}
INPUT = {"type": "input", "block_id": "w", "label": LABEL, "element": ENTRY}
PRESS = {"type": "button", "text": {"type": "plain_text", "text": "Press"}, "value": "1"}
OPTION = {"text": {"type": "plain_text", "text": "Skip"}, "value": "2"}
MENU = {"type": "overflow", "options": [OPTION]}
BLOCKS = [{"type": "actions", "elements": [PRESS, MENU]}]
RICH = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
EVENTS = {
    "message": "MessagePayload",
    "message_changed": "MessageChangedPayload",
    "message_deleted": "MessageDeletedPayload",
    "bot_message": "MessageBotPayload",
    "file_share": "MessageFileSharePayload",
    "thread_broadcast": "MessageThreadBroadcastPayload",
    "app_home_opened": "AppHomeOpenedPayload",
    "app_mention": "AppMentionPayload",
    "app_uninstalled": "AppUninstalledPayload",
    "tokens_revoked": "TokensRevokedPayload",
    "channel_archive": "ChannelArchivePayload",
    "channel_deleted": "ChannelDeletedPayload",
    "channel_rename": "ChannelRenamePayload",
    "channel_shared": "ChannelSharedPayload",
    "member_joined_channel": "MemberJoinedChannelPayload",
    "member_left_channel": "MemberLeftChannelPayload",
    "reaction_added": "ReactionAddedPayload",
    "reaction_removed": "ReactionRemovedPayload",
    "user_change": "UserChangePayload",
}


@pytest.fixture
async def there() -> AsyncIterator[AppAtSlack]:
    if not samples.there():
        pytest.skip("the recorded payloads of Slack aren't beside the project")
    async with app_at_slack() as there:
        yield there


def strange(payload: Any, name: str) -> list[str]:
    return list(samples.unknown(payload, samples.sample(name)))


async def everything(there: AppAtSlack, ear: Ear) -> None:
    """At least one of each event."""
    slack, anna = there.slack, there.anna
    ben = slack.person("ben", there.team)
    there.bot.scopes |= {"reactions:read", "reactions:write"}
    there.app.events |= {"reaction_added", "reaction_removed", "message.channels"}
    there.app.events.add("member_left_channel")
    direct, room = slack.direct(there.bot, anna), slack.channel(there.team, anna, there.bot)
    slack.share(room, slack.team("Elsewhere"))
    ts = await anna.write(room, "one")
    await anna.write(room, "two", thread=ts)
    await anna.write(room, "three", thread=ts, broadcast=True)
    await anna.edit(room, ts, "other")
    await anna.delete(room, await anna.react(room, ts, "👍"))
    await anna.write(room, "status", to_bot=True)
    posted = await there.post(channel_of(direct), blocks=BLOCKS)
    update = {"channel": channel_of(direct), "ts": posted["ts"], "text": "x"}
    await there.call("chat.update", **update)
    await anna.delete(direct, await anna.write(direct, "gone soon"))
    await anna.share_file(direct, "a.txt")
    slack.integration_says(room, "done")
    await anna.open_home()
    slack.invite(room, ben)
    slack.remove(room, ben)
    slack.rename(room, "other")
    slack.change_profile(anna, tz="Europe/Riga")
    slack.archive(room)
    slack.delete_channel(room)
    slack.uninstall(there.bot)
    await slack.world.until(lambda: "app_uninstalled" in _kinds(ear))


def _kinds(ear: Ear) -> set[str]:
    return {str(one.get("subtype", one["type"])) for one in ear.events}


async def test_events_have_the_keys_and_types_of_slacks(there: AppAtSlack) -> None:
    async with there.ear() as ear:
        await everything(there, ear)
        assert set(EVENTS) == _kinds(ear)
        for payload in ear.payloads:
            event = payload["event"]
            name = EVENTS[event.get("subtype", event["type"])]
            assert strange(payload, f"events/{name}") == [], name


async def test_interactions_have_the_keys_and_types_of_slacks(there: AppAtSlack) -> None:
    anna, room = there.anna, there.slack.direct(there.bot, there.anna)
    posted = await there.post(channel_of(room), blocks=BLOCKS)
    async with there.ear() as ear:
        await anna.click(room, posted["ts"], "Press")
        await anna.click(room, posted["ts"], "Skip")
        await anna.command(room, "/ci", "status")
        await anna.shortcut(room, posted["ts"], "use-as-update")
        view = {**MODAL, "blocks": [INPUT, *BLOCKS], "submit": LABEL, "notify_on_close": True}
        for trigger in (ear.payloads[-1]["trigger_id"], ear.payloads[-2]["trigger_id"]):
            await there.call("views.open", trigger_id=trigger, view=view)
            await anna.click_view(await anna.modal(), "Press")
            if trigger == ear.payloads[-2]["trigger_id"]:
                await anna.submit(await anna.modal(), {"Words": "x"})
        await anna.close(await anna.modal())
        told = ear.payloads[-9:]
    names = {
        "block_actions": "BlockActionPayload",
        None: "SlashCommandPayload",
        "message_action": "MessageShortcutPayload",
        "view_submission": "ViewSubmissionPayload",
        "view_closed": "ViewClosedPayload",
    }
    interactive = [one for one in told if one.get("type") != "event_callback"]
    assert {one.get("type") for one in interactive} == set(names)
    for payload in interactive:
        name = names[payload.get("type")]
        if payload.get("type") is None:
            # The recorded one is a truth value; over the wire it is a word.
            payload["is_enterprise_install"] = payload["is_enterprise_install"] == "true"
        assert strange(payload, f"interactive/{name}") == [], name


async def test_answers_have_the_keys_and_types_of_slacks(there: AppAtSlack) -> None:
    there.bot.scopes |= {"reactions:write", "dnd:read"}
    anna, slack = there.anna, there.slack
    room = slack.channel(there.team, anna, there.bot)
    direct = channel_of(slack.direct(there.bot, anna))
    where = channel_of(room)
    slack.share(room, slack.team("Elsewhere"))
    posted = await there.post(where, blocks=BLOCKS)
    about = {"channel": where, "ts": posted["ts"]}
    said = {"event_type": "x", "event_payload": {"key": "k"}}
    home = {"type": "home", "blocks": BLOCKS}
    await there.post(where, text="reply", thread_ts=posted["ts"], metadata=said)
    await there.call("reactions.add", channel=where, timestamp=posted["ts"], name="+1")
    begun = await there.call("files.getUploadURLExternal", filename="a.txt", length=1)
    async with there.http.post(begun["upload_url"], data=b"1"):
        pass
    whole = {"include_all_metadata": True}
    calls: list[tuple[str, dict[str, Any]]] = [
        ("auth.test", {}),
        ("apps.connections.open", {"token": there.app.token}),
        ("bots.info", {"bot": there.bot.bot.bot_id}),
        ("chat.postMessage", {"channel": where, "text": "x", "metadata": said}),
        ("chat.update", {**about, "text": "x", "blocks": BLOCKS}),
        ("chat.postEphemeral", {"channel": where, "user": anna.id, "text": "x"}),
        ("conversations.history", {"channel": where, "limit": 1, **whole}),
        ("conversations.replies", {**about, **whole}),
        ("conversations.info", {"channel": where, "include_num_members": True}),
        ("conversations.members", {"channel": where}),
        ("conversations.open", {"users": anna.id}),
        ("conversations.open", {"channel": direct, "return_im": True}),
        ("dnd.info", {"user": anna.id}),
        ("files.completeUploadExternal", {"files": [{"id": begun["file_id"]}]}),
        ("files.getUploadURLExternal", {"filename": "b.txt", "length": 1}),
        ("reactions.add", {"channel": where, "timestamp": posted["ts"], "name": "tada"}),
        ("team.info", {}),
        ("users.info", {"user": anna.id, "include_locale": True}),
        ("users.info", {"user": there.bot.bot.id}),
        ("users.list", {}),
        ("views.publish", {"user_id": anna.id, "view": home}),
        ("chat.delete", about),
    ]
    for method, args in calls:
        answer = await there.call(method, **args)
        assert answer["ok"], (method, answer)
        assert strange(answer, f"api/{method}") == [], method
    for method, args in (("chat.postMessage", {"channel": "C0"}), ("users.info", {"user": "U0"})):
        assert strange(await there.call(method, **args), f"api/{method}") == []


def test_a_strange_key_or_type_is_found() -> None:
    known = {"a": "", "b": [{"type": "x", "c": 1}]}
    assert list(samples.unknown({"a": "z", "b": [{"type": "x", "c": 2}]}, known)) == []
    assert list(samples.unknown({"d": 1}, known)) == ["/d is in no sample"]
    assert list(samples.unknown({"a": 1}, known)) == ["/a is a number, in the sample a str"]
    found = list(samples.unknown({"b": [{"type": "x", "e": 1}]}, known))
    assert found == ["/b/0/e is in no sample"]
