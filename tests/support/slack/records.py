"""What there is in Slack: workspaces, accounts, apps and their installs, channels and messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Who = tuple[str, str]
"""Workspace and user id: the same user id may stand for two people in two workspaces."""


@dataclass(kw_only=True, eq=False)
class Team:
    id: str
    name: str
    domain: str


@dataclass(kw_only=True, eq=False)
class User:
    """An account; `restricted` a guest, `ultra_restricted` a guest of one channel.

    `open_to_strangers`: bots of other workspaces may open a direct message with it.
    """

    id: str
    team: str
    name: str
    real_name: str
    tz: str = "Europe/Berlin"
    locale: str = "en-GB"
    is_bot: bool = False
    bot_id: str = ""
    app_id: str = ""
    deleted: bool = False
    restricted: bool = False
    ultra_restricted: bool = False
    open_to_strangers: bool = False
    dnd: bool = False
    updated: int = 0

    @property
    def who(self) -> Who:
        return self.team, self.id


@dataclass(kw_only=True, eq=False)
class App:
    """An app as its manifest describes it; `urls` only where it is served over HTTP."""

    id: str
    name: str
    client_id: str
    client_secret: str
    signing_secret: str
    token: str
    events: set[str]
    commands: set[str]
    shortcuts: set[str]
    redirect_urls: set[str] = field(default_factory=set)
    urls: dict[str, str] = field(default_factory=dict)
    home: bool = True
    scopes: set[str] = field(default_factory=lambda: {"connections:write"})


@dataclass(kw_only=True, eq=False)
class Install:
    """An app in a workspace; `ended` is the error its token meets once it is revoked."""

    app: App
    team: str
    token: str
    scopes: set[str]
    bot: User
    ended: str = ""


@dataclass(kw_only=True, eq=False)
class Message:
    """`only`: shown to that account alone. `username`: an integration's, who has no account."""

    ts: str
    author: Who
    text: str
    app: App | None = None
    bot_id: str = ""
    blocks: list[Json] | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    edited: Json | None = None
    reactions: list[tuple[str, Who]] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    only: Who | None = None
    broadcast: bool = False
    username: str = ""


@dataclass(kw_only=True, eq=False)
class Channel:
    """`kind` is `im`, `mpim`, `channel` (public) or `group` (private)."""

    id: str
    team: str
    kind: str
    name: str = ""
    members: list[Who] = field(default_factory=list)
    shared_with: set[str] = field(default_factory=set)
    archived: bool = False
    deleted: bool = False
    created: int = 0
    creator: str = ""
    messages: list[Message] = field(default_factory=list)

    def message(self, ts: str) -> Message | None:
        return next((one for one in self.messages if one.ts == ts), None)

    def thread(self, ts: str) -> list[Message]:
        """The message that a thread hangs on, if it is still there, and all of the thread."""
        return [one for one in self.messages if not one.only and ts in (one.ts, one.thread_ts)]


@dataclass(kw_only=True, eq=False)
class View:
    """A modal or a home tab; `previous` is the modal it covers."""

    id: str
    install: Install
    viewer: Who
    body: Json
    hash: str
    previous: "View | None" = None

    @property
    def kind(self) -> str:
        return str(self.body["type"])


@dataclass(kw_only=True, eq=False)
class Code:
    """What the installer's browser brings back, to be exchanged for a token."""

    app: App
    who: Who
    scopes: set[str]
    redirect: str
    at: float
    used: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """A call of the Web API, or of a response URL (method `response_url`), and what came of it."""

    method: str
    team: str
    args: Mapping[str, Any]
    answer: Mapping[str, Any] | None
    at: float

    @property
    def ok(self) -> bool:
        return self.answer is not None and bool(self.answer.get("ok"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """A call that was refused, with what Slack would say in detail."""

    method: str
    error: str
    details: tuple[str, ...] = ()
    team: str = ""
    args: Mapping[str, Any] = field(default_factory=dict)
