"""Workspaces that refuse the bot: their kept tokens go, and they are let in when they come back."""

import asyncio
import logging
import math
from collections.abc import Mapping
from contextlib import suppress

from adapters.slack.installing.installs import Installs
from adapters.slack.link import Answering
from adapters.slack.web import Refused, Unreachable
from adapters.slack.workspaces import Workspace, Workspaces
from ci_bot.ports.chat import Page

log = logging.getLogger(__name__)


class LostAndFound:
    """Looks when a workspace was lost, and every so often; other copies may have an install more.

    `installs` is None where all tokens come from files.
    """

    def __init__(self, workspaces: Workspaces, installs: Installs | None, every: float) -> None:
        self._workspaces = workspaces
        self._installs = installs
        self._every = every

    @property
    def pages(self) -> Mapping[str, Page]:
        """Nothing over HTTP."""
        return {}

    @property
    def trouble(self) -> str | None:
        """The workspaces tell themselves which of them are lost."""
        return None

    async def run(self, app: Answering) -> None:
        """Looks until cancelled."""
        while True:
            self._workspaces.losing.clear()
            try:
                await self.look(app)
            except Exception as error:  # noqa: BLE001 - the store and Slack come back
                log.warning("lost workspaces could not be looked after (%s)", type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await self._workspaces.losing.wait()

    async def look(self, app: Answering) -> None:
        """One round."""
        kept = await self._installs.tokens() if self._installs is not None else {}
        for team, token in self._workspaces.lost_tokens.items():
            if kept.get(team) == token:
                await self._purge(team, token)
            else:
                await self._try(app, token)
        teams = {token: team for team, token in kept.items()}
        for token in self._workspaces.refused_tokens:
            if token in teams:
                await self._purge(teams[token], token)
            else:
                await self._try(app, token)
        for token in teams:
            if not self._workspaces.knows(token):
                await self._try(app, token)

    async def _purge(self, team: str, token: str) -> None:
        if self._installs is not None:
            await self._installs.purge(team, token)
        self._workspaces.forget(token)

    async def _try(self, app: Answering, token: str) -> None:
        with suppress(Unreachable, Refused):
            workspace = await self._workspaces.admit(token)
            await welcome(app, workspace)


async def welcome(app: Answering, workspace: Workspace) -> None:
    """What was held back for a workspace goes out, and what was written there meanwhile is read."""
    if app.inlet is not None:
        await app.inlet.readmitted(workspace.line)
        app.connected(math.inf)
