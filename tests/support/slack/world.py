"""All that Slack knows: the records, how to look things up, and who waits for a change."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tests.support.slack.clock import SlackClock
from tests.support.slack.courier import Courier, Envelope
from tests.support.slack.permits import Permits
from tests.support.slack.records import (
    App,
    Channel,
    Code,
    Install,
    Json,
    Message,
    Refused,
    Sent,
    Team,
    User,
    View,
    Who,
)


@dataclass(eq=False)
class World:
    """`sent` is every call in order, `refused` those that Slack refuses for what they are.

    `objections` are what Slack would take but this bot must not send. `limited` are the calls
    that came too fast. `takes_in`: how often a new file may not be shown yet.
    """

    clock: SlackClock
    courier: Courier
    permits: Permits
    url: str = ""
    teams: dict[str, Team] = field(default_factory=dict)
    users: dict[Who, User] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    installs: list[Install] = field(default_factory=list)
    channels: dict[str, Channel] = field(default_factory=dict)
    homes: dict[tuple[str, Who], View] = field(default_factory=dict)
    modals: dict[Who, View] = field(default_factory=dict)
    files: dict[str, Json] = field(default_factory=dict)
    takes_in: int = 0
    tickets: dict[str, App] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    limited: list[Sent] = field(default_factory=list)
    objections: list[str] = field(default_factory=list)
    _counts: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _watchers: set[asyncio.Event] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.courier.changed = self.changed

    def post(self, app: App, kind: str, payload: Json) -> Envelope:
        """Tells an app something."""
        return self.courier.post(app, kind, payload)

    def new_id(self, letter: str) -> str:
        """An id such as `C000000A7`, never given before."""
        while True:
            self._counts[letter] += 1
            found = f"{letter}{self._counts[letter]:04d}STANDIN"
            taken = found in self.channels or any(found == user for _, user in self.users)
            if not taken:
                return found

    def user(self, who: Who) -> User:
        return self.users[who]

    def accounts(self, team: str) -> list[User]:
        return [user for user in self.users.values() if user.team == team]

    def install(self, app: App, team: str) -> Install | None:
        """The install that lives, else the last that ended."""
        found = [one for one in self.installs if one.app is app and one.team == team]
        return next((one for one in found if not one.ended), found[-1] if found else None)

    def living(self, app: App | None = None) -> Iterator[Install]:
        for one in self.installs:
            if not one.ended and app in (None, one.app):
                yield one

    def visible(self, install: Install, user_id: str) -> User | None:
        """The account of that id that an install sees: its own workspace's, then strangers'."""
        if (install.team, user_id) in self.users:
            return self.users[install.team, user_id]
        for channel in self.channels_of(install.team):
            for who in channel.members:
                if who[1] == user_id:
                    return self.users[who]
        return None

    def channels_of(self, team: str) -> Iterable[Channel]:
        """The channels that exist for a workspace."""
        return [
            one
            for one in self.channels.values()
            if not one.deleted and (one.team == team or team in one.shared_with)
        ]

    def direct(self, install: Install, who: Who) -> Channel:
        """The direct channel of a bot and somebody; made if need be."""
        pair = {install.bot.who, who}
        for channel in self.channels.values():
            if channel.kind == "im" and set(channel.members) == pair and not channel.deleted:
                return channel
        channel = Channel(
            id=self.new_id("D"),
            team=install.team,
            kind="im",
            members=[install.bot.who, who],
            created=int(self.clock.now()),
        )
        self.channels[channel.id] = channel
        return channel

    def put(self, channel: Channel, message: Message) -> Message:
        """The message stands in the channel from now on."""
        channel.messages.append(message)
        self.changed()
        return message

    def changed(self) -> None:
        """Wakes everybody who waits for something to be there."""
        for watcher in self._watchers:
            watcher.set()

    async def until(self, holds: Callable[[], bool], *, patience: float = 30.0) -> None:
        """Waits until the condition holds; looks whenever something changed."""
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        try:
            async with asyncio.timeout(patience):
                while not holds():
                    await watcher.wait()
                    watcher.clear()
        finally:
            self._watchers.discard(watcher)
