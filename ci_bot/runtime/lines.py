"""Which lines can be sent through: those there are, without those that stopped."""

from collections.abc import Mapping

from ci_bot.domain.ids import AccountId, RoomId, local_part, on_line, platform_of
from ci_bot.ports.chat.platform import Sender


class Lines:
    """The senders by platform; a platform, or a part of it, that refused the bot stays stopped.

    A line is a platform's name, or the beginning of all addresses of a part, such as `slack:T1/`.
    """

    def __init__(self, senders: Mapping[str, Sender]) -> None:
        self._senders = dict(senders)
        self._stopped: dict[str, str] = {}

    def to(self, address: AccountId | RoomId) -> Sender | None:
        """The sender that reaches the address; None while its line is stopped or missing."""
        return None if self.stopped_for(address) else self._senders.get(platform_of(address))

    def stopped_for(self, address: AccountId | RoomId) -> str | None:
        """The stopped line that the address is on, if it is on one."""
        return next((line for line in self._stopped if on_line(address, line)), None)

    def stop(self, line: str, reason: str) -> None:
        """Uses that line no more."""
        self._stopped.setdefault(line, reason)

    def resume(self, line: str) -> None:
        """Uses that line again."""
        self._stopped.pop(line, None)

    def trouble(self, platform: str) -> str | None:
        """Why a platform, or which parts of it, can't be used; None while all of it can."""
        if platform in self._stopped:
            return self._stopped[platform]
        parts = {line: why for line, why in self._stopped.items() if on_line(line, platform)}
        return "; ".join(f"{local_part(RoomId(p))}: {why}" for p, why in parts.items()) or None

    @property
    def stopped(self) -> Mapping[str, str]:
        """The stopped lines, each with its reason."""
        return dict(self._stopped)
