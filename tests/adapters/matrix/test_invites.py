"""Who may bring the bot into a room, and who may not."""

from dataclasses import replace

from ci_bot.ports.chat import MessageReceived
from tests.adapters.matrix.bot import Home
from tests.adapters.matrix.talking import joined, together
from tests.conftest import NewPerson
from tests.support.person import Person

NOBODY: dict[str, object] = {"accept_invites_from": []}


async def declined(home: Home, person: Person, room: str) -> bool:
    """Waits for the bot's refusal."""
    await person.hears(
        room,
        lambda event: (
            event["type"] == "m.room.member"
            and event.get("state_key") == home.account.user_id
            and event["content"]["membership"] == "leave"
        ),
    )
    return room not in await home.account.rooms()


async def test_people_and_rooms_of_a_coalition_are_followed(
    home: Home, new_person: NewPerson
) -> None:
    mara, jan = await new_person("mara"), await new_person("jan")
    async with home.running(**NOBODY) as bot:
        home.inlet.welcome.add(f"matrix:{mara.user_id}")
        await together(bot, mara)
        room = await jan.create_room()
        home.inlet.welcome.add(f"matrix:{room}")
        await jan.invite(room, bot.user)
        await jan.hears(room, lambda event: joined(event, bot.user))
        assert room in await home.account.rooms()


async def test_others_are_declined_however_many_they_are(home: Home, new_person: NewPerson) -> None:
    eve = await new_person("eve")
    async with home.running(**NOBODY) as bot:
        rooms = [await eve.create_room(bot.user, direct=number % 2 == 0) for number in range(30)]
        for room in rooms:
            assert await declined(home, eve, room)
    assert await home.account.rooms() == []


async def test_a_pattern_of_the_settings_lets_people_in(home: Home, new_person: NewPerson) -> None:
    mara, eve = await new_person("mara"), await new_person("eve")
    async with home.running(accept_invites_from=["@mara-*:localhost"]) as bot:
        await together(bot, mara)
        assert await declined(home, eve, await eve.create_room(bot.user))


async def test_an_invite_from_before_its_start_counts(home: Home, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    first = await mara.create_room(home.account)
    async with home.running() as bot:
        await mara.hears(first, lambda event: joined(event, bot.user))
    second = await mara.create_room(home.account)
    async with home.running() as bot:
        await mara.hears(second, lambda event: joined(event, bot.user))
    assert {first, second} <= set(await home.account.rooms())


async def test_an_invite_taken_back_does_no_harm(home: Home, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    gone = await mara.create_room(home.account)
    await mara.kick(gone, home.account.user_id)
    async with home.running() as bot:
        room = await together(bot, mara)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
        assert bot.platform.trouble is None


async def test_strangers_may_come_in_two_while_codes_are_outstanding(
    home: Home, new_person: NewPerson
) -> None:
    eve, jan = await new_person("eve"), await new_person("jan")
    home.inlet.strangers = True
    async with home.running(**NOBODY) as bot:
        room = await together(bot, eve, direct=True)
        await eve.say(room, "join CODE")
        assert (await bot.inlet.first(MessageReceived)).direct
        assert await declined(home, eve, await eve.create_room(bot.user))
        group = await eve.create_room(bot.user, jan, direct=True)
        assert await declined(home, eve, group)
        assert room in await home.account.rooms()


async def test_at_most_ten_strangers_at_once(home: Home, new_person: NewPerson) -> None:
    eve = await new_person("eve")
    home.inlet.strangers = True
    async with home.running(**NOBODY) as bot:
        for _ in range(10):
            await together(bot, eve, direct=True)
        assert await declined(home, eve, await eve.create_room(bot.user, direct=True))
    assert len(await home.account.rooms()) == 10


async def test_a_stranger_without_a_valid_code_is_left_also_after_a_restart(
    home: Home, new_person: NewPerson
) -> None:
    eve, mara = await new_person("eve"), await new_person("mara")
    home.inlet.strangers = True
    async with home.running(**NOBODY) as bot:
        hers = await together(bot, eve, direct=True)
        other = await together(bot, mara, direct=True)
        home.inlet.welcome.add(f"matrix:{mara.user_id}")
    home.timing = replace(home.timing, stranger=0.1, poll=0.2)
    async with home.running(**NOBODY):
        assert await declined(home, eve, hers)
    assert await home.account.rooms() == [other]


async def test_an_invite_whose_server_fails_holds_up_nobody_and_is_tried_again(
    proxied: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with proxied.running() as bot:
        room = await together(bot, mara)
        broken = proxied.proxy.fail("/v3/join/", times=3, status=502)
        second = await mara.create_room(bot.user)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
        assert bot.platform.trouble is None
        await mara.hears(second, lambda event: joined(event, bot.user))
        assert broken.times == 0


async def test_a_decision_made_before_a_crash_is_carried_out_after_it(
    proxied: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with proxied.running() as bot:
        await together(bot, mara)
        proxied.proxy.fail("/v3/join/", times=1_000, drop="before")
        room = await mara.create_room(bot.user)
        await mara.until(lambda: _tried(proxied))
    proxied.proxy.faults.clear()
    async with proxied.running() as bot:
        await mara.hears(room, lambda event: joined(event, bot.user))
    assert room in await proxied.account.rooms()


async def _tried(home: Home) -> bool:
    return home.proxy.faults[0].times < 1_000
