"""The pages by which an invited administrator installs the app in their workspace."""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from adapters.slack import clock
from adapters.slack.addresses import INSTALL, REDIRECT
from adapters.slack.installing.html_page import SAFE, page
from adapters.slack.installing.installs import Installs
from adapters.slack.installing.oauth_client import OAuthClient
from adapters.slack.installing.tickets import Tickets
from adapters.slack.link import Answering
from adapters.slack.lost_and_found import welcome
from adapters.slack.web import Refused, Unreachable
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import Page, Vault

COOKIE = "__Host-ci-bot-install"
"""So named, browsers take it from this very host alone, over HTTPS."""
INVITE_LASTS = timedelta(days=7)
STATE_LASTS = timedelta(minutes=10)
ASK_AGAIN = "Ask whoever gave you the link for a new one."

Respond = Callable[[Request], Awaitable[Response]]


def invites(vault: Vault, now: Callable[[], datetime] = clock.now) -> Tickets:
    """The codes in the links that administrators are given."""
    return Tickets(vault, "invite", INVITE_LASTS, now)


class InstallPages:
    """Each invite and each state is good for one install, by the browser that began it."""

    def __init__(
        self,
        client: OAuthClient,
        workspaces: Workspaces,
        installs: Installs,
        vault: Vault,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._client = client
        self._workspaces = workspaces
        self._installs = installs
        self._invites = invites(vault, now)
        self._states = Tickets(vault, "state", STATE_LASTS, now)
        self._app: Answering | None = None

    @property
    def pages(self) -> Mapping[str, Page]:
        """What is answered, by path."""
        return {INSTALL: _get(self._begin), REDIRECT: _get(self._end)}

    @property
    def trouble(self) -> str | None:
        """Nobody waits for it."""
        return None

    async def run(self, app: Answering) -> None:
        """New workspaces are heard at once from now on."""
        self._app = app

    async def _begin(self, request: Request) -> Response:
        invite = self._invites.name(_single(request, "invite"))
        if await self._invites.look(invite) is None:
            return _no("This link is not valid, was used, or has expired.")
        browser = secrets.token_urlsafe(24)
        state = await self._states.issue(invite=invite, browser=_digest(browser))
        response = RedirectResponse(self._client.consent(state), 302, headers=SAFE)
        response.set_cookie(
            COOKIE,
            browser,
            max_age=int(STATE_LASTS.total_seconds()),
            secure=True,
            httponly=True,
            samesite="lax",
        )
        return response

    async def _end(self, request: Request) -> Response:
        name = self._states.name(_single(request, "state"))
        state = await self._states.look(name)
        browser = _digest(request.cookies.get(COOKIE, ""))
        if state is None or not hmac.compare_digest(state["browser"], browser):
            return _no("This page was not opened from a link of this bot, or too late.")
        if not await self._states.take(name):
            return _no("This install is already done or under way.")
        code = _single(request, "code")
        if not code:
            return _no("Slack says that the app was not allowed in.")
        if not await self._invites.take(state["invite"]):
            return _no("This link was used already.")
        response = await self._install(code, state["invite"])
        response.delete_cookie(COOKIE, secure=True, httponly=True, samesite="lax")
        return response

    async def _install(self, code: str, invite: str) -> Response:
        try:
            granted = await self._client.granted(self._workspaces, code)
        except (Refused, Unreachable) as error:
            await self._invites.put_back(invite, {})
            if isinstance(error, Unreachable):
                return page("Not installed", "Slack does not answer.", TRY_AGAIN, status=503)
            return _no(f"Slack refuses the install ({error.code}).", TRY_AGAIN)
        await self._installs.keep(granted.team, granted.name, granted.token)
        try:
            workspace = await self._workspaces.admit(granted.token)
        except (Refused, Unreachable):
            # It is kept, and tried again soon.
            return page("Installed", f"The bot will be in {granted.name} in a minute.")
        if self._app is not None:
            await welcome(self._app, workspace)
        return page("Installed", f"The bot is in {granted.name} now. You may close this page.")


TRY_AGAIN = "Open the link that you were given once more."


def _no(*lines: str) -> Response:
    return page("Not installed", *(lines if len(lines) > 1 else (*lines, ASK_AGAIN)), status=400)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def _single(request: Request, name: str) -> str:
    """The parameter; empty when it is missing or given several times."""
    found = request.query_params.getlist(name)
    return found[0] if len(found) == 1 else ""


def _get(respond: Respond) -> Page:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.method == "GET":
            response = await respond(request)
        else:
            response = Response(status_code=405, headers={"Allow": "GET", **SAFE})
        await response(scope, receive, send)

    return answer
