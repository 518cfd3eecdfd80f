"""What the app may do in a workspace, and what is lost without it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """A permission of the bot's token; `cost`: what doesn't work without it."""

    name: str
    cost: str
    required: bool = True


SCOPES = (
    Scope("chat:write", "the bot can't send anything"),
    Scope("im:write", "the bot can't ask anybody, as it can't open direct messages"),
    Scope("im:history", "the bot hears no direct message, so no answer that is typed"),
    Scope("users:read", "the bot can't tell guests from members, nor know anybody's time zone"),
    Scope("commands", "there is no slash command and no shortcut; mentions work", required=False),
    Scope("app_mentions:read", "the bot doesn't hear when it is mentioned", required=False),
    Scope("team:read", "workspaces are called by their ids", required=False),
    Scope("files:write", "digests go out without their chart", required=False),
    Scope("channels:read", "a public channel that goes away is noticed late", required=False),
    Scope("groups:read", "a private channel that goes away is noticed late", required=False),
    Scope(
        "channels:history",
        "whether a doubtful digest has arrived in a public channel is asked of the backbone",
        required=False,
    ),
    Scope(
        "groups:history",
        "whether a doubtful digest has arrived in a private channel is asked of the backbone",
        required=False,
    ),
)

BEYOND_LEAST = frozenset({"channels:history", "groups:history", "files:write"})
"""The bot could read channels it is in, where it only looks for what it has sent; and charts."""

SOCKET_SCOPE = "connections:write"
"""Of the app token, in socket mode."""
