"""Calls that change something people see, at Slack's pace, with what their failures mean."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.refusals import LIMITED, refuses_bot, while_asking, while_sending
from adapters.slack.sending.pace import Pace
from adapters.slack.timing import Timing
from adapters.slack.web import Answer, Refused, Unreachable, call, put_file, respond
from adapters.slack.workspaces import Workspace, Workspaces
from ci_bot.ports.chat import NoPicture

NO_FILES = {
    "file_upload_size_restricted",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "missing_scope",
    "storage_limit_reached",
}
WAIT = 30.0
"""Seconds, where Slack wants fewer calls and does not say for how long."""


class Poster:
    """What the sender posts through; every method raises a ChatError."""

    def __init__(self, workspaces: Workspaces, timing: Timing) -> None:
        self._workspaces = workspaces
        self._pace = Pace(timing)

    async def post(
        self, workspace: Workspace, method: str, channel: str, content: Mapping[str, Any]
    ) -> Answer:
        """A new message in a channel, when its turn has come."""
        place = workspace.team, channel
        self._pace.check(method, place)
        async with self._pace.turn(place):
            return await self.change(workspace, method, channel, content)

    async def change(
        self, workspace: Workspace, method: str, place: str, content: Mapping[str, Any]
    ) -> Answer:
        """A change of what is there, at once; `place`: what Slack counts the calls for."""
        self._pace.check(method, (workspace.team, place))
        try:
            return await call(workspace.client, method, **content)
        except (Refused, Unreachable) as error:
            meaning = while_sending(error, workspace.line)
            if isinstance(error, Refused):
                if error.code in LIMITED:
                    wait = WAIT if error.retry_after is None else error.retry_after
                    self._pace.bar(method, (workspace.team, place), wait)
                if refuses_bot(error):
                    self._workspaces.lose(workspace.team, str(meaning))
            raise meaning from None

    async def upload(self, workspace: Workspace, name: str, content: bytes) -> str:
        """A file that nobody sees yet; its id. Raises what a call does that posts nothing."""
        try:
            return await put_file(workspace.client, self._workspaces.session, name, content)
        except (Refused, Unreachable) as error:
            if isinstance(error, Refused) and error.code in NO_FILES:
                raise NoPicture(f"the workspace takes no picture ({error.code})") from None
            raise while_asking(error, workspace.line) from None

    async def respond(self, url: str, content: Mapping[str, Any]) -> bool:
        """Answers what somebody did; False where Slack takes no answer there any more."""
        try:
            await respond(self._workspaces.session, url, content)
        except Refused:
            return False
        except Unreachable as error:
            if error.unsent:
                return False
            raise while_sending(error) from None
        return True
