"""The homeserver fails in every way; nothing is lost, and each failure is called what it is."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from ci_bot.ports.chat import Doubtful, MessageReceived, NotAccepted, PlatformMisconfigured
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.conftest import NewEncrypting
from tests.adapters.matrix.talking import in_private, together
from tests.conftest import NewPerson
from tests.support.person import Person
from tests.support.synapse import Synapse

SEND = "/send/m.room.message/"


async def meeting(bot: Bot, new_person: NewPerson) -> tuple[Person, str]:
    mara = await new_person("mara")
    return mara, await together(bot, mara)


async def test_a_rate_limit_says_when_to_try_again(proxied: Home, new_person: NewPerson) -> None:
    async with proxied.running() as bot:
        _, room = await meeting(bot, new_person)
        body = {"errcode": "M_LIMIT_EXCEEDED", "error": "slow", "retry_after_ms": 7_500}
        proxied.proxy.fail(SEND, status=429, body=body)
        with pytest.raises(NotAccepted) as refusal:
            await bot.say(room, "Hello", "key-1")
        assert refusal.value.retry_after == timedelta(seconds=7.5)
        sends = [path for method, path in proxied.proxy.seen if SEND in path]
        assert len(sends) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"drop": "after"},
        {"drop": "before"},
        {"status": 502, "body": "<html>bad gateway</html>"},
        {"status": 200, "body": "<html>please log in to this wifi</html>"},
        {"truncate": True},
        {"delay": 3.0},
    ],
    ids=["cut after", "cut before", "502", "captive portal", "truncated", "slow"],
)
async def test_a_send_without_a_whole_answer_is_doubtful_and_once_in_the_end(
    proxied: Home, new_person: NewPerson, fault: dict[str, object]
) -> None:
    async with proxied.running(http_timeout=1.0) as bot:
        mara, room = await meeting(bot, new_person)
        proxied.proxy.fail(SEND, times=2, **fault)
        with pytest.raises(Doubtful):
            await bot.say(room, "Hello", "key-1")
        proxied.proxy.faults.clear()
        found = await bot.find(room, "key-1")
        arrived = [message["event_id"] for message in await mara.messages(room, by=bot.user)]
        assert [found.message if found else None] == (arrived or [None])
        posted = await bot.say(room, "Hello", "key-1")
        assert await bot.find(room, "key-1") == posted
        assert len(await mara.messages(room, by=bot.user)) == 1


async def test_what_fails_before_sending_was_not_accepted(
    proxied: Home, new_person: NewPerson
) -> None:
    async with proxied.running() as bot:
        await bot.ready()
        proxied.proxy.fail("/joined_rooms", status=502)
        with pytest.raises(NotAccepted):
            await bot.say("!unknown:localhost", "Hello", "key-1")
        proxied.proxy.fail("/messages", status=502)
        with pytest.raises(NotAccepted):
            await bot.find("!unknown:localhost", "key-1")


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 502, "body": "<html>bad gateway</html>"},
        {"status": 200, "body": "{}"},
        {"status": 429, "body": {"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 10}},
        {"truncate": True},
        {"drop": "before"},
        {"drop": "after"},
    ],
    ids=["502", "nonsense", "429", "truncated", "cut before", "cut after"],
)
async def test_the_sync_survives_and_loses_nothing(
    proxied: Home, new_person: NewPerson, fault: dict[str, object]
) -> None:
    async with proxied.running() as bot:
        mara, room = await meeting(bot, new_person)
        broken = proxied.proxy.fail("/sync", times=4, **fault)
        for number in range(5):
            await mara.say(room, f"answer {number}")
        await bot.inlet.first(MessageReceived, 5)
        assert [event.text for event in bot.inlet.of(MessageReceived)] == [
            f"answer {number}" for number in range(5)
        ]
        assert broken.times == 0
        assert len(proxied.proxy.seen) < 200


async def test_trouble_is_told_while_it_lasts(proxied: Home, new_person: NewPerson) -> None:
    async with proxied.running() as bot:
        mara, room = await meeting(bot, new_person)
        proxied.proxy.fail("/sync", times=10_000, status=502)
        await mara.say(room, "Anybody?")
        await mara.until(lambda: _troubled(bot, trouble=True))
        assert bot.platform.trouble
        assert "502" in bot.platform.trouble
        proxied.proxy.faults.clear()
        await bot.inlet.first(MessageReceived)
        assert bot.platform.trouble is None


async def test_a_gap_whose_messages_can_not_be_fetched_is_fetched_later(
    proxied: Home, new_person: NewPerson
) -> None:
    async with proxied.running() as bot:
        mara, room = await meeting(bot, new_person)
        await mara.say(room, "first")
        await bot.inlet.first(MessageReceived)
    for number in range(150):
        await mara.say(room, str(number))
    proxied.proxy.fail("/messages", times=3, status=502)
    async with proxied.running() as bot:
        await bot.inlet.first(MessageReceived, 151)
    assert [event.text for event in bot.inlet.of(MessageReceived)][1:] == [
        str(number) for number in range(150)
    ]


async def test_a_killed_homeserver_is_waited_for(
    synapse: Synapse, home: Home, new_encrypting: NewEncrypting, tmp_path: Path
) -> None:
    mara = await new_encrypting("mara")
    async with home.running() as bot:
        room = await in_private(bot, mara)
        await mara.say(room, "before")
        await bot.inlet.first(MessageReceived)
    copy = synapse.copy(tmp_path / "copy")
    copy.start()
    home.url = copy.url
    there = mara.account.moved_to(copy.url)
    try:
        async with home.running() as bot:
            await bot.ready()
            copy.kill()
            with pytest.raises((NotAccepted, Doubtful)):
                await bot.say(room, "Once", "key-1")
            with pytest.raises(NotAccepted):
                await bot.say(room, "Once", "key-1")
            copy.start()
            await there.say(room, "after")
            await bot.inlet.first(MessageReceived, 2)
            await bot.say(room, "Once", "key-1")
            await bot.say(room, "Once", "key-1")
        sent = [event for event in await there.events(room) if event["sender"] == bot.user]
        assert [event["type"] for event in sent].count("m.room.encrypted") == 1
    finally:
        copy.kill()


async def test_it_starts_without_its_homeserver_and_goes_on_when_that_is_there(
    proxied: Home, new_person: NewPerson
) -> None:
    proxied.proxy.fail("", times=10_000, drop="before")
    async with proxied.running() as bot:
        await asyncio.sleep(0)
        assert bot.platform.trouble
        proxied.proxy.faults.clear()
        mara, room = await meeting(bot, new_person)
        await mara.say(room, "There you are")
        await bot.inlet.first(MessageReceived)
        await bot.say(room, "Here", "key-1")


async def test_nothing_is_sent_before_the_first_sync(proxied: Home, new_person: NewPerson) -> None:
    async with proxied.running() as bot:
        _, room = await meeting(bot, new_person)
    proxied.timing = replace(proxied.timing, wait=0.2)
    proxied.proxy.fail("/sync", times=10_000, status=502)
    async with proxied.running() as bot:
        with pytest.raises(NotAccepted):
            await bot.say(room, "Too early", "key-1")
    assert not [path for _, path in proxied.proxy.seen if SEND in path]


async def test_a_password_refused_later_ends_it(proxied: Home) -> None:
    (proxied.folder / "password").touch(mode=0o600)
    (proxied.folder / "password").write_text("wrong")
    proxied.proxy.fail("/login", drop="before")
    async with proxied.running() as bot:
        with pytest.raises(PlatformMisconfigured, match="password"):
            await bot.receiving


async def _troubled(bot: Bot, *, trouble: bool) -> bool:
    return (bot.platform.trouble is not None) is trouble
