"""The adapter in HTTP mode behind the core's listener, in a workspace of the stand-in."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp

from adapters.slack.addresses import EVENTS
from adapters.slack.link import Link
from ci_bot.http import Listener
from ci_bot.ports.chat import Page
from tests.adapters.slack.ears import Ears
from tests.support.slack.http_push import signed
from tests.support.slack.records import App

JSON = "application/json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    status: int
    text: str
    headers: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Doorway:
    """Where the bot is reached: `url` without a path."""

    url: str
    session: aiohttp.ClientSession

    async def post(
        self,
        body: bytes,
        headers: Sequence[tuple[str, str]] | Mapping[str, str] = (),
        *,
        kind: str = JSON,
    ) -> Answer:
        """What the bot answers to exactly this."""
        given = list(headers.items()) if isinstance(headers, Mapping) else list(headers)
        return await self.ask("POST", EVENTS, body, [("Content-Type", kind), *given])

    async def sent(self, app: App, body: bytes, *, kind: str = JSON) -> Answer:
        """What it answers to the app's own Slack."""
        return await self.post(body, signed(app, body), kind=kind)

    async def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        headers: Sequence[tuple[str, str]] = (),
    ) -> Answer:
        """Any request; redirects are not followed."""
        async with self.session.request(
            method, f"{self.url}{path}", data=body, headers=headers, allow_redirects=False
        ) as answer:
            text = await answer.text(errors="replace")
            return Answer(status=answer.status, text=text, headers=answer.headers.copy())


@asynccontextmanager
async def served(pages: Mapping[str, Page]) -> AsyncIterator[str]:
    """The address where the core's listener brings these pages."""

    async def figures() -> bytes:
        return b""

    listener = Listener("127.0.0.1:0", reasons=list, exposition=figures, brought=pages)
    running = asyncio.create_task(listener.run())
    try:
        yield f"http://127.0.0.1:{listener.port}"
    finally:
        listener.stop()
        await running


@asynccontextmanager
async def doorway(ear: Ears, *links: Link) -> AsyncIterator[Doorway]:
    """Receives by these ways in meanwhile; the app's addresses lead there."""
    receiver = ear.receiver(links)
    running = asyncio.create_task(receiver.run(ear.inlet))
    try:
        async with served(receiver.pages) as url, aiohttp.ClientSession() as session:
            while receiver.trouble:  # noqa: ASYNC110 - it takes a few turns of the loop
                await asyncio.sleep(0)
            kinds = ("events", "interactivity", "commands")
            ear.app.urls |= dict.fromkeys(kinds, f"{url}{EVENTS}")
            yield Doorway(url=url, session=session)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
