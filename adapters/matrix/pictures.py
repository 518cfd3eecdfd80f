"""Puts pictures where a message can show them: encrypted where its room is."""

from nio.crypto.attachments import encrypt_attachment  # type: ignore[import-untyped]

from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.link import Link
from adapters.matrix.refusals import REFUSED_BOT, before_sending
from adapters.matrix.render import PNG, Media
from ci_bot.messages.blocks import Message, picture
from ci_bot.ports.chat import NoPicture

SEALED = "application/octet-stream"


class Pictures:
    """The bot's uploads; one that is made again is seen by nobody until a message names it."""

    def __init__(self, link: Link) -> None:
        self._link = link

    async def put(self, room: str, message: Message) -> Media | None:
        """What a message in that room shows its picture by; None where there is nothing to show.

        Raises NoPicture where the homeserver takes none, and what any step before sending raises.
        """
        image = picture(message)
        if image is None or not image.png:
            return None
        try:
            await self._link.enter(room)
            homeserver, crypto = self._link.homeserver, self._link.crypto
            if not crypto.encrypts(room):
                return {"url": await homeserver.upload(image.png, PNG)}
            sealed, keys = encrypt_attachment(image.png)
            return {"file": keys | {"url": await homeserver.upload(sealed, SEALED)}}
        except Refused as error:
            if (error.lasting or error.status == 413) and error.code not in REFUSED_BOT:
                raise NoPicture(f"the homeserver takes no picture ({error})") from None
            raise before_sending(error) from None
        except Unreachable as error:
            raise before_sending(error) from None
