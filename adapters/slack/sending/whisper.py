"""Says something to one person alone, in a channel where others are."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.responses import Responses
from adapters.slack.sending.poster import Poster
from adapters.slack.workspaces import Workspace, parted
from ci_bot.ports.chat import AccountId, Doubtful, MessageId, NotAccepted, RoomId, TargetGone

UNKNOWN = {"metadata", "unfurl_links", "unfurl_media"}
"""What Slack doesn't take with a message for one person, which it neither keeps nor previews."""


class Whisper:
    """Messages that Slack shows to one person, and forgets."""

    def __init__(self, poster: Poster, responses: Responses) -> None:
        self._poster = poster
        self._responses = responses

    async def tell(
        self, workspace: Workspace, room: RoomId, account: AccountId, content: Mapping[str, Any]
    ) -> MessageId | None:
        """The message's id, or None where the bot can't say anything in that room.

        One that may have been shown is said again: it can't be looked for, and disturbs nobody.
        """
        kept = {name: value for name, value in content.items() if name not in UNKNOWN}
        _, channel = parted(room)
        _, user = parted(account)
        try:
            url = self._responses.to_tell(room, account)
            aside = {"response_type": "ephemeral", "replace_original": False}
            if url and await self._poster.respond(url, kept | aside):
                return MessageId("")
            to_them = {"channel": channel, "user": user} | kept
            answer = await self._poster.post(workspace, "chat.postEphemeral", channel, to_them)
        except TargetGone:
            return None
        except Doubtful as error:
            raise NotAccepted(str(error)) from None
        return MessageId(str(answer.get("message_ts", "")))
