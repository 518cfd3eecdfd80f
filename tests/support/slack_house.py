"""The bot's own half of a Slack stand-in: its app in some workspaces, and how it opens there."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from adapters.slack.plugin import SlackPlugin
from adapters.slack.settings import SlackSettings
from adapters.slack.timing import ReadingTiming, SocketTiming, Timing
from ci_bot.ports.chat import MessageId, Platform, RoomId
from ci_bot.ports.store import Store
from ci_bot.runtime.vault import StoreVault
from tests.support.slack import Install, Slack, SlackPerson
from tests.support.slack.rendering import lines

QUICK = Timing(
    backoff=0.05,
    backoff_limit=0.2,
    pace=0.0,
    sockets=SocketTiming(apart=0.05, backoff=0.05, backoff_limit=0.2, farewell=0.2),
    reading=ReadingTiming(between=0.0),
)


@dataclass
class SlackHouse:
    """One app, installed in each workspace that is asked for; `more` are further settings."""

    slack: Slack
    folder: Path
    timing: Timing = QUICK
    more: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.app = self.slack.app()
        self.installs: list[Install] = []

    def workspace(self, name: str) -> Install:
        """A new workspace with the app in it."""
        self.installs.append(self.slack.install(self.app, self.slack.team(name)))
        return self.installs[-1]

    def settings(self) -> SlackSettings:
        tokens = {f"slack-{n}": one.token for n, one in enumerate(self.installs)}
        for name, secret in {**tokens, "slack-app": self.app.token}.items():
            file = self.folder / name
            file.touch(mode=0o600)
            file.write_text(secret)
        table = {
            "bot_token_files": list(tokens),
            "app_token_file": "slack-app",
            "api_url": self.slack.base_url,
        }
        return SlackSettings.model_validate(table | dict(self.more))

    @asynccontextmanager
    async def platform(self, store: Store) -> AsyncIterator[Platform]:
        """The open platform, which keeps its small values in that store."""
        plugin = SlackPlugin(self.timing)
        async with plugin.open(self.settings(), StoreVault(store, "slack"), self.folder) as opened:
            yield opened


@dataclass
class SlackPartner:
    """A person of the coalition in the direct room with the bot."""

    chat: SlackPerson
    room: RoomId

    def shown(self, message: MessageId) -> str:
        """What a message of the bot shows now."""
        found = self.chat.message(self.room, message)
        return "\n".join(lines(found.blocks)) if found.blocks else found.text

    async def sees(self, *parts: str, count: int = 0) -> MessageId:
        """The bot's newest message that shows all these parts, once there are more than `count`."""

        def fitting() -> list[MessageId]:
            seen = self.chat.shown(self.room)
            every = [one.message for one in seen if one.author != self.chat.account]
            return [one for one in every if all(part in self.shown(one) for part in parts)]

        await self.chat.see(self.room, until=lambda _: len(fitting()) > count)
        return fitting()[-1]

    async def taps(self, card: MessageId, label: str, *parts: str) -> None:
        """Presses what begins so, once it is there, and waits until the message shows the parts."""
        name = await self._control(card, label)
        await self.chat.click(self.room, card, name)
        await self.chat.see(
            self.room, until=lambda _: all(part in self.shown(card) for part in parts)
        )

    async def _control(self, card: MessageId, label: str) -> str:
        def fitting() -> list[str]:
            names = self.chat.controls(self.room, card)
            return [name for name in names if name.casefold().startswith(label.casefold())]

        try:
            await self.chat.world.until(lambda: bool(fitting()))
        except TimeoutError:
            raise AssertionError(f"no {label!r} on:\n{self.shown(card)}") from None
        return fitting()[0]

    async def fills(self, card: MessageId, label: str, /, **values: str) -> None:
        """Opens a form and submits it; the fields are named as they are labelled."""
        await self.chat.click(self.room, card, await self._control(card, label))
        view = await self.chat.modal()
        assert await self.chat.submit(view, values) is not None


def slack_partner(slack: Slack, install: Install, name: str) -> SlackPartner:
    """Somebody new of that workspace."""
    person = slack.person(name, slack.world.teams[install.team])
    return SlackPartner(person, slack.direct(install, person))
