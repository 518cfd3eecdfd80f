"""Tells one person at once that what they did came to nothing; nothing of that is kept."""

import logging
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from adapters.slack.web import Refused, Unreachable, call, respond
from adapters.slack.workspaces import Workspace, parted
from ci_bot.ports.chat import RoomId

log = logging.getLogger(__name__)

HOSTS = (".slack.com", ".slack-gov.com")
LONGEST = 2_000


def response_url(payload: dict[str, Any], workspace: Workspace) -> str | None:
    """The payload's address for answers, if it is Slack's."""
    url = payload.get("response_url")
    if not isinstance(url, str) or not 0 < len(url) < LONGEST:
        return None
    try:
        named, own = urlsplit(url), urlsplit(workspace.client.base_url)
    except ValueError:
        return None
    of_slack = named.scheme == "https" and (named.hostname or "").endswith(HOSTS)
    return url if of_slack or (named.scheme, named.netloc) == (own.scheme, own.netloc) else None


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
