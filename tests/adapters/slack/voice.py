"""The sending half of the adapter, in one workspace of the stand-in."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.responses import Responses
from adapters.slack.sending.sender import SlackSender
from adapters.slack.timing import Timing
from adapters.slack.workspaces import Workspace, Workspaces
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Words
from ci_bot.ports.chat import MessageId, RoomId
from ci_bot.testing.memory_vault import MemoryVault
from tests.support.slack import App, Install, Slack, SlackPerson, Team, slack_stand_in

UNPACED = Timing(pace=0, request=5.0, backoff=0.01)


def say(text: str) -> Message:
    return Message((Paragraph((Words(text),)),))


@dataclass(kw_only=True)
class Voice:
    slack: Slack
    team: Team
    app: App
    bot: Install
    anna: SlackPerson
    channel: RoomId
    direct: RoomId
    session: aiohttp.ClientSession
    timing: Timing
    workspaces: Workspaces
    responses: Responses
    vault: MemoryVault = field(default_factory=MemoryVault)

    def __post_init__(self) -> None:
        self.direct_rooms = DirectRooms(self.workspaces, self.vault)
        self.sender = SlackSender(
            workspaces=self.workspaces,
            direct_rooms=self.direct_rooms,
            responses=self.responses,
            timing=self.timing,
        )

    @property
    def workspace(self) -> Workspace:
        return self.workspaces.here[0]

    def texts(self, room: RoomId, person: SlackPerson | None = None) -> list[str]:
        return [seen.text for seen in (person or self.anna).shown(room)]

    def heard(self, room: RoomId, message: MessageId | None = None) -> str:
        """Anna tapped that message, or gave a command, and the receiver told of it."""
        channel = self.slack.find(room)
        url = self.slack.world.permits.url(
            self.slack.url,
            app=self.app,
            team=self.team.id,
            who=self.anna.user.who,
            channel=channel,
            message=None if message is None else channel.message(message),
        )
        self.responses.heard(url, room=room, account=self.anna.account, message=message)
        return url


@asynccontextmanager
async def voice(timing: Timing = UNPACED) -> AsyncIterator[Voice]:
    timeout = aiohttp.ClientTimeout(total=timing.request)
    async with slack_stand_in() as slack, aiohttp.ClientSession(timeout=timeout) as session:
        team, app = slack.team(), slack.app()
        bot = slack.install(app, team)
        anna = slack.person("anna", team)
        workspaces = Workspaces(
            api_url=slack.base_url, tokens=[bot.token], session=session, timing=timing
        )
        await workspaces.connect()
        yield Voice(
            slack=slack,
            team=team,
            app=app,
            bot=bot,
            anna=anna,
            channel=slack.channel(team, anna, bot),
            direct=slack.direct(bot, anna),
            session=session,
            timing=timing,
            workspaces=workspaces,
            responses=Responses(timing.clock),
        )
