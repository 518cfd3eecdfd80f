"""Looks for a message of ours in what was said, by the key it was sent under."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.refusals import while_asking
from adapters.slack.render.ids import is_keyed
from adapters.slack.render.posting import key_of
from adapters.slack.web import Refused, Unreachable, pages
from adapters.slack.workspaces import Workspace
from ci_bot.ports.chat import ChatError, DeliveryKey, Unsearchable

# `since` is the core's clock, the messages have Slack's.
CLOCKS_APART = timedelta(minutes=10)
CLOSED = {"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"}


async def search(
    workspace: Workspace, channel: str, key: DeliveryKey, *, since: datetime, thread: str | None
) -> str | None:
    """The `ts` of our message with that key; raises Unsearchable, or another ChatError."""
    oldest = f"{(since - CLOCKS_APART).timestamp():.6f}"
    where = {"channel": channel, "oldest": oldest, "include_all_metadata": True}
    method = "conversations.history"
    if thread is not None:
        # Slack leaves what is in threads out of the channel's history.
        method, where = "conversations.replies", where | {"ts": thread}
    try:
        async for page in pages(workspace.client, method, **where):
            for message in page.get("messages") or []:
                if _is_ours(workspace, message) and _has(message, key):
                    return str(message["ts"])
    except Refused as error:
        if error.code == "thread_not_found":
            return None
        raise _closed(error, workspace) from None
    except Unreachable as error:
        raise while_asking(error) from None
    return None


def _is_ours(workspace: Workspace, message: Mapping[str, Any]) -> bool:
    # Others could have copied a key that they saw in a message's metadata.
    return message.get("user") == workspace.bot_user or message.get("bot_id") == workspace.bot_id


def _has(message: Mapping[str, Any], key: DeliveryKey) -> bool:
    if key_of(message.get("metadata")) == key:
        return True
    blocks = message.get("blocks") or []
    return any(is_keyed(str(block.get("block_id", "")), key) for block in blocks)


def _closed(error: Refused, workspace: Workspace) -> ChatError:
    if error.code in CLOSED:
        return Unsearchable(f"the bot may not read what was said there ({error.code})")
    return while_asking(error, workspace.line)
