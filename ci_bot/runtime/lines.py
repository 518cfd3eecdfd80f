"""Which platforms can be sent through: those there are, without those that stopped."""

from collections.abc import Mapping

from ci_bot.domain.ids import AccountId, RoomId, platform_of
from ci_bot.ports.chat.platform import Sender


class Lines:
    """The senders by platform; a platform that refused the bot itself stays stopped."""

    def __init__(self, senders: Mapping[str, Sender]) -> None:
        self._senders = dict(senders)
        self._stopped: dict[str, str] = {}

    def to(self, address: AccountId | RoomId) -> Sender | None:
        """The sender that reaches the address; None while its platform is stopped or missing."""
        name = platform_of(address)
        return None if name in self._stopped else self._senders.get(name)

    def stop(self, platform: str, reason: str) -> None:
        """Uses that platform no more."""
        self._stopped.setdefault(platform, reason)

    @property
    def stopped(self) -> Mapping[str, str]:
        """The stopped platforms, each with its reason."""
        return dict(self._stopped)
