"""A plain app at the stand-in of Slack, to see how the stand-in treats it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from tests.support.slack import App, Install, Slack, SlackPerson, Team, slack_stand_in

Json = dict[str, Any]


@dataclass(eq=False)
class Ear:
    """One socket of the app, which acknowledges what it hears as `answer` says.

    `answer` gives the payload of the acknowledgement, or None for no acknowledgement.
    """

    slack: Slack
    ws: ClientWebSocketResponse
    answer: Callable[[Json], Json | None] = lambda _: {}
    heard: list[Json] = field(default_factory=list)

    async def listen(self) -> None:
        async for message in self.ws:
            if message.type is WSMsgType.TEXT:
                body = message.json()
                self.heard.append(body)
                self.slack.world.changed()
                answer = self.answer(body) if "envelope_id" in body else None
                if answer is not None:
                    ack = {"envelope_id": body["envelope_id"], "payload": answer}
                    await self.ws.send_json(ack)

    @property
    def payloads(self) -> list[Json]:
        return [one["payload"] for one in self.heard if "payload" in one]

    @property
    def events(self) -> list[Json]:
        return [one["event"] for one in self.payloads if "event" in one]

    async def hears(self, count: int) -> list[Json]:
        """What was told, once there is that much of it."""
        await self.slack.world.until(lambda: len(self.payloads) >= count)
        return self.payloads


@dataclass(eq=False)
class AppAtSlack:
    """An app in one workspace, and Anna, who is there too."""

    slack: Slack
    http: ClientSession
    team: Team
    app: App
    bot: Install
    anna: SlackPerson

    async def call(self, method: str, *, token: str | None = None, **args: Any) -> Json:
        """A call with a JSON body; gives the answer."""
        token = self.bot.token if token is None else token
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = self.slack.base_url + method
        async with self.http.post(url, json=args, headers=headers) as answer:
            return dict(await answer.json())

    async def post(self, channel: str, **args: Any) -> Json:
        """chat.postMessage as the bot must do it."""
        quiet = {"unfurl_links": False, "unfurl_media": False, "text": "words"}
        return await self.call("chat.postMessage", channel=channel, **{**quiet, **args})

    async def refusal(self, method: str, **args: Any) -> str:
        """The error of a call, which must be recorded as refused, too."""
        answer = await self.call(method, **args)
        assert not answer["ok"]
        assert self.slack.refused[-1].error == answer["error"]
        return str(answer["error"])

    @asynccontextmanager
    async def ear(self) -> AsyncIterator[Ear]:
        """A socket of the app that acknowledges everything."""
        opened = await self.call("apps.connections.open", token=self.app.token)
        async with self.http.ws_connect(opened["url"]) as ws:
            ear = Ear(self.slack, ws)
            task = asyncio.create_task(ear.listen())
            await self.slack.world.until(lambda: bool(ear.heard))
            try:
                yield ear
            finally:
                task.cancel()


@asynccontextmanager
async def app_at_slack() -> AsyncIterator[AppAtSlack]:
    async with slack_stand_in() as slack, ClientSession() as http:
        team, app = slack.team(), slack.app()
        bot = slack.install(app, team)
        yield AppAtSlack(slack, http, team, app, bot, slack.person("anna", team))


def channel_of(room: str) -> str:
    return room.rpartition("/")[2]
