"""Uploads pictures, each once, for the message that shows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from adapters.slack.sending.poster import Poster
from adapters.slack.workspaces import Workspace
from ci_bot.messages.blocks import Message, picture
from ci_bot.ports.chat import DeliveryKey, Misshapen, NoPicture, NotAccepted

SCOPE = "files:write"
TAKING_IN = timedelta(seconds=5)


class Pictures:
    """What was uploaded and not shown yet; what is uploaded again, nobody has seen before."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        self._files: dict[DeliveryKey, str] = {}

    async def put(self, workspace: Workspace, message: Message, key: DeliveryKey) -> str | None:
        """The id of the message's picture at Slack; None where it has none to show.

        Raises NoPicture where the bot may not upload, and what a call does that posts nothing.
        """
        image = picture(message)
        if image is None or not image.png:
            return None
        if workspace.scopes and SCOPE not in workspace.scopes:
            raise NoPicture(f"the app lacks the scope {SCOPE}; renew its manifest")
        if key not in self._files:
            name = f"{image.name}.png"
            self._files[key] = await self._poster.upload(workspace, name, image.png)
        return self._files[key]

    @contextmanager
    def taken_in(self, key: DeliveryKey) -> Iterator[None]:
        """For showing it: Slack refuses a picture that it hasn't taken in yet, for seconds."""
        try:
            yield
        except Misshapen as error:
            if key not in self._files:
                raise
            raise NotAccepted(str(error), retry_after=TAKING_IN) from None
        self._files.pop(key, None)
