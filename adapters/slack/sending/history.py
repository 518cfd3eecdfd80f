"""Looks for a message of ours in what was said, by the key it was sent under."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.refusals import while_asking
from adapters.slack.render.ids import is_keyed
from adapters.slack.render.posting import key_of
from adapters.slack.web import Refused, Unreachable, look
from adapters.slack.workspaces import Workspace
from ci_bot.ports.chat import ChatError, DeliveryKey, Unsearchable

# `since` is the core's clock, the messages have Slack's.
CLOCKS_APART = timedelta(minutes=10)
PAGE = 200
CLOSED = {"missing_scope", "not_in_channel", "channel_not_found", "no_permission", "access_denied"}


async def search(
    workspace: Workspace, channel: str, key: DeliveryKey, *, since: datetime, thread: str | None
) -> str | None:
    """The `ts` of our message with that key; raises Unsearchable, or another ChatError."""
    oldest = f"{(since - CLOCKS_APART).timestamp():.6f}"
    where: dict[str, Any] = {"channel": channel, "include_all_metadata": True, "limit": PAGE}
    if thread is None:
        pages = _pages(workspace, "conversations.history", where | {"oldest": oldest})
    else:
        # Slack leaves what is in threads out of the channel's history.
        where |= {"oldest": oldest, "ts": thread}
        pages = _pages(workspace, "conversations.replies", where)
    try:
        async for page in pages:
            for message in page:
                if _is_ours(workspace, message) and _has(message, key):
                    return str(message["ts"])
    except Refused as error:
        if error.code == "thread_not_found":
            return None
        raise _closed(error, workspace) from None
    except Unreachable as error:
        raise while_asking(error) from None
    return None


async def _pages(
    workspace: Workspace, method: str, where: Mapping[str, Any]
) -> AsyncIterator[list[Mapping[str, Any]]]:
    cursor = ""
    while True:
        more = {"cursor": cursor} if cursor else {}
        answer = await look(workspace.client, method, **where, **more)
        yield answer.get("messages") or []
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


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
