"""Slack could not reach the bot for a while, which the bot itself can't notice."""

import asyncio

from adapters.slack.http.mode import Door, HttpMode
from adapters.slack.http.signature import Signature
from ci_bot.ports.chat import MessageReceived
from tests.adapters.slack.ears import ears
from tests.support.slack_door import doorway


async def test_what_slack_gave_up_is_read_as_soon_as_it_gets_through_late() -> None:
    async with ears() as ear:
        await ear.direct_rooms.of(ear.anna.account)
        mode = HttpMode([Door(signature=Signature(ear.app.signing_secret))], ear.workspaces)
        async with doorway(ear, mode):
            await ear.anna.write(ear.direct, "before")
            await ear.slack.world.until(lambda: len(ear.slack.courier.acknowledged) == 1)
            urls, ear.app.urls = ear.app.urls, {}
            await ear.anna.write(ear.direct, "given up")
            for _ in range(6):
                await asyncio.sleep(0)
                ear.slack.clock.turn(400)
            await ear.slack.world.until(lambda: not ear.slack.courier.open)
            await ear.anna.write(ear.direct, "late")
            await asyncio.sleep(0)
            ear.app.urls = urls
            ear.slack.clock.turn(61)
            events = await ear.heard(MessageReceived, 3)
    assert sorted(event.text for event in events) == ["before", "given up", "late"]
