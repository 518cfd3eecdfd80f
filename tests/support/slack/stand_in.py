"""Slack on a free port of 127.0.0.1: the server and everything that tests hold on to."""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from datetime import datetime

from aiohttp import web

from tests.support.slack.admin import Admin
from tests.support.slack.clock import SlackClock, system_time
from tests.support.slack.courier import Courier
from tests.support.slack.faults import Faults
from tests.support.slack.http_push import HttpPush
from tests.support.slack.live_markup import live_in
from tests.support.slack.markup import Token
from tests.support.slack.permits import Permits
from tests.support.slack.rate_limits import RateLimits
from tests.support.slack.records import Refused, Sent
from tests.support.slack.response_urls import respond
from tests.support.slack.sockets import Sockets
from tests.support.slack.web_api import WebApi, cut_off
from tests.support.slack.world import World


class Slack(Admin):
    """The whole of it; see the package's own words for how to use it."""

    def __init__(self, follow: Callable[[], datetime] = system_time) -> None:
        self.clock = SlackClock(follow)
        self.faults = Faults()
        self.courier = Courier(self.clock, self.faults)
        super().__init__(World(self.clock, self.courier, Permits(self.clock)))
        self.limits = RateLimits()
        self.sockets = Sockets(self.world, self.courier)
        self.push = HttpPush(self.courier)
        self.courier.ways += [self.sockets, self.push]
        self.api = WebApi(self.world, self.faults, self.limits)
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return self.world.url

    @property
    def base_url(self) -> str:
        """What the SDK's clients take as their `base_url`."""
        return f"{self.url}/api/"

    @property
    def sent(self) -> list[Sent]:
        """Every call so far, in the order in which they were taken."""
        return self.world.sent

    @property
    def refused(self) -> list[Refused]:
        """The calls that were refused for what they are; scripted faults don't count."""
        return self.world.refused

    @property
    def limited(self) -> list[Sent]:
        return self.world.limited

    @property
    def objections(self) -> list[str]:
        """What Slack would have taken and the bot must not send."""
        return self.world.objections

    def calls(self, method: str, *, team: str = "") -> list[Sent]:
        """The calls of one method."""
        return [one for one in self.sent if one.method == method and team in ("", one.team)]

    def live_markup(self, allow: Collection[str] = ()) -> list[Token]:
        """Mentions, links and broadcasts in all that was sent, but to these targets."""
        return live_in(self.sent, allow)

    def assert_clean(self) -> None:
        """Nothing was refused, and nothing was sent that must not be."""
        assert not self.refused, self.refused
        assert not self.objections, self.objections

    async def start(self, port: int = 0) -> None:
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self.api.handle)
        app.router.add_get("/link/", self.sockets.handle)
        app.router.add_post("/actions/{number}", self._respond)
        app.router.add_route("*", "/upload/{id}", self._upload)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.world.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        self.clock.stop()
        self.sockets.abort()
        await self.push.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        return await respond(self.api, request)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        """The content of a file, as the body or as the part of a form."""
        fault = self.faults.met_by("upload", {}, "")
        if fault is not None and fault.cut:
            return cut_off(request)
        file = self.world.files.get(request.match_info["id"])
        if file is None:
            return web.Response(status=404, text="no such upload")
        if request.content_type == "multipart/form-data":
            part = next(iter((await request.post()).values()))
            file["content"] = part.file.read() if isinstance(part, web.FileField) else part
        else:
            file["content"] = await request.read()
        return web.Response(text=f"OK - {len(file['content'])}")


@asynccontextmanager
async def slack_stand_in(
    follow: Callable[[], datetime] = system_time,
) -> AsyncIterator[Slack]:
    """A Slack of one's own, gone afterwards."""
    slack = Slack(follow)
    await slack.start()
    try:
        yield slack
    finally:
        await slack.stop()
