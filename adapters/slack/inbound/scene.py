"""Through which install and when something came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from adapters.slack.inbound.fields import Json, Malformed, given_id, needed_id, part
from ci_bot.ports.chat import AccountId, RoomId


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """`now`: for what Slack gives no time. `names`: of the users that a text mentions, by id.

    `direct`: the person's direct message with the bot, where the payload doesn't tell.
    """

    team: str
    bot_user: str
    now: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    direct: RoomId | None = None

    @property
    def private(self) -> RoomId:
        """The person's direct message; raises Malformed where nobody looked it up."""
        if self.direct is None:
            raise Malformed("direct")
        return self.direct

    def room(self, channel: str) -> RoomId:
        """A channel as the core names rooms: reached through this install."""
        return RoomId(f"slack:{self.team}/{channel}")

    def author(self, message: Json) -> AccountId:
        """Who wrote; people of another workspace of a shared channel are of their own one."""
        names = ("user_team", "source_team", "team")
        team = next((found for name in names if (found := given_id(message, name))), self.team)
        return AccountId(f"slack:{team}/{needed_id(message, 'user')}")

    def actor(self, payload: Json) -> AccountId:
        """Who tapped or filled in, likewise."""
        return actor(payload, self.team)

    def is_bots(self, message: Json) -> bool:
        """Whether this bot or another wrote it, or nobody did."""
        return bool(message.get("bot_id")) or message.get("user") in (None, "", self.bot_user)


def actor(payload: Json, team: str) -> AccountId:
    """Who tapped or filled in; `team`: of the install."""
    user = part(payload, "user")
    return AccountId(f"slack:{given_id(user, 'team_id') or team}/{needed_id(user, 'id')}")


def is_direct(channel: str) -> bool:
    """Whether a channel of the bot's is a direct message; those never have a third member."""
    return channel.startswith("D")
