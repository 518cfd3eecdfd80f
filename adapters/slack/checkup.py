"""`ci-bot check` for Slack: looks at tokens, scopes and channels, and sends nothing."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from adapters.slack.installing.installs import Installs
from adapters.slack.refusals import while_asking
from adapters.slack.scopes import SCOPES, SOCKET_SCOPE
from adapters.slack.settings import SlackAppSecrets, SlackSettings
from adapters.slack.timing import Timing
from adapters.slack.web import Refused, Unreachable, call, look
from adapters.slack.workspaces import Workspace, Workspaces, parted
from ci_bot.ports.chat import ChatError, Finding, RoomId, Vault

RENEW = "paste `ci-bot slack manifest` into the app's settings, then install it again"


async def findings(
    settings: SlackSettings, vault: Vault, folder: Path, channels: Sequence[RoomId]
) -> AsyncIterator[Finding]:
    """Looks at each app, each workspace and each linked channel, in that order."""
    try:
        apps = settings.apps(folder)
        installed = (await Installs(vault).tokens()).values() if settings.client_id else ()
    except ChatError as error:
        yield Finding(what="Slack secrets", ok=False, advice=str(error))
        return
    timing = Timing()
    timeout = aiohttp.ClientTimeout(total=timing.request)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        workspaces = Workspaces(api_url=settings.api_url, tokens=(), session=session, timing=timing)
        look_around = _Checkup(settings=settings, workspaces=workspaces)
        try:
            for app in apps:
                async for finding in look_around.app(app):
                    yield finding
            for token in installed:
                async for finding in look_around.workspace(token):
                    yield finding
            for channel in channels:
                yield await look_around.channel(channel)
        except Unreachable as error:
            advice = f"{error}; check the network, and api_url in [slack]"
            yield Finding(what=f"Slack at {settings.api_url}", ok=False, advice=advice)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Checkup:
    """One look at everything; raises Unreachable while Slack is away."""

    settings: SlackSettings
    workspaces: Workspaces

    async def app(self, app: SlackAppSecrets) -> AsyncIterator[Finding]:
        """The app's own secrets, then the workspaces it is installed in by hand."""
        owner = ""
        if self.settings.mode == "http":
            yield self._served(app)
        else:
            finding, owner = await self._socket(app.app_token or "")
            yield finding
        for token in app.bot_tokens:
            async for finding in self.workspace(token, owner):
                yield finding

    async def workspace(self, token: str, owner: str = "") -> AsyncIterator[Finding]:
        """The token, then what it may do; `owner`: the app it should belong to, if known."""
        try:
            workspace = await self.workspaces.admit(token)
        except Refused as error:
            yield Finding(what="Slack bot token", ok=False, advice=str(while_asking(error)))
            return
        what = f"Slack workspace {workspace.name} ({workspace.team})"
        if owner and workspace.app_id and workspace.app_id != owner:
            advice = f"its bot belongs to the app {workspace.app_id}, the app token to {owner}"
            yield Finding(what=what, ok=False, advice=f"{advice}; take both from the same app")
        else:
            yield Finding(what=what, ok=True)
        for finding in _scopes(workspace):
            yield finding

    async def channel(self, address: RoomId) -> Finding:
        """Whether the bot is in a linked channel; without it nothing gets there."""
        what = f"Slack channel {address}"
        team, channel = parted(address)
        workspace = self.workspaces.get(team)
        if workspace is None:
            advice = f"the bot is not in the workspace {team}: nothing gets there"
            return Finding(what=what, ok=False, advice=advice, required=False)
        try:
            told = await look(workspace.client, "conversations.info", channel=channel)
        except Refused as error:
            advice = f"{while_asking(error)}; until then nothing may get there"
            return Finding(what=what, ok=False, advice=advice, required=False)
        shown = told.get("channel", {})
        what = f"Slack channel #{shown.get('name', channel)} in {workspace.name}"
        if shown.get("is_archived"):
            advice = "it is archived: nothing gets there; unarchive it or link another"
            return Finding(what=what, ok=False, advice=advice, required=False)
        if not shown.get("is_member"):
            advice = "the bot is not in it: nothing gets there; write /invite @ci-bot there"
            return Finding(what=what, ok=False, advice=advice, required=False)
        return Finding(what=what, ok=True)

    def _served(self, app: SlackAppSecrets) -> Finding:
        what = "Slack over HTTP"
        if not app.signing_secret:
            advice = "set signing_secret_file: without it no request can be trusted"
            return Finding(what=what, ok=False, advice=advice)
        if self.settings.public_url is None:
            advice = "set public_url in [web]: the manifest and installs by page need it"
            required = self.settings.client_id is not None
            return Finding(what=what, ok=False, advice=advice, required=required)
        return Finding(what=f"{what} at {self.settings.public_url}", ok=True)

    async def _socket(self, token: str) -> tuple[Finding, str]:
        """What to say of the app token, and the id of its app. No connection is asked for."""
        what = "Slack app token"
        source = "make one under Basic Information, App-Level Tokens"
        try:
            told = await call(self.workspaces.client(token), "auth.test")
        except Refused as error:
            advice = f"Slack refuses it ({error.code}); {source}, with {SOCKET_SCOPE}"
            return Finding(what=what, ok=False, advice=advice), ""
        if told.get("bot_id") or told.get("user_id"):
            advice = f"it is a bot's or person's, not an app's; {source}"
            return Finding(what=what, ok=False, advice=advice), ""
        if told.scopes and SOCKET_SCOPE not in told.scopes:
            advice = f"it lacks {SOCKET_SCOPE}: the bot hears nothing; {source}, with that scope"
            return Finding(what=what, ok=False, advice=advice), ""
        return Finding(what=what, ok=True), str(told.get("app_id", ""))


def _scopes(workspace: Workspace) -> Sequence[Finding]:
    what = f"Slack scopes in {workspace.name}"
    if not workspace.scopes:
        return [Finding(what=what, ok=False, advice="Slack does not tell them", required=False)]
    missing = [scope for scope in SCOPES if scope.name not in workspace.scopes]
    if not missing:
        return [Finding(what=what, ok=True)]
    return [
        Finding(
            what=f"Slack scope {scope.name} in {workspace.name}",
            ok=False,
            advice=f"{scope.cost}; {RENEW}",
            required=scope.required,
        )
        for scope in missing
    ]
