"""The Bolt app behind every way in: what it acknowledges was kept before."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.inbound.envelope import Ingress, ingress, origin, person
from adapters.slack.inbound.fields import Malformed
from adapters.slack.receiving.acknowledgement import apology, taken
from adapters.slack.receiving.catch_up import CatchUp
from adapters.slack.receiving.intake import Intake
from adapters.slack.receiving.opener import Opener
from adapters.slack.responses import response_url
from adapters.slack.workspaces import Workspace, Workspaces
from ci_bot.ports.chat import Inlet, NotAccepted, PlatformStopped, RoomId

log = logging.getLogger(__name__)
bolt_log = logging.getLogger("slack_bolt.ci_bot")

ACCEPTED, NO_ENVELOPE, NOT_NOW = 200, 400, 503
Next = Callable[[], Awaitable[BoltResponse]]


class SlackApp:
    """One for all workspaces; `inlet` is None as long as nothing is received."""

    def __init__(
        self,
        workspaces: Workspaces,
        intake: Intake,
        opener: Opener,
        catch_up: CatchUp,
    ) -> None:
        self.inlet: Inlet | None = None
        self._catch_up = catch_up
        # Bolt's warnings quote payloads, and so what people wrote.
        bolt_log.setLevel(logging.CRITICAL)
        self.bolt = AsyncApp(
            logger=bolt_log,
            client=workspaces.client(),
            before_authorize=Gate(workspaces),
            authorize=_authorize,
            # The way in has verified the signature, and what is our own is told by the translation.
            request_verification_enabled=False,
            ignoring_self_events_enabled=False,
        )
        self.bolt.use(Taking(self, intake, opener, catch_up))

    async def answer(self, payload: dict[str, Any]) -> BoltResponse:
        """Status 200 is an acknowledgement; with any other Slack has to deliver again.

        The payload is from a verified envelope, and may have any shape all the same.
        """
        try:
            request = AsyncBoltRequest(mode="socket_mode", body=payload)
        except Exception:  # noqa: BLE001 - it stumbles over whatever has another shape
            return BoltResponse(status=NO_ENVELOPE)
        return await self.bolt.async_dispatch(request)

    def connected(self, silent: float) -> None:
        """Slack can be heard again after so many seconds; infinite at the start."""
        self._catch_up.connected(silent)


class Gate(AsyncMiddleware):
    """Lets in what is meant for an install of ours, whatever kind it is; the rest has no effect."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Next
    ) -> BoltResponse:
        try:
            kind = ingress(req.body)
            if kind is Ingress.OTHER:
                return BoltResponse(status=ACCEPTED)
            meant = origin(req.body)
        except Malformed:
            return BoltResponse(status=NO_ENVELOPE)
        try:
            workspace = self._workspaces.of(RoomId(f"slack:{meant.team}/"))
        except NotAccepted:
            return BoltResponse(status=NOT_NOW)
        except PlatformStopped:
            return BoltResponse(status=ACCEPTED)
        other_app = meant.app and workspace.app_id and meant.app != workspace.app_id
        if other_app or (meant.enterprise and meant.enterprise != workspace.enterprise):
            return BoltResponse(status=ACCEPTED)
        req.context["workspace"] = workspace
        return await next()


class Taking(AsyncMiddleware):
    """The only place where something is kept, and answered after that."""

    def __init__(self, app: SlackApp, intake: Intake, opener: Opener, catch_up: CatchUp) -> None:
        self._app = app
        self._intake = intake
        self._opener = opener
        self._catch_up = catch_up

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Next
    ) -> BoltResponse:
        inlet, workspace, payload = self._app.inlet, req.context["workspace"], req.body
        if inlet is None:
            return BoltResponse(status=NOT_NOW)
        kind = ingress(payload)
        again = kind is Ingress.EVENT
        try:
            opening = await self._intake.take(inlet, payload, workspace, again=again)
        except Malformed as error:
            log.warning("a payload of another shape than Slack's is ignored: %s", error)
            return BoltResponse(status=ACCEPTED)
        except Exception as error:  # noqa: BLE001 - a store that is away comes back
            # No trace: a database's exceptions quote what people wrote.
            log.warning("what Slack handed in could not be kept (%s)", type(error).__name__)
            if not again:
                return self._failed(inlet, payload, workspace)
            self._catch_up.not_kept(str(payload.get("event_id")))
            return BoltResponse(status=NOT_NOW)
        if again:
            self._catch_up.kept(str(payload.get("event_id")))
        if opening is not None:
            url = response_url(payload, workspace)
            trigger = str(payload.get("trigger_id", ""))
            self._opener.begin(inlet, opening, workspace, trigger=trigger, url=url)
        return taken(kind)

    def _failed(self, inlet: Inlet, payload: dict[str, Any], workspace: Workspace) -> BoltResponse:
        account = person(payload, workspace.team)
        said = apology(payload, self._opener.excuse(inlet, account))
        if said is None:
            # Slack shows that it did not work, and we say it in words.
            self._opener.tell(inlet, account, workspace, url=response_url(payload, workspace))
        return said or BoltResponse(status=NOT_NOW)


async def _authorize(context: AsyncBoltContext) -> AuthorizeResult:
    workspace: Workspace = context["workspace"]
    return AuthorizeResult(
        enterprise_id=workspace.enterprise,
        team_id=workspace.team,
        bot_user_id=workspace.bot_user,
        bot_id=workspace.bot_id,
        bot_token=workspace.token,
    )
