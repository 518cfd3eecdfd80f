"""Tells one person at once that what they did came to nothing; nothing of that is kept."""

import logging

import aiohttp

from adapters.slack.web import Refused, Unreachable, call, respond
from adapters.slack.workspaces import Workspace, parted
from ci_bot.ports.chat import RoomId

log = logging.getLogger(__name__)


async def tell(
    session: aiohttp.ClientSession,
    workspace: Workspace,
    text: str,
    *,
    url: str | None,
    room: RoomId | None,
) -> None:
    """Says it to the person alone: through the address, else in their direct message."""
    try:
        if url is not None:
            aside = {"response_type": "ephemeral", "replace_original": False}
            await respond(session, url, {"text": text, **aside})
        elif room is not None:
            quiet = {"unfurl_links": False, "unfurl_media": False}
            _, channel = parted(room)
            await call(workspace.client, "chat.postMessage", channel=channel, text=text, **quiet)
    except (Refused, Unreachable) as error:
        log.warning("somebody could not be told that their tap came to nothing: %s", error)
