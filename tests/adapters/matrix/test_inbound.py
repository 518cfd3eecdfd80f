"""How Matrix events become neutral ones, case by case."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.matrix.inbound import translate
from adapters.matrix.rooms import Room
from ci_bot.ports.chat import ChatEvent, MessageEdited, MessageReceived, Reacted

BOT, MARA, JAN = "@ci-bot:example.org", "@mara:example.org", "@jan:example.org"


def a_room(*others: str) -> Room:
    members = dict.fromkeys([BOT, MARA, *others], "join")
    return Room("!room", BOT, members=members, my_name="Hub Bot")


def heard(content: dict[str, Any], *others: str, **more: Any) -> ChatEvent | None:
    event = {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": MARA,
        "origin_server_ts": 1_700_000_000_000,
        "content": content,
    }
    return translate(a_room(*others), event | more)


def said(body: str, **more: Any) -> MessageReceived:
    found = heard({"msgtype": "m.text", "body": body} | more)
    assert isinstance(found, MessageReceived)
    return found


@pytest.mark.parametrize(
    ("body", "more", "text"),
    [
        ("Hub Bot: status", {}, "status"),
        ("hub bot, status", {}, "status"),
        ("ci-bot: status", {}, "status"),
        ("@ci-bot: status", {}, "status"),
        (f"{BOT} status", {}, "status"),
        (f"{BOT}: 1\n2: 0", {}, "1\n2: 0"),
        (f"[Hub Bot](https://matrix.to/#/{BOT}): status", {}, "status"),
        ("[x](https://matrix.to/#/%40ci-bot%3Aexample.org) status", {}, "status"),
        ("Hub Bot status", {"m.mentions": {"user_ids": [BOT]}}, "status"),
        ("status Hub Bot", {"m.mentions": {"user_ids": [BOT]}}, "status"),
        ("status please", {"m.mentions": {"user_ids": [BOT]}}, "status please"),
        (
            "Hub Bot status",
            {"formatted_body": f'<a href="https://matrix.to/#/{BOT}">Hub Bot</a> status'},
            "status",
        ),
    ],
)
def test_a_mention_addresses_the_bot_and_is_cut_out(
    body: str, more: dict[str, Any], text: str
) -> None:
    found = said(body, **more)
    assert (found.text, found.addressed) == (text, True)


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("Hub Bot is nice", {}),
        ("about ci-bot", {}),
        ("ci-bottle: empty", {}),
        ("status", {"m.mentions": {"user_ids": [JAN]}}),
        ("Hub Bot status", {"m.mentions": {}}),
    ],
)
def test_talk_about_the_bot_does_not_address_it(body: str, more: dict[str, Any]) -> None:
    found = said(body, **more)
    assert (found.text, found.addressed) == (body, False)


@pytest.mark.parametrize("kind", ["m.notice", "m.emote", "m.image", "m.file", None])
def test_only_text_is_heard(kind: str | None) -> None:
    assert heard({"msgtype": kind, "body": "x"}) is None


def test_its_own_words_are_not_heard() -> None:
    assert heard({"msgtype": "m.text", "body": "x"}, sender=BOT) is None


@pytest.mark.parametrize(("others", "direct"), [((), True), ((JAN,), False)], ids=["two", "three"])
def test_a_room_is_direct_with_exactly_two(others: tuple[str, ...], direct: bool) -> None:
    found = heard({"msgtype": "m.text", "body": "x"}, *others)
    assert found is not None
    assert found.direct is direct


def test_a_reply_has_no_quotation_in_it() -> None:
    body = "> <@ci-bot:example.org> How does it stand?\n> 1 on track\n\n2 printer\n> mine"
    found = said(body, **{"m.relates_to": {"m.in_reply_to": {"event_id": "$0"}}})
    assert (found.text, found.reply_to, found.thread) == ("2 printer\n> mine", "$0", None)


def test_a_quotation_that_is_no_reply_stays() -> None:
    assert said("> <x> y\n\nz").text == "> <x> y\n\nz"


@pytest.mark.parametrize(("falling_back", "reply"), [(True, None), (False, "$2")])
def test_a_thread_is_a_reply_only_where_it_says_so(falling_back: bool, reply: str | None) -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$0",
        "is_falling_back": falling_back,
        "m.in_reply_to": {"event_id": "$2"},
    }
    found = said("x", **{"m.relates_to": relation})
    assert (found.thread, found.reply_to) == ("$0", reply)


def test_an_edit_has_the_new_words_only() -> None:
    found = heard(
        {
            "msgtype": "m.text",
            "body": "* ci-bot: 2 new",
            "m.new_content": {"msgtype": "m.text", "body": "ci-bot: 2 new"},
            "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"},
        }
    )
    assert isinstance(found, MessageEdited)
    assert (found.message, found.text) == ("$0", "2 new")


@pytest.mark.parametrize(
    ("sent", "emoji"), [("1️⃣", "1\u20e3"), ("👍🏿", "👍"), ("✅", "✅"), ("⏭\ufe0e", "⏭")]
)
def test_an_emoji_has_one_spelling(sent: str, emoji: str) -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$0", "key": sent}
    found = heard({"m.relates_to": relation}, type="m.reaction")
    assert isinstance(found, Reacted)
    assert (found.message, found.emoji) == ("$0", emoji)


@pytest.mark.parametrize("stamp", [-1, 10**18, "soon", None, True])
def test_an_absurd_time_is_still_a_time(stamp: object) -> None:
    found = heard({"msgtype": "m.text", "body": "x"}, origin_server_ts=stamp)
    assert found is not None
    assert datetime(1970, 1, 1, tzinfo=UTC) <= found.at <= datetime.max.replace(tzinfo=UTC)


def test_a_long_message_stays_whole() -> None:
    assert len(said("x" * 60_000).text) == 60_000


def test_hostile_names_do_not_break_the_search() -> None:
    room = a_room()
    room.my_name = "(a+)+$["
    event = {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": MARA,
        "content": {"msgtype": "m.text", "body": "a" * 5_000 + "!"},
    }
    found = translate(room, event)
    assert isinstance(found, MessageReceived)
    assert not found.addressed
