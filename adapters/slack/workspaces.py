"""The workspaces that the bot is installed in, each with its own token."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.refusals import REFUSED_BOT, while_asking
from adapters.slack.timing import Timing
from adapters.slack.web import Refused, Unreachable, call, look
from ci_bot.ports.chat import (
    AccountId,
    NotAccepted,
    PlatformMisconfigured,
    PlatformStopped,
    RoomId,
    local_part,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Workspace:
    """One install; `app_id` and `scopes` are empty where Slack doesn't tell them."""

    team: str
    name: str
    token: str = field(repr=False)
    client: AsyncWebClient
    bot_user: str
    bot_id: str
    app_id: str
    scopes: frozenset[str]
    enterprise: str | None = None

    @property
    def line(self) -> str:
        """How all addresses of the workspace begin."""
        return line_of(self.team)


def line_of(team: str) -> str:
    """How all addresses of that workspace begin."""
    return f"slack:{team}/"


def parted(address: AccountId | RoomId) -> tuple[str, str]:
    """The workspace's id and the id of the channel or user in it."""
    team, _, rest = local_part(address).partition("/")
    return team, rest


class Workspaces:
    """The installs by workspace; which there are is known as soon as Slack has told.

    `tokens` are those of the settings; others come by `admit`, where it is `growing`. `losing` is
    set when one is lost.
    """

    def __init__(
        self,
        *,
        api_url: str,
        tokens: Sequence[str],
        session: aiohttp.ClientSession,
        timing: Timing,
        growing: bool = False,
    ) -> None:
        self.losing = asyncio.Event()
        self._growing = growing
        self._api_url = api_url
        self._session = session
        self._timing = timing
        self._waiting = list(tokens)
        self._refused: dict[str, str] = {}
        self._installs: dict[str, Workspace] = {}
        self._lost: dict[str, tuple[Workspace, str]] = {}

    @property
    def session(self) -> aiohttp.ClientSession:
        """Shared by all calls; it has the timeout."""
        return self._session

    @property
    def here(self) -> Sequence[Workspace]:
        """The workspaces that let the bot in."""
        return tuple(self._installs.values())

    @property
    def lost(self) -> Mapping[str, str]:
        """The workspaces that refuse the bot now, by id, and why."""
        return {team: reason for team, (_, reason) in self._lost.items()}

    @property
    def lost_tokens(self) -> Mapping[str, str]:
        """The tokens that were refused while they were used, by workspace."""
        return {team: workspace.token for team, (workspace, _) in self._lost.items()}

    @property
    def refused_tokens(self) -> Sequence[str]:
        """The tokens that were refused when they were first tried."""
        return tuple(self._refused)

    def forget(self, token: str) -> None:
        """Knows no more of a refused token, nor of its workspace."""
        self._refused.pop(token, None)
        for team, lost in self.lost_tokens.items():
            if lost == token:
                del self._lost[team]

    def knows(self, token: str) -> bool:
        """Whether it was tried, or is about to be."""
        used = [workspace.token for workspace in self.here]
        return token in (*self._waiting, *self._refused, *used, *self.lost_tokens.values())

    @property
    def trouble(self) -> str | None:
        """What is wrong with some workspace, for health."""
        if self._waiting:
            return "Slack has not answered yet"
        wrong = [f"{line_of(team)} refuses the bot: {why}" for team, why in self.lost.items()]
        wrong += [f"a bot token is refused: {why}" for why in self._refused.values()]
        return "; ".join(wrong) or None

    def client(self, token: str | None = None) -> AsyncWebClient:
        """A client of the Web API that never repeats a call by itself."""
        return AsyncWebClient(
            token=token, base_url=self._api_url, session=self._session, retry_handlers=[]
        )

    def get(self, team: str | None) -> Workspace | None:
        """The workspace with that id, unless it has not let the bot in."""
        return self._installs.get(team or "")

    def of(self, address: AccountId | RoomId) -> Workspace:
        """The workspace of an address; raises PlatformStopped for its line where there is none."""
        team, _ = parted(address)
        found = self._installs.get(team)
        if found is not None:
            return found
        if team in self._lost:
            raise PlatformStopped(self._lost[team][1], line=line_of(team))
        if self._waiting:
            raise NotAccepted("Slack has not answered yet")
        reason = f"the bot is not installed in the workspace {team}; install the app there"
        if self._refused:
            reason += " anew: " + ", ".join(dict.fromkeys(self._refused.values()))
        raise PlatformStopped(reason, line=line_of(team))

    async def admit(self, token: str) -> Workspace:
        """Takes in the workspace of that token; raises Refused or Unreachable."""
        client = self.client(token)
        told = await call(client, "auth.test")
        if not told.get("bot_id"):
            raise Refused("not_allowed_token_type", method="auth.test")
        workspace = Workspace(
            team=str(told["team_id"]),
            name=str(told.get("team", "")),
            token=token,
            client=client,
            bot_user=str(told["user_id"]),
            bot_id=str(told["bot_id"]),
            app_id=await _app_id(client, str(told["bot_id"])),
            scopes=told.scopes,
            enterprise=told.get("enterprise_id") or None,
        )
        self._installs[workspace.team] = workspace
        self._lost.pop(workspace.team, None)
        self._refused.pop(token, None)
        return workspace

    def lose(self, team: str, reason: str) -> None:
        """Uses a workspace no more until it is admitted again; its token is kept in mind."""
        gone = self._installs.pop(team, None)
        if gone is not None:
            self._lost[team] = gone, reason
            self.losing.set()

    async def connect(self) -> None:
        """Asks once for each token not heard of yet; raises Unreachable while Slack is away.

        Raises PlatformMisconfigured when none of the tokens is any good.
        """
        for token in tuple(self._waiting):
            try:
                await self.admit(token)
            except Refused as error:
                if error.code not in REFUSED_BOT:
                    raise Unreachable(str(error), unsent=True) from None
                self._refused[token] = str(while_asking(error))
            self._waiting.remove(token)
        if self._refused and not (self._growing or self._installs or self._lost):
            raise PlatformMisconfigured(
                f"Slack refuses the bot token ({next(iter(self._refused.values()))});"
                " copy the Bot User OAuth Token of your app into bot_token_file"
            )

    async def keep_connecting(self) -> None:
        """Asks again and again until Slack has answered for every token."""
        wait = self._timing.backoff
        while self._waiting:
            try:
                await self.connect()
            except Unreachable:
                await asyncio.sleep(wait)
                wait = min(2 * wait, self._timing.backoff_limit)
            except PlatformMisconfigured as error:
                raise PlatformStopped(str(error)) from None


async def _app_id(client: AsyncWebClient, bot_id: str) -> str:
    try:
        told = await look(client, "bots.info", bot=bot_id)
    except Refused:
        return ""  # it needs users:read
    return str(told.get("bot", {}).get("app_id", ""))
