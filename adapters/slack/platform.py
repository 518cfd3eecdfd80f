"""Slack as one connected platform."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.installing.installs import Installs
from adapters.slack.receiving.receiver import Receiver
from adapters.slack.responses import Responses
from adapters.slack.sending.sender import SlackSender
from adapters.slack.settings import SlackSettings
from adapters.slack.timing import Timing
from adapters.slack.ways_in import ways_in
from adapters.slack.web import Unreachable
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import Inlet, Page, Vault


class SlackPlatform:
    """The bot in all its workspaces."""

    def __init__(self, workspaces: Workspaces, sender: SlackSender, receiver: Receiver) -> None:
        self._workspaces = workspaces
        self._sender = sender
        self._receiver = receiver

    @property
    def name(self) -> str:
        """In front of every account and room id."""
        return "slack"

    @property
    def sender(self) -> SlackSender:
        """The half that the core sends through."""
        return self._sender

    @property
    def pages(self) -> Mapping[str, Page]:
        """Events and installs over HTTP, where the settings say so."""
        return self._receiver.pages

    @property
    def trouble(self) -> str | None:
        """Why it is not receiving just now, or not everywhere."""
        return self._receiver.trouble or self._workspaces.trouble

    async def receive(self, inlet: Inlet) -> None:
        """Receives until cancelled; raises PlatformStopped for good."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._workspaces.keep_connecting())
                group.create_task(self._receiver.run(inlet))
        except ExceptionGroup as several:
            # The first ended the others.
            raise several.exceptions[0] from None


@asynccontextmanager
async def open_platform(
    settings: SlackSettings, vault: Vault, folder: Path, timing: Timing
) -> AsyncIterator[SlackPlatform]:
    """Opens the platform: wrong tokens are refused now, an absent Slack is waited for."""
    timeout = aiohttp.ClientTimeout(total=timing.request)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        growing = settings.client_id is not None
        installed = (await Installs(vault).tokens()).values() if growing else ()
        workspaces = Workspaces(
            api_url=settings.api_url,
            tokens=[*settings.bot_tokens(folder), *installed],
            session=session,
            timing=timing,
            growing=growing,
        )
        with suppress(Unreachable):
            await workspaces.connect()
        responses = Responses(timing.clock)
        direct_rooms = DirectRooms(workspaces, vault)
        yield SlackPlatform(
            workspaces,
            SlackSender(
                workspaces=workspaces, direct_rooms=direct_rooms, responses=responses, timing=timing
            ),
            Receiver(
                workspaces=workspaces,
                direct_rooms=direct_rooms,
                responses=responses,
                vault=vault,
                timing=timing,
                links=ways_in(settings, folder, workspaces, vault, timing),
            ),
        )
