"""A call of the Web API as it arrived, and its arguments, read strictly."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import BasicAuth, web

from tests.support.slack.records import App, Channel, Install, Json, User
from tests.support.slack.refusal import Refusal
from tests.support.slack.world import World

AS_JSON = ("blocks", "attachments", "view", "metadata", "files")
TRUE, FALSE = (True, "true", "1", 1, "True"), (False, "false", "0", 0, "False")


@dataclass(kw_only=True)
class Call:
    """`install` is there for methods of a bot's token, `app` for those of an app's."""

    world: World
    method: str
    args: Mapping[str, Any]
    install_: Install | None = None
    app_: App | None = None

    @property
    def install(self) -> Install:
        assert self.install_ is not None
        return self.install_

    @property
    def app(self) -> App:
        return self.app_ if self.app_ is not None else self.install.app

    @property
    def bot(self) -> User:
        return self.install.bot

    @property
    def team(self) -> str:
        return self.install_.team if self.install_ is not None else ""

    def text(self, name: str, default: str | None = None) -> str:
        """An argument that has to be there unless it has a default."""
        value = self.args.get(name, default)
        if value is None or value == "":
            if default is None:
                raise Refusal("invalid_arguments", [f"missing required field: {name}"])
            return default
        if isinstance(value, bool | dict | list):
            raise Refusal("invalid_arguments", [f"must be a string: {name}"])
        return str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.args.get(name, default)
        if value in TRUE:
            return True
        if value in FALSE:
            return False
        raise Refusal("invalid_arguments", [f"must be a boolean: {name}"])

    def number(self, name: str, default: int, *, most: int) -> int:
        value = str(self.args.get(name) or default)
        if not value.isdigit() or int(value) < 1:
            raise Refusal("invalid_limit")
        return min(int(value), most)

    def channel(self, name: str = "channel") -> Channel:
        """The channel as the install sees it: private ones without the bot don't exist for it."""
        channel = self.world.channels.get(self.text(name))
        if channel is None or channel.deleted:
            raise Refusal("channel_not_found")
        here = channel.team == self.team or self.team in channel.shared_with
        if channel.kind != "channel" and self.bot.who not in channel.members:
            raise Refusal("channel_not_found")
        if not here:
            raise Refusal("channel_not_found")
        return channel

    def user(self, name: str = "user") -> User:
        user = self.world.visible(self.install, self.text(name))
        if user is None:
            raise Refusal("user_not_found")
        return user

    def needs(self, *scopes: str) -> None:
        """At least one of these scopes, or `missing_scope`."""
        granted = self.install.scopes
        if not granted.intersection(scopes):
            provided = ",".join(sorted(granted))
            raise Refusal("missing_scope", needed=",".join(scopes), provided=provided)


async def read_args(request: web.Request) -> dict[str, Any]:
    """The arguments, from a JSON body, a form, or the address; JSON in forms is unpacked."""
    args: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise Refusal("invalid_json") from None
        if not isinstance(body, dict):
            raise Refusal("json_not_object")
        args |= body
    elif request.body_exists:
        args |= {name: str(value) for name, value in (await request.post()).items()}
    for name in AS_JSON:
        if isinstance(args.get(name), str):
            args[name] = _unpacked(name, args[name])
    return args


def _unpacked(name: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        wrong = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
        raise Refusal(wrong.get(name, "invalid_arguments"), [f"no JSON: {name}"]) from None


def read_token(request: web.Request, args: dict[str, Any]) -> str:
    """The bearer token, taken out of the arguments where it stands there."""
    inside = str(args.pop("token", "") or "")
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return value if kind == "Bearer" else inside


def read_client(request: web.Request, args: dict[str, Any]) -> tuple[str, str]:
    """The client's id and secret, from the header or the arguments."""
    header = request.headers.get("Authorization", "")
    if header.startswith("Basic "):
        auth = BasicAuth.decode(header)
        return auth.login, auth.password
    return str(args.get("client_id", "")), str(args.get("client_secret", ""))


def named(error: str, **more: Any) -> Json:
    return {"ok": False, "error": error, **more}
