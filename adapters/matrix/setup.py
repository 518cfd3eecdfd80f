"""`ci-bot matrix setup`: logs in once and cross-signs the device."""

from pathlib import Path

from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.platform import open_link
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.timing import Timing
from ci_bot.ports.chat import NotAccepted


async def set_up(settings: MatrixSettings, folder: Path) -> str:
    """Logs in or restores the login, publishes keys and signatures; safe to repeat.

    Raises a ChatError with what to do; the answer is one line for people.
    """
    async with open_link(settings, folder, Timing()) as link:
        try:
            await link.connect()
            await link.crypto.keys.upkeep()
            await link.sign()
        except (Refused, Unreachable) as error:
            raise NotAccepted(str(error)) from None
        device = link.identity.device
    return (
        f"{settings.user_id} is logged in with device {device}, which is cross-signed; session and"
        f" keys are in {folder / settings.store}: keep that folder, and back it up whole"
    )
