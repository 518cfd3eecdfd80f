"""A bot that workspaces install by its page, and administrators with a browser."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from pydantic import SecretStr

from adapters.slack.addresses import EVENTS
from adapters.slack.installing.inviting import invite_workspace
from adapters.slack.installing.pages import COOKIE
from adapters.slack.platform import SlackPlatform, open_platform
from adapters.slack.settings import SlackSettings
from ci_bot.ports.chat import Vault
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.adapters.slack.ears import PROMPT
from tests.support.slack import App, Slack, Team
from tests.support.slack_door import Answer, Doorway, served

PUBLIC = "https://bot.example.org"
REDIRECT = f"{PUBLIC}/slack/oauth_redirect"


async def eventually(holds: Callable[[], Awaitable[bool]]) -> None:
    """Waits for what nobody tells of."""
    async with asyncio.timeout(60):
        while not await holds():  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)


def settings_of(slack: Slack, app: App, *, bot_token: str | None = None) -> SlackSettings:
    """The app's settings in http mode."""
    return SlackSettings(
        mode="http",
        api_url=slack.base_url,
        bot_token=SecretStr(bot_token) if bot_token else None,
        signing_secret=SecretStr(app.signing_secret),
        client_id=app.client_id,
        client_secret=SecretStr(app.client_secret),
        public_url=PUBLIC,
    )


@dataclass(kw_only=True)
class Browser:
    """Goes where it is sent, and keeps the cookie; addresses of the bot lead to the loopback."""

    door: Doorway
    cookie: str = ""

    async def open(self, address: str) -> Answer:
        parts = urlsplit(address)
        headers = [("Cookie", f"{COOKIE}={self.cookie}")] if self.cookie else []
        answer = await self.door.ask("GET", f"{parts.path}?{parts.query}", headers=headers)
        given = answer.headers.get("Set-Cookie", "")
        if given.startswith(f"{COOKIE}="):
            self.cookie = given.partition("=")[2].partition(";")[0].strip('"')
        return answer


@dataclass(kw_only=True)
class Agency:
    """The bot, running."""

    slack: Slack
    app: App
    settings: SlackSettings
    vault: Vault
    platform: SlackPlatform
    inlet: RecordingInlet
    door: Doorway

    async def invite(self) -> str:
        """A new link, as the command line prints it."""
        return (await invite_workspace(self.settings, self.vault, Path())).split()[0]

    def browser(self) -> Browser:
        return Browser(door=self.door)

    async def consent(self, browser: Browser, link: str, team: Team) -> str:
        """The administrator follows the link, and allows it; gives where Slack sends them then."""
        answer = await browser.open(link)
        assert answer.status == 302, answer.text
        admin = self.slack.person("admin", team)
        return self.slack.approve(answer.headers["Location"], admin)

    async def installed(self, team: Team) -> Answer:
        """A whole install."""
        browser = self.browser()
        return await browser.open(await self.consent(browser, await self.invite(), team))


@asynccontextmanager
async def agency(
    slack: Slack, vault: Vault, app: App | None = None, *, bot_token: str | None = None
) -> AsyncIterator[Agency]:
    """No workspace has installed the app yet, unless the vault knows one."""
    app = app or slack.app("By page", redirect_urls=[REDIRECT])
    settings = settings_of(slack, app, bot_token=bot_token)
    timing = replace(PROMPT, recheck=0.05)
    inlet = RecordingInlet(vault)
    async with open_platform(settings, vault, Path(), timing) as platform:
        running = asyncio.create_task(platform.receive(inlet))
        try:
            while "not receiving yet" in (platform.trouble or ""):  # noqa: ASYNC110 - a few turns
                await asyncio.sleep(0)
            async with served(platform.pages) as url, aiohttp.ClientSession() as session:
                app.urls |= dict.fromkeys(("events", "interactivity", "commands"), url + EVENTS)
                yield Agency(
                    slack=slack,
                    app=app,
                    settings=settings,
                    vault=vault,
                    platform=platform,
                    inlet=inlet,
                    door=Doorway(url=url, session=session),
                )
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
